// Candle files for tests of `outcry ta`: sixty hours of whole quarters.
import { ZipFile } from 'yazl';

export const BARS = 60;
const start = Date.UTC(2024, 0, 1);
export const time = (i: number): string => new Date(start + 3_600_000 * i).toISOString();
const column = (of: (i: number) => number): Float64Array =>
  Float64Array.from({ length: BARS }, (_, i) => of(i));
export const close = column((i) => 100 + ((i * 37) % 23) / 4);
export const open = column((i) => 100 + ((i * 31) % 19) / 4);
export const high = close.map((value, i) => Math.max(value, open[i] ?? 0) + ((i * 5) % 3) / 4);
export const low = close.map((value, i) => Math.min(value, open[i] ?? 0) - ((i * 7) % 4) / 4);
export const volume = column((i) => (i * 13) % 7);
const candles = { open, high, low, close, volume };

/** A CSV file of all bars; without titles where `title` is empty. */
export const rows = (title: string, row: (i: number) => readonly unknown[]): string =>
  [title, ...Array.from({ length: BARS }, (_, i) => row(i).join(','))]
    .filter((line) => line !== '')
    .join('\n') + '\n';
export const candleRow = (i: number): unknown[] => [
  time(i),
  ...Object.values(candles).map((values) => values[i]),
];
/** Candles under their usual titles. */
export const usual = rows('time,open,high,low,close,volume', candleRow);

/** A zip archive of these files. */
export async function zipped(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
