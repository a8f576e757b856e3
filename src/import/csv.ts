// Opens CSV files of prints, book levels or book tickers with a column map of the user's.
import { OutcryError } from '../errors/outcry-error.ts';
import type { ByteSource } from '../fs/types.ts';
import { CsvInstruments } from './csv-instruments.ts';
import { type CsvColumnMap, type CsvKind, type CsvPlan, planColumns } from './csv-plan.ts';
import { CsvReader } from './csv-reader.ts';
import { type CsvOptions, CsvSource } from './csv-source.ts';
import type { RecordSource } from './record-source.ts';
import { ReplayableChunks } from './replayable-chunks.ts';

export interface GenericCsvOptions extends CsvOptions {
  readonly kind: CsvKind;
  /** See parseColumnMap. */
  readonly columns: CsvColumnMap;
  /** @default seen from the column map and the first row */
  readonly hasHeader?: boolean;
}

/**
 * Records of a CSV file. Rows must be in receive order. The receive time is that of `recvTime`, or
 * of `time` where there is no such column.
 *
 * @throws OutcryError MISSING_COLUMN, DUPLICATE_COLUMN, NO_RECORDS, BAD_ARGUMENT
 */
export function openCsv(source: ByteSource, options: GenericCsvOptions): Promise<RecordSource> {
  if (options.columns.symbol === undefined && options.symbol === undefined)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'the instrument is not given', {
      where: source.name,
      expected: 'a symbol, or a column for it',
      hint: '--symbol NAME or --columns symbol=COLUMN',
    });
  return openCsvAs(source, options, (first) =>
    planColumns(source.name, options.kind, options.columns, first, options.hasHeader),
  );
}

/** Opens a CSV file with the plan that `planOf` makes of its first row. */
export async function openCsvAs(
  source: ByteSource,
  options: CsvOptions,
  planOf: (first: readonly string[]) => CsvPlan,
): Promise<RecordSource> {
  const chunks = new ReplayableChunks(source);
  const kept: Uint8Array[] = [];
  for await (const chunk of chunks.prefix()) kept.push(chunk);
  const reader = () => new CsvReader(source.name, listed(kept), options.delimiter ?? ',');
  const first = await firstRow(reader());
  if (first === undefined) {
    // Either the file holds nothing, or reading it failed at once: then say that.
    for await (const _ of chunks.all()) continue;
    throw new OutcryError('NO_RECORDS', 'input', 'the file has no rows', { where: source.name });
  }
  const plan = planOf(first);
  const instruments = new CsvInstruments(plan, options, options.symbol ?? 'UNKNOWN');
  await instruments.infer(reader());
  return new CsvSource(source, chunks, plan, instruments, options);
}

async function* listed(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function firstRow(reader: CsvReader): Promise<readonly string[] | undefined> {
  while (!reader.next()) if (!(await reader.fill())) return undefined;
  return Array.from({ length: reader.fieldCount }, (_, i) => reader.text(i));
}
