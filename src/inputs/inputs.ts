// Opens what a user names on the command line, whatever its format, as record sources of one run.
import type { Core } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { openByteSource, openRandomAccess } from '../fs/node-files.ts';
import { whatIs } from '../fs/node-paths.ts';
import { openZipMember } from '../fs/node-zip.ts';
import { handOver } from '../fs/owned.ts';
import type { ByteSource } from '../fs/types.ts';
import type { CandleScales } from '../import/candle-scales.ts';
import { CandleSource, openCandles } from '../import/candle-source.ts';
import { delimiterOfLine, firstLine } from '../import/candle-titles.ts';
import type { CandleOptions } from '../import/candles.ts';
import { closeAll } from '../import/close-all.ts';
import { openCsv } from '../import/csv.ts';
import type { CsvColumnMap, CsvKind } from '../import/csv-plan.ts';
import { type InstrumentHint, InstrumentRegistry } from '../import/instrument-registry.ts';
import { openLobsterMessages } from '../import/lobster.ts';
import { openNpy } from '../import/npy-source.ts';
import type { RecordSource } from '../import/record-source.ts';
import { openRecording, type RecordingOptions } from '../import/recording.ts';
import { type BinaryFormat, peekSource, sniffBinary, sniffText } from '../import/sniff.ts';
import { openTapeSource } from '../import/tape-source.ts';
import { openTardisCsv } from '../import/tardis.ts';
import type { TimeUnit } from '../import/time-unit.ts';
import { type Instrument, instrumentKey, type VenueName } from '../model/instrument.ts';
import { formatTime, parseTime } from '../model/time.ts';
import { contentKey } from './content-key.ts';
import { type OpenedFile, refuseSameRecords } from './same-records.ts';

/** What the rows of a CSV file are. */
export type RowKind = CsvKind | 'candles';

/** Options of all commands that read market data. */
export interface InputOptions {
  readonly venue?: VenueName;
  readonly symbol?: string;
  readonly columns?: CsvColumnMap;
  /** `candles` takes every text for one of candles. @default 'trades' */
  readonly csvKind?: RowKind;
  readonly timeUnit?: TimeUnit;
  readonly date?: string;
  /** How candles are read; a CSV file that says nothing else of itself holds them then. */
  readonly candles?: CandleOptions;
  readonly hints: ReadonlyMap<string, InstrumentHint>;
  readonly common: InstrumentHint;
}

/** Ties of receive time must depend neither on the order of arguments nor on file names. */
function inOrder(opened: readonly OpenedFile[]): RecordSource[] {
  const keyed = opened.map(({ source, content }) => {
    const instruments = source.instruments.map((i: Instrument) => instrumentKey(i)).sort();
    const first = (source.firstTsNs ?? 0n).toString().padStart(20, '0');
    return { source, key: `${instruments.join(' ')}\0${first}\0${content}` };
  });
  keyed.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1));
  return keyed.map(({ source }) => source);
}

/** Opens all files of a run, in the order that breaks ties. On a fault none stays open. */
export async function openInputs(
  core: Core,
  registry: InstrumentRegistry,
  files: readonly string[],
  input: InputOptions,
): Promise<RecordSource[]> {
  const opened: OpenedFile[] = [];
  try {
    for (const file of files) {
      const source = await openInput(core, registry, file, input);
      opened.push({ file, source, content: await contentKey(file) });
    }
    refuseUnused(files, input, opened);
    refuseOverlaps(opened);
    await refuseSameRecords(opened, (own, file) => openAgain(own, file, input));
    shareScales(opened);
  } catch (error) {
    await closeAll(opened.map(({ source }) => source)).catch(() => undefined);
    throw error;
  }
  return inOrder(opened);
}

/** A file once more, in a core of its own. */
async function openAgain(core: Core, file: string, input: InputOptions) {
  const registry = new InstrumentRegistry(input.hints, input.common);
  const source = await openInput(core, registry, file, input);
  const nameOf = (id: number): string => {
    const instrument = registry.instruments[id];
    return instrument === undefined ? '' : instrumentKey(instrument);
  };
  return { source, nameOf };
}

