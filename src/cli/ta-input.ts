// What `outcry ta` computes from: candles, or any named columns of a CSV or JSON file.
import { OutcryError } from '../errors/outcry-error.ts';
import { openByteSource, openRandomAccess } from '../fs/node-files.ts';
import { whatIs } from '../fs/node-paths.ts';
import { isZip, openZipMember } from '../fs/node-zip.ts';
import { handOver } from '../fs/owned.ts';
import type { ByteSource } from '../fs/types.ts';
import {
  CANDLE_COLUMNS,
  delimiterOfLine,
  firstLine,
  hasCandleTitles,
  isHeader,
} from '../import/candle-titles.ts';
import { readCandles } from '../import/candles.ts';
import { peekSource } from '../import/sniff.ts';
import type { IndicatorSpec } from '../indicators/spec.ts';
import { formatTime } from '../model/time.ts';
import { counted } from './output.ts';
import { withFlagNames, withHint } from './reworded.ts';
import { bindColumns } from './ta-bind.ts';
import { readCsvColumns } from './ta-columns.ts';
import { readJsonColumns } from './ta-json.ts';
import { withAnchors } from './ta-sessions.ts';
import type { InputKind, TaInput, TaInputOptions } from './ta-types.ts';

/** Opens text that may be plain, gzip, zstd, or the only member of a zip archive. */
async function openText(file: string): Promise<ByteSource> {
  if (file !== '-' && (await whatIs(file)) === 'file') {
    const access = await openRandomAccess(file);
    const head = new Uint8Array(4);
    try {
      await access.read(0, head);
    } finally {
      await access.close();
    }
    if (isZip(head)) return openZipMember(file);
  }
  return openByteSource(file);
}

/** Reads what `spec` takes from `file`. @throws OutcryError what readCandles refuses; BAD_INPUT */
export async function readTaInput(
  spec: IndicatorSpec,
  file: string,
  given: TaInputOptions,
): Promise<TaInput> {
  return handOver(await openText(file), async (raw) => {
    const { head, source } = await peekSource(raw);
    const first = firstLine(head).trimStart();
    const { delimiter = delimiterOfLine(first) } = given;
    const options = { ...given, delimiter };
    const input = /^[{[]/.test(first)
      ? await readJsonColumns(spec, source, options)
      : (options.kind ?? kindOf(first, delimiter, options)) === 'candles'
        ? await readCandleInput(spec, source, options)
        : await readCsvColumns(spec, source, options);
    await raw.close();
    return input;
  });
}

/** Candles have several columns without a header, or a time and four prices in it. */
function kindOf(first: string, delimiter: string, { columns }: TaInputOptions): InputKind {
  if (columns !== undefined) return 'candles';
  const titles = first
    .split(delimiter)
    .map((title) => title.replaceAll('"', '').trim().toLowerCase());
  if (titles.length === 1) return 'columns';
  if (!isHeader(titles)) return 'candles';
  return hasCandleTitles(titles) ? 'candles' : 'columns';
}

async function readCandleInput(
  spec: IndicatorSpec,
  source: ByteSource,
  options: TaInputOptions,
): Promise<TaInput> {
  const candles = await readCandles(source.name, source.chunks(), options).catch(
    (error: unknown) => {
      throw refusedCandles(error);
    },
  );
  const there = CANDLE_COLUMNS.slice(1).filter((name) => name !== 'volume' || candles.hasVolume);
  const bound = bindColumns(spec, { there, where: source.name, hasTimes: true }, options.inputs);
  const { open, high, low, close, volume, timeNs } = candles;
  const series: Readonly<Record<string, Float64Array>> = { open, high, low, close, volume };
  const { faultCount } = candles;
  const input: TaInput = {
    columns: Object.fromEntries([...bound].map(([input, name]) => [input, series[name] ?? close])),
    names: Object.fromEntries(bound),
    length: candles.length,
    labels: { name: 'time', of: (row) => timeText(timeNs[row] ?? 0n) },
    warnings: faultCount === 0 ? [] : [`${counted(faultCount, 'fault')} in rows left out`],
  };
  return withAnchors(spec, input, options.session, () => timeNs);
}

/** A refusal of candles; the file may hold other columns. */
function refusedCandles(error: unknown): unknown {
  if (!(error instanceof OutcryError) || error.code !== 'MISSING_COLUMN') return error;
  const { hint = '' } = withFlagNames(error).details;
  return withHint(error, `${hint}, or say --as columns`);
}

/** A time without zeros at its end. */
function timeText(ns: bigint): string {
  return formatTime(ns).replace(/\.?0*Z$/, 'Z');
}
