// Columns of a JSON document, for `outcry ta`.
import { OutcryError } from '../errors/outcry-error.ts';
import type { ByteSource } from '../fs/types.ts';
import type { IndicatorSpec } from '../indicators/spec.ts';
import { bindColumns, isTime, labelOf } from './ta-bind.ts';
import { timesOf, withAnchors } from './ta-sessions.ts';
import type { TaInput, TaInputOptions } from './ta-types.ts';

const BYTES_MAX = 1 << 29;

/**
 * Reads `{"close": [1, 2]}` or `[{"close": 1}, {"close": 2}]`.
 * @throws OutcryError BAD_JSON, BAD_INPUT, TOO_LARGE
 */
export async function readJsonColumns(
  spec: IndicatorSpec,
  source: ByteSource,
  options: TaInputOptions,
): Promise<TaInput> {
  const where = source.name;
  const table = await parseJson(source);
  const names = [...table.keys()];
  const label = labelOf(names);
  const hasTimes = label !== undefined && isTime(label);
  const bound = bindColumns(spec, { there: names, where, hasTimes }, options.inputs);
  const length = table.get([...bound.values()][0] ?? '')?.length ?? 0;
  const columns = Object.fromEntries(
    [...bound].map(([input, name]) => {
      const cells = table.get(name) ?? [];
      const bad = cells.findIndex((cell) => typeof cell !== 'number');
      if (bad >= 0 || cells.length !== length || length === 0)
        throw new OutcryError('BAD_INPUT', 'input', `${name} is no column of numbers`, {
          where,
          expected: bad >= 0 ? 'a number' : length === 0 ? 'numbers' : `${length} numbers`,
          found: bad >= 0 ? `${JSON.stringify(cells[bad])} in place ${bad}` : `${cells.length}`,
        });
      return [input, Float64Array.from(cells as number[])];
    }),
  );
  const cells = label === undefined ? [] : (table.get(label) ?? []);
  const textOf = (row: number): string => `${cells[row] as string | number}`;
  const input: TaInput = {
    columns,
    names: Object.fromEntries(bound),
    length,
    labels: label === undefined ? undefined : { name: label, of: textOf },
    warnings: [],
  };
  const times = (): bigint[] =>
    timesOf(
      Array.from({ length }, (_, row) => textOf(row)),
      where,
      options,
    );
  return withAnchors(spec, input, options.session, hasTimes ? times : undefined);
}

async function parseJson(source: ByteSource): Promise<Map<string, readonly unknown[]>> {
  const bad = (found: string): OutcryError =>
    new OutcryError('BAD_JSON', 'input', 'these are no columns', {
      where: source.name,
      expected: '{"close": [1, 2]} or [{"close": 1}, {"close": 2}]',
      found,
    });
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of source.chunks()) {
    parts.push(chunk.slice());
    bytes += chunk.length;
    if (bytes > BYTES_MAX)
      throw new OutcryError('TOO_LARGE', 'input', 'too large for JSON', {
        where: source.name,
        expected: `at most ${BYTES_MAX} bytes`,
        hint: 'use CSV',
      });
  }
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder().decode(Buffer.concat(parts)));
  } catch (cause) {
    throw bad(cause instanceof Error ? cause.message.replaceAll(/\s+/g, ' ') : 'no JSON');
  }
  const table = new Map<string, unknown[]>();
  if (!Array.isArray(document)) {
    for (const [name, cells] of Object.entries(document as object))
      if (Array.isArray(cells)) table.set(name, cells);
    if (table.size === 0) throw bad('an object without lists');
    return table;
  }
  const rows: readonly unknown[] = document;
  const isRow = (row: unknown): row is Record<string, unknown> =>
    typeof row === 'object' && row !== null && !Array.isArray(row);
  const wrong = rows.findIndex((row) => !isRow(row));
  if (wrong >= 0) throw bad(`${JSON.stringify(rows[wrong])?.slice(0, 40)} in place ${wrong}`);
  const names = Object.keys(rows[0] ?? {});
  if (names.length === 0) throw bad('nothing');
  for (const name of names)
    table.set(
      name,
      rows.filter(isRow).map((row) => row[name]),
    );
  return table;
}
