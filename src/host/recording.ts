// What a run leaves behind: the fills of the session's journal, equity and marks, orders by what
// became of them.
import {
  FillAt,
  LiquidityRole,
  OrderHeaderAt,
  OrderReason,
  OrderStatus,
  Side,
} from '../abi/orders.ts';
import { SessionStateAt } from '../abi/session.ts';
import type { Session } from '../session/session.ts';
import type { OrderCounts } from '../stats/record.ts';
import { type RecordedColumns, Recorder, type RunState } from '../stats/recorder.ts';
import type { MarketHandle } from './market-handle.ts';
import { reasonName } from './names.ts';
import type { Setup } from './setup.ts';

const FILL_BYTES = 128;
const NS_PER_MS = 1e6;
const I64_MAX = (1n << 63n) - 1n;

export class RunRecording {
  private readonly session: Session;
  private readonly recorder: Recorder;
  /** Places of the markets in the record, by instrument id. */
  private readonly places = new Map<number, number>();
  private readonly markets: readonly MarketHandle[];
  private breakNs = I64_MAX;
  /** Samples go up to here; later than the strategy's time where the venue was next. */
  private coveredNs: bigint;

  constructor(setup: Setup, sampleMs?: number) {
    const { session, account, currency, markets, startNs, candleNs } = setup;
    this.session = session;
    this.coveredNs = startNs;
    this.markets = markets;
    for (const [place, market] of markets.entries()) this.places.set(market.id, place);
    const balance = account.balance(currency);
    const state: RunState = {
      mid: (place) => this.priceOf(place),
      equity: () => balance.cash + balance.openValue,
      cash: () => balance.cash,
      position: () => this.position(),
    };
    const grid = sampleMs ?? (candleNs === undefined ? 1000 : Number(candleNs) / NS_PER_MS);
    this.recorder = new Recorder(state, {
      startNs,
      strategies: 1,
      instruments: markets.length,
      sampleMs: Math.max(grid, 1),
    });
    // One fill at a time: what equity and mids are right after it is part of the record.
    session.state.journalEnd = session.state.journal + FILL_BYTES;
    this.plan();
  }

  private priceOf(place: number): number {
    const market = this.markets[place];
    if (market === undefined) return Number.NaN;
    const { mid } = market;
    return Number.isNaN(mid) ? market.last : mid;
  }

  /** One instrument: its size; several: their net value at the marks. */
  private position(): number {
    const [first] = this.markets;
    if (this.markets.length === 1 && first !== undefined) return first.position;
    let value = 0;
    for (const [place, market] of this.markets.entries())
      if (market.positionQuanta !== 0) value += market.position * this.priceOf(place);
    return value;
  }

  private plan(): void {
    const due = this.recorder.nextDueNs;
    this.session.state.untilTsNs = due < this.breakNs ? due : this.breakNs;
  }

  /** Has the run stop before events later than `timeNs` too. */
  breakAt(timeNs: bigint): void {
    this.breakNs = timeNs;
    this.plan();
  }

  /** The next event lies behind the sample that is due. */
  atLimit(): void {
    const { core, state, address } = this.session;
    // Fills of before: samples of a later time may not come first.
    this.takeFills();
    core.exports.sessionMark(address);
    const next = state.pickedNs;
    this.coveredNs = next;
    this.recorder.advance(next);
    this.plan();
  }

  /** Takes the fills of the journal. */
  takeFills(): void {
    const { core, state, address } = this.session;
    const { view } = core;
    const end = view.getUint32(address + SessionStateAt.journalAt, true);
    for (let at = state.journal; at < end; at += FILL_BYTES) this.takeFill(at);
    view.setUint32(address + SessionStateAt.journalAt, state.journal, true);
    if (end > state.journal) this.plan();
  }

  private takeFill(at: number): void {
    const { view } = this.session.core;
    const id = view.getUint16(at + OrderHeaderAt.instrumentId, true);
    const place = this.places.get(id);
    const market = place === undefined ? undefined : this.markets[place];
    if (place === undefined || market === undefined) return;
    const decision = view.getBigInt64(at + FillAt.decisionPrice, true);
    const row = {
      timeNs: view.getBigInt64(at + OrderHeaderAt.exchangeTsNs, true),
      orderId: view.getBigInt64(at + FillAt.orderId, true),
      instrument: place,
      side: view.getUint8(at + FillAt.side) === 0 ? Side.Buy : Side.Sell,
      role: view.getUint8(at + FillAt.role) === 0 ? LiquidityRole.Maker : LiquidityRole.Taker,
      price: view.getBigInt64(at + FillAt.price, true),
      qty: view.getBigInt64(at + FillAt.qty, true),
      fee: view.getBigInt64(at + FillAt.fee, true),
      realizedPnl: view.getBigInt64(at + FillAt.realizedPnl, true),
      decisionMid: decision === 0n ? Number.NaN : market.priceOf(Number(decision)),
    };
    this.recorder.fill(0, row, this.endNs);
  }

  /** The columns so far; what is still to come stays unknown. */
  partial(): RecordedColumns {
    return this.recorder.columns();
  }

  finish(): RecordedColumns {
    this.takeFills();
    this.session.core.exports.sessionMark(this.session.address);
    return this.recorder.finish(this.endNs);
  }

  /** End of the run. */
  get endNs(): bigint {
    const { nowNs } = this.session.state;
    return nowNs > this.coveredNs ? nowNs : this.coveredNs;
  }

  orders(): OrderCounts {
    const { core, state } = this.session;
    const count = (index: number) => core.view.getUint32(state.counts + index * 4, true);
    const refused: Record<string, number> = {};
    for (const reason of Object.values(OrderReason)) {
      const times = count(16 + reason);
      if (times > 0) refused[reasonName(reason)] = times;
    }
    const submitted = Number(state.lastOrderId);
    return {
      submitted,
      accepted: submitted - count(OrderStatus.Rejected),
      filled: count(OrderStatus.Filled),
      cancelled: count(OrderStatus.Cancelled),
      expired: count(OrderStatus.Expired),
      refused,
    };
  }
}
