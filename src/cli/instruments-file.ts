// The file behind --instruments: what the user knows of instruments beforehand.
//   { "BTCUSDT": { "priceScale": 1, "qtyScale": 3, "tickSize": "0.1", "lotSize": "0.001" } }
// Keys are symbols, or `venue:SYMBOL`. All faults are reported at once.
import { HINT_KEYS, readHint } from '../backtest/input-settings.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { readTextFile } from '../fs/node-text.ts';
import type { InstrumentHint } from '../import/instrument-registry.ts';
import { FieldReader } from '../session/field-reader.ts';

function parseJson(path: string, text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new OutcryError('BAD_JSON', 'input', 'not JSON', {
      where: path,
      found: cause instanceof Error ? cause.message : 'unreadable text',
      cause,
    });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new OutcryError('BAD_JSON', 'input', 'not an object of instruments', { where: path });
  return { ...value };
}

/** Checks one entry; faults are added to those of `fields`. */
function hintOf(fields: FieldReader, name: string, entry: unknown): InstrumentHint {
  return readHint(fields, fields.object(name, entry, HINT_KEYS), (key) => `${name}.${key}`);
}

/** @throws OutcryError BAD_INSTRUMENTS with every fault of the file */
export async function readInstrumentsFile(path: string): Promise<Map<string, InstrumentHint>> {
  const entries = parseJson(path, await readTextFile(path));
  const faults: string[] = [];
  const fields = new FieldReader('instruments', '', faults);
  const hints = new Map<string, InstrumentHint>();
  for (const [name, entry] of Object.entries(entries)) hints.set(name, hintOf(fields, name, entry));
  if (faults.length > 0)
    throw new OutcryError('BAD_INSTRUMENTS', 'input', faults.join('; '), { where: path });
  return hints;
}
