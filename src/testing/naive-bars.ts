// Bars by their definitions, over whole lists and with plain numbers: the oracle of the kernel.
// Nothing here knows of states, buffers or policies.

export interface Print {
  /** Ns; small enough for a number to be exact. */
  readonly ts: number;
  readonly price: number;
  readonly qty: number;
  /** 1: the aggressor bought, -1: sold, 0: not known. */
  readonly side: number;
}

export interface NaiveBar {
  openTs: number;
  closeTs: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  buyVolume: number;
  turnover: number;
  count: number;
  direction: number;
}

export interface NaiveBars {
  readonly closed: readonly NaiveBar[];
  readonly forming: NaiveBar | undefined;
}

/** The bar of prints that all belong to it, in the order of their times. */
function barOf(prints: readonly Print[], openTs: number, closeTs: number): NaiveBar {
  const prices = prints.map((print) => print.price);
  const sum = (of: (print: Print) => number): number => prints.reduce((a, p) => a + of(p), 0);
  return {
    openTs,
    closeTs,
    open: prices[0] ?? 0,
    high: Math.max(...prices),
    low: Math.min(...prices),
    close: prices.at(-1) ?? 0,
    volume: sum((p) => p.qty),
    buyVolume: sum((p) => (p.side > 0 ? p.qty : 0)),
    turnover: sum((p) => p.price * p.qty),
    count: prints.length,
    direction: 0,
  };
}

/** Cuts the prints before each one at which the group so far is complete. */
function groups(prints: readonly Print[], isComplete: (group: readonly Print[]) => boolean) {
  const closed: Print[][] = [];
  let group: Print[] = [];
  for (const print of prints) {
    group.push(print);
    if (!isComplete(group)) continue;
    closed.push(group);
    group = [];
  }
  return { closed, rest: group };
}

function ofGroup(group: readonly Print[]): NaiveBar {
  return barOf(group, group[0]?.ts ?? 0, group.at(-1)?.ts ?? 0);
}

export function naiveGroups(
  prints: readonly Print[],
  isComplete: (group: readonly Print[]) => boolean,
): NaiveBars {
  const { closed, rest } = groups(prints, isComplete);
  return { closed: closed.map(ofGroup), forming: rest.length > 0 ? ofGroup(rest) : undefined };
}

const total = (group: readonly Print[], of: (print: Print) => number): number =>
  group.reduce((sum, print) => sum + of(print), 0);

export const naiveTick = (prints: readonly Print[], size: number): NaiveBars =>
  naiveGroups(prints, (group) => group.length >= size);

export const naiveVolume = (prints: readonly Print[], size: number): NaiveBars =>
  naiveGroups(prints, (group) => total(group, (p) => p.qty) >= size);

export const naiveDollar = (prints: readonly Print[], size: number): NaiveBars =>
  naiveGroups(prints, (group) => total(group, (p) => p.price * p.qty) >= size);

export const naiveRange = (prints: readonly Print[], size: number): NaiveBars =>
  naiveGroups(prints, (group) => {
    const prices = group.map((p) => p.price);
    return Math.max(...prices) - Math.min(...prices) >= size;
  });

/**
 * The prints cut into the pieces that `bars` of one size hold: piece by piece, one unit of
 * quantity at a time.
 */
function pieces(prints: readonly Print[], size: number, unit: (print: Print) => number): Print[] {
  const out: Print[] = [];
  let sum = 0;
  for (const print of prints) {
    let qty = 0;
    for (let k = 0; k < print.qty; k++) {
      qty++;
      sum += unit(print);
      if (sum < size) continue;
      out.push({ ...print, qty });
      qty = 0;
      sum = 0;
    }
    if (qty > 0 || print.qty === 0) out.push({ ...print, qty });
  }
  return out;
}

export const naiveVolumeSplit = (prints: readonly Print[], size: number): NaiveBars =>
  naiveVolume(
    pieces(prints, size, () => 1),
    size,
  );

