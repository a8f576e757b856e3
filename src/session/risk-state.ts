// What risk answers: verdicts, and what it has stopped and counted.
import { OrderReason } from '../abi/orders.ts';
import { KillMode, type RiskHeadView, RiskPositionView, RiskRule } from '../abi/risk.ts';
import type { Account } from './account.ts';

/** Why an order was refused or cut. */
export const RISK_REASONS = {
  price: OrderReason.RiskPrice,
  qty: OrderReason.RiskQty,
  notional: OrderReason.RiskNotional,
  position: OrderReason.RiskPosition,
  exposure: OrderReason.RiskExposure,
  leverage: OrderReason.RiskLeverage,
  collar: OrderReason.RiskCollar,
  rate: OrderReason.RiskRate,
  'daily-loss': OrderReason.RiskDailyLoss,
  drawdown: OrderReason.RiskDrawdown,
  losses: OrderReason.RiskLosses,
  jump: OrderReason.RiskJump,
  kill: OrderReason.RiskKill,
  'open-orders': OrderReason.RiskOpenOrders,
  'unknown-instrument': OrderReason.UnknownInstrument,
  'no-market': OrderReason.BookNotLive,
  'bad-order': OrderReason.BadOrder,
} as const;
export type RiskReasonName = keyof typeof RISK_REASONS;

export const BREAKERS = {
  'daily-loss': RiskRule.DailyLoss,
  drawdown: RiskRule.Drawdown,
  losses: RiskRule.Losses,
  jump: RiskRule.Jump,
} as const;
export type BreakerName = keyof typeof BREAKERS;

/** Quantities in quanta of the instrument. */
export type RiskVerdict =
  | { readonly type: 'approved'; readonly qty: bigint }
  | { readonly type: 'reduced'; readonly qty: bigint; readonly reason: RiskReasonName }
  | { readonly type: 'refused'; readonly reason: RiskReasonName };

/** A breaker that blocks until a time, or until it is resumed. */
export interface TrippedBreaker {
  readonly breaker: BreakerName;
  readonly untilNs: bigint | 'resume';
  /** Of a jump. */
  readonly instrumentId?: number;
}

/** Money in cash quanta. */
export interface RiskState {
  readonly kill: 'off' | 'close-only' | 'all';
  readonly tripped: readonly TrippedBreaker[];
  readonly openOrders: number;
  /** Worst-case value of all positions. */
  readonly exposure: bigint;
  /** Result since the day began; negative: lost. */
  readonly dayResult: bigint;
  /** How far the equity is below its peak. */
  readonly drawdown: bigint;
  readonly verdicts: {
    readonly approved: bigint;
    readonly reduced: bigint;
    /** Those that are not zero. */
    readonly refused: Readonly<Partial<Record<RiskReasonName, bigint>>>;
  };
}

const NAMES = Object.keys(RISK_REASONS) as RiskReasonName[];
const BY_REASON = new Map<number, RiskReasonName>(NAMES.map((name) => [RISK_REASONS[name], name]));
const FOREVER = (1n << 63n) - 1n;

function nameOf(reason: number): RiskReasonName {
  const name = BY_REASON.get(reason);
  if (name === undefined) throw new RangeError(`risk gives no reason ${reason}`);
  return name;
}

/** The verdict that the core just gave. */
export function readVerdict(head: RiskHeadView, reason: number): RiskVerdict {
  if (reason === OrderReason.None) return { type: 'approved', qty: head.verdictQty };
  if (reason !== OrderReason.Reduced) return { type: 'refused', reason: nameOf(reason) };
  return { type: 'reduced', qty: head.verdictQty, reason: nameOf(head.verdictRule) };
}

const until = (ns: bigint): bigint | 'resume' => (ns === FOREVER ? 'resume' : ns);

function readTripped(view: DataView, head: RiskHeadView, nowNs: bigint): TrippedBreaker[] {
  const ends = [
    ['daily-loss', head.dailyLossUntilNs],
    ['drawdown', head.drawdownUntilNs],
    ['losses', head.lossesUntilNs],
  ] as const;
  const tripped: TrippedBreaker[] = ends
    .filter(([breaker]) => (head.tripped & BREAKERS[breaker]) !== 0)
    .map(([breaker, ns]) => ({ breaker, untilNs: until(ns) }));
  const slot = new RiskPositionView(view, head.instrumentsAt);
  for (let instrumentId = 0; instrumentId < head.instrumentsMax; instrumentId++) {
    const ns = slot.jumpUntilNs;
    if (nowNs < ns) tripped.push({ breaker: 'jump', untilNs: until(ns), instrumentId });
    slot.offset += head.instrumentStride;
  }
  return tripped;
}

/** Reads the state. Cost: all instruments. */
export function readState(
  view: DataView,
  head: RiskHeadView,
  account: Account,
  currency: string,
  nowNs: bigint,
): RiskState {
  const count = (reason: number): bigint => view.getBigInt64(head.verdictsAt + 8 * reason, true);
  const refused: Partial<Record<RiskReasonName, bigint>> = {};
  for (const name of NAMES) {
    const times = count(RISK_REASONS[name]);
    if (times > 0n) refused[name] = times;
  }
  const result = account.equity(currency) - account.balance(currency).external;
  const isOff = head.kill === KillMode.Off;
  return {
    kill: isOff ? 'off' : head.kill === KillMode.All ? 'all' : 'close-only',
    tripped: readTripped(view, head, nowNs),
    openOrders: head.openOrders,
    exposure: head.exposure,
    dayResult: result - head.dayPnl,
    drawdown: head.peakPnl - result,
    verdicts: { approved: count(OrderReason.None), reduced: count(OrderReason.Reduced), refused },
  };
}
