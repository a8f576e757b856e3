// What the command line prints: results on stdout, everything else on stderr.
import { OutcryError } from '../errors/outcry-error.ts';
import { withFlagNames } from './reworded.ts';

/** Options that all commands share. */
export interface CommonOptions {
  readonly json?: boolean;
}

/** The one JSON document of a `--json` run. 64-bit integers are printed as text. */
export function printJson(document: object): void {
  const text = JSON.stringify(
    document,
    (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
    2,
  );
  process.stdout.write(`${text}\n`);
}

/** An error as JSON: code, sentence, and what was expected and found. */
export function errorDocument(error: OutcryError): object {
  const { cause: _cause, ...details } = error.details;
  return { code: error.code, category: error.category, message: error.message, ...details };
}

/** An error in words of the command line; what is no OutcryError is a fault of ours, said so. */
export function asOutcryError(error: unknown): OutcryError {
  if (error instanceof OutcryError) return withFlagNames(error);
  if (error instanceof WebAssembly.RuntimeError)
    return new OutcryError('TRAP', 'internal', `the core stopped: ${error.message}`, {
      hint: 'please report this with the input',
      cause: error,
    });
  if (error instanceof RangeError && /memory/i.test(error.message))
    return new OutcryError('OUT_OF_MEMORY', 'environment', error.message, { cause: error });
  const text = error instanceof Error ? error.message : String(error);
  return new OutcryError('INTERNAL', 'internal', `unexpected: ${text}`, {
    hint: 'set OUTCRY_DEBUG=1 for the stack',
    cause: error,
  });
}

/** Integers with thousands separated. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `12.3 MiB`. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
}

/** `1 gap`, `2 gaps`, `1,000 gaps`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** `12.3 M/s`; with `what`, `12.3 M events/s`. */
export function rateText(perSecond: number, what = ''): string {
  const unit = what === '' ? '/s' : ` ${what}/s`;
  if (!Number.isFinite(perSecond)) return '-';
  if (perSecond >= 1e6) return `${(perSecond / 1e6).toFixed(1)} M${unit}`;
  if (perSecond >= 1e3) return `${(perSecond / 1e3).toFixed(1)} k${unit}`;
  return `${perSecond.toFixed(0)}${unit}`;
}

/** Nanoseconds in the unit that people read: `-1.272 s`, `4.000 ms`, `12.5 us`, `100 ns`. */
export function latencyText(ns: number): string {
  const size = Math.abs(ns);
  if (size >= 1e9) return `${(ns / 1e9).toFixed(3)} s`;
  if (size >= 1e6) return `${(ns / 1e6).toFixed(3)} ms`;
  if (size >= 1e3) return `${(ns / 1e3).toFixed(1)} us`;
  return `${ns} ns`;
}

/** One table row per file, the first one labelled. */
export function fileRows(label: string, files: readonly string[]): string[][] {
  return files.map((file, i) => [i === 0 ? label : '', file]);
}

/** What went wrong in the stream of records, in words. */
export function sequenceText(gaps: number, resyncs: number, slowPath: number): string {
  const slow = slowPath === 0 ? '' : `, ${counted(slowPath, 'frame')} on the slow decoding path`;
  return `${counted(gaps, 'gap')}, ${counted(resyncs, 'resync')}${slow}`;
}

/** `1 h 02 min`, `3 min 05 s`, `4.2 s`. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  const pad = (value: number): string => Math.floor(value).toString().padStart(2, '0');
  if (minutes < 60) return `${minutes} min ${pad(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}

/** Rows of text in columns; numbers (second column on) stand to the right where `right` says so. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) =>
        right.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}