/** @throws OutcryError BAD_ARGUMENT for options of candles where there are none */
function refuseUnused(
  files: readonly string[],
  { candles }: InputOptions,
  opened: readonly OpenedFile[],
): void {
  if (candles === undefined || opened.some(({ source }) => source.candleNs !== undefined)) return;
  throw new OutcryError('BAD_ARGUMENT', 'usage', 'these options are of candles', {
    expected: 'a file of candles',
    found: files.join(', '),
    hint: `given: ${Object.keys(candles).join(', ')}`,
  });
}

/**
 * Candles of one instrument may go on in another file. Where they overlap, strategies would see
 * one time twice.
 * @throws OutcryError BAD_ARGUMENT
 */
function refuseOverlaps(opened: readonly OpenedFile[]): void {
  const candles = opened
    .map(({ source }) => source)
    .filter((source) => source instanceof CandleSource)
    .sort((a, b) => Number(a.firstTsNs - b.firstTsNs));
  const before = new Map<string, CandleSource>();
  for (const source of candles) {
    const key = instrumentKey(source.instrument);
    const last = before.get(key);
    if (last !== undefined && source.startNs < last.endNs)
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'two files hold candles of the same time', {
        where: source.name,
        expected: `${key} from ${formatTime(last.endNs)} on, after ${last.name}`,
        found: formatTime(source.startNs),
      });
    before.set(key, source);
  }
}

/** Candles of one instrument get the same scales: the finest prices, volumes that fit in all. */
function shareScales(opened: readonly OpenedFile[]): void {
  const shared = new Map<string, CandleScales>();
  const candles = opened
    .map(({ source }) => source)
    .filter((source) => source instanceof CandleSource);
  for (const { instrument } of candles) {
    const key = instrumentKey(instrument);
    const { priceScale, qtyScale } = shared.get(key) ?? instrument;
    shared.set(key, {
      priceScale: Math.max(priceScale, instrument.priceScale),
      qtyScale: Math.min(qtyScale, instrument.qtyScale),
    });
  }
  for (const source of candles) {
    const scales = shared.get(instrumentKey(source.instrument));
    if (scales !== undefined) source.rescale(scales);
  }
}

/** Opens one input by what its content is. */
export async function openInput(
  core: Core,
  registry: InstrumentRegistry,
  file: string,
  input: InputOptions,
): Promise<RecordSource> {
  // Pipes and devices are read once, from start to end.
  const isFile = file !== '-' && (await whatIs(file)) === 'file';
  if (isFile) {
    const binary = await openBinary(core, registry, file, input);
    if (binary !== undefined) return binary;
  }
  const raw = await openByteSource(file);
  try {
    const isReadAgain = isFile && file !== '/dev/stdin';
    return await openText(core, registry, input, raw, isReadAgain ? file : undefined);
  } catch (error) {
    await raw.close();
    throw error;
  }
}

/** Tapes and numpy files; undefined when the file is a stream of text. */
async function openBinary(
  core: Core,
  registry: InstrumentRegistry,
  file: string,
  input: InputOptions,
): Promise<RecordSource | undefined> {
  const access = await openRandomAccess(file);
  const options = { core, assignId: registry.assignId, describe: registry.describe };
  let format: BinaryFormat | undefined;
  try {
    const head = new Uint8Array(64);
    const length = await access.read(0, head);
    format = sniffBinary(head.subarray(0, length));
    if (format === 'tape')
      return await openTapeSource(access, { ...options, reopen: () => openRandomAccess(file) });
  } catch (error) {
    await access.close();
    throw error;
  }
  await access.close();
  if (format === undefined) return undefined;
  const named = {
    ...options,
    ...(input.venue === undefined ? {} : { venue: input.venue }),
    symbol: input.symbol ?? symbolOfFile(file),
  };
  const source =
    format === 'npy' ? await openByteSource(file) : await openZipMember(file, 'data.npy');
  return handOver<ByteSource, RecordSource>(source, (file) => openNpy(file, named));
}

