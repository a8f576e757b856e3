// The file behind --instruments: what the user knows of instruments beforehand.
//   { "BTCUSDT": { "priceScale": 1, "qtyScale": 3, "tickSize": "0.1", "lotSize": "0.001" } }
// Keys are symbols, or `venue:SYMBOL`. All faults are reported at once.
import { OutcryError } from '../errors/outcry-error.ts';
import { readTextFile } from '../fs/node-text.ts';
import type { InstrumentHint } from '../import/instrument-registry.ts';
import { parseDecimal } from '../model/decimal.ts';

const KEYS = ['priceScale', 'qtyScale', 'tickSize', 'lotSize', 'windowBits'];

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

/** Checks one entry; faults are added to `faults`. */
function readHint(name: string, entry: unknown, faults: string[]): InstrumentHint {
  if (typeof entry !== 'object' || entry === null) {
    faults.push(`${name}: expected an object`);
    return {};
  }
  const given: Record<string, unknown> = { ...entry };
  for (const key of Object.keys(given))
    if (!KEYS.includes(key)) faults.push(`${name}.${key}: unknown; known are ${KEYS.join(', ')}`);
  const integer = (key: string, low: number, high: number): number | undefined => {
    const value = given[key];
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high)
      return value;
    faults.push(
      `${name}.${key}: expected an integer from ${low} to ${high}, found ${JSON.stringify(value)}`,
    );
    return undefined;
  };
  const step = (key: string, scale: number | undefined): bigint | undefined => {
    const value = given[key];
    if (value === undefined) return undefined;
    try {
      const quanta = parseDecimal(
        typeof value === 'string' ? value : JSON.stringify(value),
        scale ?? 0,
      );
      if (quanta >= 1n) return quanta;
    } catch {
      // Reported below with the others.
    }
    faults.push(`${name}.${key}: expected a positive decimal of at most ${scale} decimals`);
    return undefined;
  };
  const priceScale = integer('priceScale', -6, 18);
  const qtyScale = integer('qtyScale', -6, 18);
  const windowBits = integer('windowBits', 8, 20);
  const tickSize = step('tickSize', priceScale);
  const lotSize = step('lotSize', qtyScale);
  return {
    ...(priceScale === undefined ? {} : { priceScale }),
    ...(qtyScale === undefined ? {} : { qtyScale }),
    ...(windowBits === undefined ? {} : { windowBits }),
    ...(tickSize === undefined ? {} : { tickSize }),
    ...(lotSize === undefined ? {} : { lotSize }),
  };
}

/** @throws OutcryError BAD_INSTRUMENTS with every fault of the file */
export async function readInstrumentsFile(path: string): Promise<Map<string, InstrumentHint>> {
  const entries = parseJson(path, await readTextFile(path));
  const faults: string[] = [];
  const hints = new Map<string, InstrumentHint>();
  for (const [name, entry] of Object.entries(entries))
    hints.set(name, readHint(name, entry, faults));
  if (faults.length > 0)
    throw new OutcryError('BAD_INSTRUMENTS', 'input', faults.join('; '), { where: path });
  return hints;
}
