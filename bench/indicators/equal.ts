// Whether a peer's last values are ours, by what its definition says.
import type { Theirs } from './set.ts';

/** Bars of each output that are compared. */
const TAIL = 64;
const TOLERANCE = 1e-7;

function outputs(tail: string): number[][] {
  const all = tail.trim().split(/\s+/).map(Number);
  const out: number[][] = [];
  for (let i = 0; i < all.length; i += TAIL) out.push(all.slice(i, i + TAIL));
  return out;
}

/** What differs; undefined: nothing. */
export function compare(
  ours: string,
  theirs: string,
  { order, scale = 1, isRelative = false, tolerance = TOLERANCE, why }: Theirs,
): { text: string; isKnown: boolean } | undefined {
  if (why !== undefined) return { text: `not compared: ${why}`, isKnown: true };
  const want = outputs(ours);
  const given = outputs(theirs);
  const have = order === undefined ? given : order.map((k) => given[k] ?? []);
  for (const [k, column] of have.entries()) {
    const mine = want[k] ?? [];
    if (column.length !== TAIL) return { text: `output ${k} has no values`, isKnown: false };
    const base = isRelative ? (mine[0] ?? 0) - (column[0] ?? 0) * scale : 0;
    for (const [i, value] of column.entries()) {
      const a = mine[i] ?? Number.NaN;
      const b = value * scale + base;
      if (!(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a))))
        return { text: `output ${k}, bar ${i - TAIL}: ours ${a}, theirs ${b}`, isKnown: false };
    }
  }
  return undefined;
}