export const naiveDollarSplit = (prints: readonly Print[], size: number): NaiveBars =>
  naiveDollar(
    pieces(prints, size, (print) => print.price),
    size,
  );

/**
 * Who was the aggressor of each print: the venue's word, else the way the price went last, whoever
 * was the aggressor then; a buyer before it went anywhere.
 */
export function naiveSigns(prints: readonly Print[]): number[] {
  return prints.map(({ side }, i) => {
    if (side !== 0) return side;
    const prices = prints.slice(0, i + 1).map(({ price }) => price);
    const last = prices.findLastIndex((price, k) => k > 0 && price !== prices[k - 1]);
    return last < 0 ? 1 : Math.sign((prices[last] ?? 0) - (prices[last - 1] ?? 0));
  });
}

export type Weigh = (print: Print) => number;
export const WEIGHTS: Readonly<Record<string, Weigh>> = {
  imbalance: () => 1,
  'volume-imbalance': (print) => print.qty,
  'dollar-imbalance': (print) => print.price * print.qty,
};

export function naiveImbalance(prints: readonly Print[], weigh: Weigh, size: number): NaiveBars {
  const signs = naiveSigns(prints);
  const signed = prints.map((print, i) => (signs[i] ?? 0) * weigh(print));
  let from = 0;
  return naiveGroups(prints, (group) => {
    const sum = signed.slice(from, from + group.length).reduce((a, b) => a + b, 0);
    const isComplete = Math.abs(sum) >= size;
    if (isComplete) from += group.length;
    return isComplete;
  });
}

export interface Expectation {
  readonly alphaCount: number;
  readonly alphaImbalance: number;
  readonly countMin: number;
  readonly countMax: number;
}

/** Imbalance bars whose bound is the expected count times the expected imbalance of a print. */
export function naiveExpected(
  prints: readonly Print[],
  weigh: Weigh,
  size: number,
  e: Expectation,
): NaiveBars {
  const signs = naiveSigns(prints);
  const signed = prints.map((print, i) => (signs[i] ?? 0) * weigh(print));
  const average = signed.reduce<number[]>((out, value, i) => {
    const last = out[i - 1];
    out.push(last === undefined ? value : last + e.alphaImbalance * (value - last));
    return out;
  }, []);
  let from = 0;
  let expectedCount = size;
  let bound = Number.NaN;
  return naiveGroups(prints, (group) => {
    const n = group.length;
    const theta = Math.abs(signed.slice(from, from + n).reduce((a, b) => a + b, 0));
    const isFirst = Number.isNaN(bound);
    const isComplete = isFirst ? n >= size : n >= e.countMax || (n >= e.countMin && theta >= bound);
    if (!isComplete) return false;
    from += n;
    expectedCount += e.alphaCount * (n - expectedCount);
    bound = expectedCount * Math.abs(average[from - 1] ?? 0);
    return true;
  });
}

/** Prints by the interval that each is in, in the order of time. `[start, end)` of a time. */
export function naiveTime(
  prints: readonly Print[],
  interval: (ts: number) => readonly [number, number],
): NaiveBars {
  const byStart = new Map<number, Print[]>();
  for (const print of prints) {
    const [start] = interval(print.ts);
    const group = byStart.get(start);
    if (group === undefined) byStart.set(start, [print]);
    else group.push(print);
  }
  const bars = [...byStart].map(([start, group]) =>
    barOf(
      [...group].sort((a, b) => a.ts - b.ts),
      start,
      interval(start)[1],
    ),
  );
  return { closed: bars.slice(0, -1), forming: bars.at(-1) };
}

const EMPTY = { volume: 0, buyVolume: 0, turnover: 0, count: 0 };

function take(bar: NaiveBar, print: Print): void {
  bar.volume += print.qty;
  bar.buyVolume += print.side > 0 ? print.qty : 0;
  bar.turnover += print.price * print.qty;
  bar.count++;
}

