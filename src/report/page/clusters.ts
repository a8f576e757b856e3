// Fills that would lie over each other in a drawing, joined: one mark for each stretch of pixels
// and side, at the mean price of what it stands for.
import { firstFrom } from './columns.ts';

export interface FillColumns {
  readonly t: Float64Array;
  readonly price: Float64Array;
  /** Negative: sold. */
  readonly qty: Float32Array;
  /** Executions that a row stands for; negative: all as maker. */
  readonly count: Float32Array;
}

export interface Cluster {
  readonly side: 1 | -1;
  readonly fromSeconds: number;
  toSeconds: number;
  /** Mean by quantity; time of the middle. */
  price: number;
  qty: number;
  count: number;
  /** Executions as maker; a joined row counts as taker unless all of it was as maker. */
  makers: number;
}

/**
 * Clusters of the fills from one time to another, in order of their first fill.
 *
 * @param stretch seconds that one mark covers
 */
export function clustersOf(
  { t, price, qty, count }: FillColumns,
  fromSeconds: number,
  toSeconds: number,
  stretch: number,
): Cluster[] {
  const found: Cluster[] = [];
  const open: { buy: Cluster | undefined; sell: Cluster | undefined } = {
    buy: undefined,
    sell: undefined,
  };
  for (let i = firstFrom(t, fromSeconds); i < t.length && (t[i] ?? 0) <= toSeconds; i++) {
    const seconds = t[i] ?? 0;
    const size = Math.abs(qty[i] ?? 0);
    const many = Math.abs(count[i] ?? 1);
    const makers = (count[i] ?? 1) < 0 ? many : 0;
    const name = (qty[i] ?? 0) < 0 ? 'sell' : 'buy';
    const last = open[name];
    if (last !== undefined && seconds - last.fromSeconds < stretch) {
      last.price = (last.price * last.qty + (price[i] ?? 0) * size) / (last.qty + size);
      last.qty += size;
      last.count += many;
      last.makers += makers;
      last.toSeconds = seconds;
      continue;
    }
    const next: Cluster = {
      side: name === 'buy' ? 1 : -1,
      fromSeconds: seconds,
      toSeconds: seconds,
      price: price[i] ?? 0,
      qty: size,
      count: many,
      makers,
    };
    open[name] = next;
    found.push(next);
  }
  return found;
}