/** Interval, month or day behind a symbol, as archives write them: `BTCUSDT-1m-2024-01`. */
const SPAN = /[-_]\d+(?:s|m|h|d|w|mo|M)(?:[-_]\d{4}-\d\d(?:-\d\d)?)?$|[-_]\d{4}-\d\d-\d\d$/;

/** The file name up to its first dot, without a span: such files do not say what they hold. */
function symbolOfFile(file: string): string {
  const base = file.slice(file.lastIndexOf('/') + 1);
  return (base.split('.')[0] ?? base).replace(SPAN, '').slice(0, 32) || 'UNKNOWN';
}

/** Recordings, LOBSTER messages, CSV; compressed or not. `path`: where it can be opened again. */
async function openText(
  core: Core,
  registry: InstrumentRegistry,
  input: InputOptions,
  raw: ByteSource,
  path: string | undefined,
): Promise<RecordSource> {
  const { head, source } = await peekSource(raw);
  const options = {
    core,
    assignId: registry.assignId,
    describe: registry.describe,
    ...(input.venue === undefined ? {} : { venue: input.venue }),
    ...(input.symbol === undefined ? {} : { symbol: input.symbol }),
    ...(input.timeUnit === undefined ? {} : { timeUnit: input.timeUnit }),
    ...(input.date === undefined ? {} : { date: input.date }),
  };
  const { csvKind = 'trades', columns, candles } = input;
  const isCandles = csvKind === 'candles' || candles?.columns !== undefined;
  if (!isCandles && columns !== undefined)
    return openCsv(source, { ...options, kind: csvKind, columns });
  const { delimiter = delimiterOfLine(firstLine(head)) } = candles ?? {};
  const seen = sniffText(head, candles?.delimiter);
  // Other delimiters than commas are looked for in candles alone.
  const isOther = seen === 'unknown' && sniffText(head, delimiter) === 'candles';
  const format = isCandles || isOther ? 'candles' : seen;
  if (format === 'recording') return openRecording(source, recordingOptions(options, path));
  if (format === 'lobster') return openLobsterMessages(source, options);
  if (format === 'tardis') return openTardisCsv(source, options);
  if (format === 'candles' || (format === 'csv' && candles !== undefined))
    return openCandles(source, {
      ...options,
      symbol: input.symbol ?? symbolOfFile(raw.name),
      ...(input.date === undefined ? {} : { dayStartNs: parseTime(input.date, 'date') }),
      ...candles,
      delimiter,
    });
  throw unknownFormat(raw.name, format, head);
}

/** The first line of a text, or the first bytes of what is none, for people. */
function beginning(head: Uint8Array): string {
  const bytes = head.subarray(0, 80);
  if (bytes.length === 0) return 'an empty file';
  const isText = bytes.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
  if (isText) return JSON.stringify(new TextDecoder().decode(bytes).split(/\r?\n/)[0]);
  const hex = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0'));
  return `binary data that starts with ${hex.join(' ')}`;
}

/** Stamps of recordings are digits: ISO text is for CSV. */
function recordingOptions<T extends { readonly timeUnit?: TimeUnit }>(
  { timeUnit, ...rest }: T,
  path: string | undefined,
): Omit<T, 'timeUnit'> & Pick<RecordingOptions, 'timeUnit' | 'reopen'> {
  return {
    ...rest,
    ...(timeUnit === undefined || timeUnit === 'iso' ? {} : { timeUnit }),
    ...(path === undefined ? {} : { reopen: () => openByteSource(path) }),
  };
}

/** What may make a text readable. */
function formatHint(format: string): { readonly hint?: string } {
  if (format !== 'csv') return {};
  return { hint: 'for other CSV name its columns: --columns time=...,price=...,qty=...' };
}

function unknownFormat(file: string, format: string, head: Uint8Array): OutcryError {
  return new OutcryError('UNKNOWN_FORMAT', 'input', 'the content is of no known format', {
    where: file,
    expected:
      'a Binance recording (<receive time> <json>), an Outcry tape, LOBSTER messages, ' +
      'Tardis CSV, candles as CSV, hftbacktest .npy or .npz',
    found: beginning(head),
    ...formatHint(format),
  });
}
