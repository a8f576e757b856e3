// What trading cost and how good the fills were.
import { LiquidityRole, Side } from '../abi/orders.ts';
import { sum } from './moments.ts';
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
  const values: number[] = [];
  const made: number[] = [];
  const lost: number[] = [];
  const bases: number[] = [];
  let feeQuanta = 0n;
  for (let i = 0; i < fills.length; i++) {
    const fill = fillAt(input, i);
    if (fill === undefined) continue;
    values.push(fill.value);
    if (fills.role[i] === LiquidityRole.Maker) made.push(fill.value);
    feeQuanta += fills.fee[i] ?? 0n;
    const decided = fills.decisionMid[i] ?? Number.NaN;
    if (Number.isNaN(decided)) continue;
    const worth = worthOf(fill.instrument, decided);
    lost.push(fill.sign * (fill.worth - worth) * fill.qty + unitsOf(fills.fee[i] ?? 0n, cashScale));
    bases.push(Math.abs(worth * fill.qty));
  }
  const notional = sum(values);
  const fees = unitsOf(feeQuanta, cashScale);
  return {
    fills: fills.length,
    notional,
    turnover: notional / input.meanEquity,
    makerShare: sum(made) / notional,
    fees,
    feesBps: (fees / notional) * BPS,
    shortfall: lost.length === 0 ? Number.NaN : sum(lost),
    shortfallBps: (sum(lost) / sum(bases)) * BPS,
    decided: lost.length,
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
    const moves: [number[], number[]] = [[], []];
    const weights: [number[], number[]] = [[], []];
    for (let i = 0; i < fills.length; i++) {
      const fill = fillAt(input, i);
      const mid = fills.midAfter[h]?.[i] ?? Number.NaN;
      if (fill === undefined || Number.isNaN(mid)) continue;
      const role = fills.role[i] === LiquidityRole.Maker ? 0 : 1;
      moves[role].push(fill.sign * (worthOf(fill.instrument, mid) - fill.worth) * fill.qty);
      weights[role].push(fill.value);
    }
    return {
      horizonMs,
      fills: moves[0].length + moves[1].length,
      bps: (sum(moves.flat()) / sum(weights.flat())) * BPS,
      makerBps: (sum(moves[0]) / sum(weights[0])) * BPS,
      takerBps: (sum(moves[1]) / sum(weights[1])) * BPS,
    };
  });
}
