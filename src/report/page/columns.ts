// Columns of the page's data: decoding, search, and several curves over one time axis.
import type { PageCurve } from '../page-data.ts';

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

export function doubles(base64: string): Float64Array {
  return new Float64Array(bytesOf(base64).buffer);
}

export function floats(base64: string): Float32Array {
  return new Float32Array(bytesOf(base64).buffer);
}

export interface Curve {
  readonly t: Float64Array;
  readonly v: Float64Array;
}

export function curveOf({ t, v }: PageCurve): Curve {
  return { t: doubles(t), v: doubles(v) };
}

/** Place of the first time at or after `seconds`. */
export function firstFrom(t: ArrayLike<number | null>, seconds: number): number {
  let low = 0;
  let high = t.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((t[middle] ?? 0) < seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The value that holds at a time; undefined before the first. */
export function valueAt({ t, v }: Curve, seconds: number): number | undefined {
  const next = firstFrom(t, seconds);
  return t[next] === seconds ? v[next] : v[next - 1];
}

/**
 * All curves over all of their times: a value holds until the next one. The first row is time, then
 * one for each curve, null before its first point.
 */
export function aligned(curves: readonly Curve[]): (Float64Array | (number | null)[])[] {
  const all = new Float64Array(curves.reduce((sum, { t }) => sum + t.length, 0));
  let filled = 0;
  for (const { t } of curves) {
    all.set(t, filled);
    filled += t.length;
  }
  all.sort();
  const times = all.filter((seconds, i) => i === 0 || seconds !== all[i - 1]);
  const rows = curves.map(({ t, v }) => {
    let at = -1;
    return Array.from(times, (seconds) => {
      // Of several points at one time the lowest and highest matter as well; the last one holds.
      while (at + 1 < t.length && (t[at + 1] ?? 0) <= seconds) at++;
      return at < 0 ? null : (v[at] ?? null);
    });
  });
  return [times, ...rows];
}
