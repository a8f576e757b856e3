// Renko bricks and columns of point and figure: price alone makes them, in steps of one size.
// Bricks stand on multiples of the brick from the multiple nearest to the first price, boxes on
// multiples of the box, so that charts do not depend on where they begin.
import { BarFault, BarKind, BarOption } from '../abi/bars';
import { closeBar, isFull, openBar } from './bar';
import { addEvent, isPriced, priceOf } from './event';
import { Builder, Stage, has, mainOf } from './layout';

@inline function floorTo(price: i64, step: i64): i64 {
  const rest = price % step;
  return rest < 0 ? price - rest - step : price - rest;
}

@inline function ceilTo(price: i64, step: i64): i64 {
  return -floorTo(-price, step);
}

/** The bar's prices as far as bricks and boxes know them. */
function setPrices(b: Builder, open: i64, close: i64): void {
  const main = mainOf(b);
  main.open = open;
  main.close = close;
  main.high = max(open, close);
  main.low = min(open, close);
  main.hasPrice = 1;
}

/** Begins the forming brick at the end of the last one. */
function openBrick(b: Builder): void {
  openBar(b, b.eventNs);
  setPrices(b, b.edge, b.edge);
  // Whatever comes is not the first price.
  mainOf(b).openEventNs = i64.MIN_VALUE;
  b.barDirection = 0;
}

/** Writes the brick from `open` to `close`. There is space. */
function closeBrick(b: Builder, open: i64, close: i64): void {
  const main = mainOf(b);
  const high = main.high;
  const low = main.low;
  setPrices(b, open, close);
  if (has(b, BarOption.Wicks)) {
    if (close > open) main.low = min(low, open);
    else main.high = max(high, open);
  }
  b.barDirection = close > open ? 1 : -1;
  b.direction = b.barDirection;
  b.edge = close;
  closeBar(b, b.eventNs, b.knownNs);
  openBrick(b);
}

/** Whether a price is more bricks away than one event may make: mostly it is a wrong one. */
function isTooFar(b: Builder, price: i64): bool {
  const way = price > b.edge ? <u64>(price - b.edge) : <u64>(b.edge - price);
  return way >= <u64>b.barSize && way / <u64>b.barSize > <u64>b.fillMax;
}

/**
 * Takes the event at `p`: it counts in the first brick that it completes. False: the output is
 * full, or `b.fault` says what is wrong.
 */
export function takeRenko(b: Builder, p: usize): bool {
  if (!isPriced(b, p)) return true;
  const size = b.barSize;
  const price = priceOf(b, p);
  if (b.stage == Stage.Admitted) {
    if (!b.isSeeded) {
      b.isSeeded = 1;
      const below = floorTo(price, size);
      b.edge = price - below < below + size - price ? below : below + size;
      openBrick(b);
      b.openTsNs = b.eventNs;
    }
    if (isTooFar(b, price)) {
      b.fault = BarFault.LongGap;
      return false;
    }
    if (!addEvent(b, p)) return false;
    b.stage = Stage.Added;
  }
  for (;;) {
    // A turn takes two bricks from the last close: its own and the one that it takes back.
    const up = b.edge + (b.direction < 0 ? size : 0);
    const down = b.edge - (b.direction > 0 ? size : 0);
    const rises = price >= up + size;
    if (!rises && price > down - size) break;
    if (isFull(b)) return false;
    if (rises) closeBrick(b, up, up + size);
    else closeBrick(b, down, down - size);
  }
  const main = mainOf(b);
  main.close = price;
  main.high = max(main.high, price);
  main.low = min(main.low, price);
  return true;
}

/** Extends the column to the price, or turns it. False: it turns, and the output is full. */
function moveColumn(b: Builder, price: i64): bool {
  const box = b.barSize;
  const main = mainOf(b);
  const top = floorTo(price, box);
  const bottom = ceilTo(price, box);
  const turn = box * b.reversal;
  const way = b.direction;
  if (way >= 0 && top > main.close) {
    b.direction = 1;
    setPrices(b, main.open, top);
  } else if (way <= 0 && bottom < main.close) {
    b.direction = -1;
    setPrices(b, main.open, bottom);
  } else if (way > 0 && bottom <= main.close - turn) {
    if (!closeColumn(b, main.close - box, bottom)) return false;
  } else if (way < 0 && top >= main.close + turn) {
    if (!closeColumn(b, main.close + box, top)) return false;
  }
  b.barDirection = b.direction;
  return true;
}

function closeColumn(b: Builder, open: i64, close: i64): bool {
  if (isFull(b)) return false;
  closeBar(b, b.eventNs, b.knownNs);
  openBar(b, b.eventNs);
  b.direction = -b.direction;
  setPrices(b, open, close);
  return true;
}

/** Takes the event at `p`: it counts in the column that it extends or begins. */
export function takePointFigure(b: Builder, p: usize): bool {
  if (!isPriced(b, p)) return true;
  const price = priceOf(b, p);
  if (!b.isForming) {
    openBar(b, b.eventNs);
    const start = floorTo(price, b.barSize);
    setPrices(b, start, start);
  }
  if (!moveColumn(b, price)) return false;
  // Quantities and counts of the event; the column's prices are boxes.
  const main = mainOf(b);
  const open = main.open;
  const close = main.close;
  if (!addEvent(b, p)) return false;
  setPrices(b, open, close);
  return true;
}

@inline export function isBoxed(b: Builder): bool {
  return b.kind == BarKind.Renko || b.kind == BarKind.PointFigure;
}