/** Bricks between multiples of the size, from the one nearest to the first price (up at a tie). */
export function naiveRenko(prints: readonly Print[], size: number, wicks: boolean): NaiveBars {
  const first = prints[0];
  if (first === undefined) return { closed: [], forming: undefined };
  const closed: NaiveBar[] = [];
  const begin = (at: number, ts: number): NaiveBar => ({
    ...EMPTY,
    openTs: ts,
    closeTs: ts,
    open: at,
    high: at,
    low: at,
    close: at,
    direction: 0,
  });
  let bar = begin(Math.round(first.price / size) * size, first.ts);
  let isTaken = false;
  const brick = (from: number, way: number, ts: number): void => {
    const to = from + way * size;
    const [high, low] = [bar.high, bar.low];
    bar = { ...bar, open: from, close: to, closeTs: ts, direction: way };
    bar.high = wicks && way < 0 ? Math.max(high, from) : Math.max(from, to);
    bar.low = wicks && way > 0 ? Math.min(low, from) : Math.min(from, to);
    closed.push(bar);
    bar = begin(to, ts);
  };
  for (const print of prints) {
    isTaken = false;
    for (;;) {
      if (!isTaken) {
        take(bar, print);
        bar.high = Math.max(bar.high, print.price);
        bar.low = Math.min(bar.low, print.price);
        isTaken = true;
      }
      const last = closed.at(-1);
      // The last brick's two ends: the next one goes on from either.
      const top = last === undefined ? bar.open : Math.max(last.open, last.close);
      const bottom = last === undefined ? bar.open : Math.min(last.open, last.close);
      if (print.price >= top + size) brick(top, 1, print.ts);
      else if (print.price <= bottom - size) brick(bottom, -1, print.ts);
      else break;
    }
    bar.close = print.price;
    bar.high = Math.max(bar.high, print.price);
    bar.low = Math.min(bar.low, print.price);
    bar.closeTs = print.ts;
  }
  return { closed, forming: bar };
}

/** Columns of boxes; each is a list of prints and the boxes from its first to its last. */
export function naivePointFigure(
  prints: readonly Print[],
  box: number,
  reversal: number,
): NaiveBars {
  const columns: { from: number; to: number; way: number; prints: Print[] }[] = [];
  for (const print of prints) {
    const top = Math.floor(print.price / box) * box;
    const bottom = Math.ceil(print.price / box) * box;
    const column = columns.at(-1) ?? { from: top, to: top, way: 0, prints: [] };
    if (columns.length === 0) columns.push(column);
    const back = box * reversal;
    if (column.way >= 0 && top > column.to) Object.assign(column, { to: top, way: 1 });
    else if (column.way <= 0 && bottom < column.to) Object.assign(column, { to: bottom, way: -1 });
    else if (column.way > 0 && bottom <= column.to - back)
      columns.push({ from: column.to - box, to: bottom, way: -1, prints: [] });
    else if (column.way < 0 && top >= column.to + back)
      columns.push({ from: column.to + box, to: top, way: 1, prints: [] });
    columns.at(-1)?.prints.push(print);
  }
  const bars = columns.map((column, i) => {
    const next = columns[i + 1]?.prints[0];
    const [open, close] = [column.from, column.to];
    return {
      ...barOf(column.prints, column.prints[0]?.ts ?? 0, (next ?? column.prints.at(-1))?.ts ?? 0),
      open,
      close,
      high: Math.max(open, close),
      low: Math.min(open, close),
      direction: column.way,
    };
  });
  return { closed: bars.slice(0, -1), forming: bars.at(-1) };
}

/** Heikin-Ashi prices of bars in their order: open, high, low, close. */
export function naiveHeikinAshi(bars: readonly NaiveBar[]): (readonly number[])[] {
  const out: (readonly number[])[] = [];
  for (const bar of bars) {
    const close = (bar.open + bar.high + bar.low + bar.close) / 4;
    const last = out.at(-1);
    const open =
      last === undefined
        ? (bar.open + bar.close) / 2
        : ((last[0] ?? Number.NaN) + (last[3] ?? Number.NaN)) / 2;
    out.push([open, Math.max(bar.high, open, close), Math.min(bar.low, open, close), close]);
  }
  return out;
}
