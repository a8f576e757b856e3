// What trading cost and how good the fills were.
import { LiquidityRole, Side } from '../abi/orders.ts';
import { RunningSum } from './moments.ts';
import { type FillColumns, type RunInstrument, unitsOf, worthOf } from './record.ts';

export interface Execution {
  readonly fills: number;
  /** Sum of the fills' values: price times quantity, for inverse contracts in the base. */
  readonly notional: number;
  /** Notional over the mean equity (by time). */
  readonly turnover: number;
  /** Share of the notional filled as maker; NaN without fills. */
  readonly makerShare: number;
  readonly fees: number;
  /** Fees in basis points of the notional; NaN without fills. */
  readonly feesBps: number;
  /** Received on perpetuals that were held; negative: paid. In the equity, in no round trip. */
  readonly funding: number;
  /**
   * Cost against the mid at the decision, fees included, in money and in basis points of the
   * notional at that mid; over fills whose decision mid is known, NaN where none is.
   */
  readonly shortfall: number;
  readonly shortfallBps: number;
  /** Fills whose decision mid is known. */
  readonly decided: number;
}

export interface ExecutionInput {
  readonly fills: FillColumns;
  readonly instruments: readonly RunInstrument[];
  readonly cashScale: number;
  readonly meanEquity: number;
  /** Cash quanta. @default 0n */
  readonly funding?: bigint | undefined;
}

const BPS = 10_000;

/** One fill in units; undefined when its instrument is not known. */
function fillAt({ fills, instruments }: ExecutionInput, i: number) {
  const instrument = instruments[fills.instrument[i] ?? 0];
  if (instrument === undefined) return undefined;
  const qty = unitsOf(fills.qty[i] ?? 0n, instrument.qtyScale);
  const worth = worthOf(instrument, unitsOf(fills.price[i] ?? 0n, instrument.priceScale));
  const sign = fills.side[i] === Side.Buy ? 1 : -1;
  return { instrument, qty, worth, sign, value: Math.abs(qty * worth) };
}

/** Costs of the fills. O(fills). */
export function executionOf(input: ExecutionInput): Execution {
  const { fills, cashScale } = input;
  const all = new RunningSum();
  const made = new RunningSum();
  const lost = new RunningSum();
  const base = new RunningSum();
  let decided = 0;
  let feeQuanta = 0n;
  for (let i = 0; i < fills.length; i++) {
    const fill = fillAt(input, i);
    if (fill === undefined) continue;
    all.add(fill.value);
    if (fills.role[i] === LiquidityRole.Maker) made.add(fill.value);
    feeQuanta += fills.fee[i] ?? 0n;
    const mid = fills.decisionMid[i] ?? Number.NaN;
    if (Number.isNaN(mid)) continue;
    decided++;
    const worth = worthOf(fill.instrument, mid);
    const fee = unitsOf(fills.fee[i] ?? 0n, cashScale);
    lost.add(fill.sign * (fill.worth - worth) * fill.qty + fee);
    base.add(Math.abs(worth * fill.qty));
  }
  const notional = all.value;
  const fees = unitsOf(feeQuanta, cashScale);
  return {
    fills: fills.length,
    notional,
    turnover: notional / input.meanEquity,
    makerShare: made.value / notional,
    fees,
    feesBps: (fees / notional) * BPS,
    funding: unitsOf(input.funding ?? 0n, cashScale),
    shortfall: decided === 0 ? Number.NaN : lost.value,
    shortfallBps: (lost.value / base.value) * BPS,
    decided,
  };
}

export interface MarkOut {
  readonly horizonMs: number;
  /** Fills whose mid at the horizon is known. */
  readonly fills: number;
  /** Move in favour of the fill, basis points of its notional, weighted by it; NaN of none. */
  readonly bps: number;
  /** The same for the fills as maker and as taker. */
  readonly makerBps: number;
  readonly takerBps: number;
}

/**
 * Mark-outs: where the mid stood so long after each fill, against its price. Negative means that
 * fills were followed by a move against them. Fees are not in it. O(fills * horizons).
 */
export function markOuts(input: ExecutionInput, horizonsMs: readonly number[]): MarkOut[] {
  const { fills } = input;
  return horizonsMs.map((horizonMs, h) => {
    const moves = { all: new RunningSum(), maker: new RunningSum(), taker: new RunningSum() };
    const weights = { all: new RunningSum(), maker: new RunningSum(), taker: new RunningSum() };
    let known = 0;
    for (let i = 0; i < fills.length; i++) {
      const fill = fillAt(input, i);
      const mid = fills.midAfter[h]?.[i] ?? Number.NaN;
      if (fill === undefined || Number.isNaN(mid)) continue;
      known++;
      const move = fill.sign * (worthOf(fill.instrument, mid) - fill.worth) * fill.qty;
      const role = fills.role[i] === LiquidityRole.Maker ? 'maker' : 'taker';
      for (const who of ['all', role] as const) {
        moves[who].add(move);
        weights[who].add(fill.value);
      }
    }
    const bps = (who: 'all' | 'maker' | 'taker'): number =>
      (moves[who].value / weights[who].value) * BPS;
    return {
      horizonMs,
      fills: known,
      bps: bps('all'),
      makerBps: bps('maker'),
      takerBps: bps('taker'),
    };
  });
}
