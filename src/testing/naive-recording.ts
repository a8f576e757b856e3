// Records a run from outside: stops it before each sample and after each fill, and asks the
// account and the markets themselves.
import { FillAt, LiquidityRole, OrderHeaderAt, Side } from '../abi/orders.ts';
import { SessionStateAt } from '../abi/session.ts';
import type { Setup } from '../host/setup.ts';
import type { RecordedColumns } from '../stats/record.ts';
import { Recorder } from './naive-recorder.ts';

const FILL_BYTES = 128;

export class NaiveRecording {
  private readonly setup: Setup;
  private readonly recorder: Recorder;
  private coveredNs: bigint;

  constructor(setup: Setup, sampleMs: number, bucketsMax: number) {
    const { session, account, currency, markets, startNs } = setup;
    this.setup = setup;
    this.coveredNs = startNs;
    const balance = account.balance(currency);
    this.recorder = new Recorder(
      {
        mid: (place) => this.priceOf(place),
        equity: () => balance.cash + balance.openValue,
        cash: () => balance.cash,
        position: () => this.position(),
      },
      { startNs, strategies: 1, instruments: markets.length, sampleMs, bucketsMax },
    );
    session.state.journalEnd = session.state.journal + FILL_BYTES;
    this.plan();
  }

  private priceOf(place: number): number {
    const market = this.setup.markets[place];
    if (market === undefined) return Number.NaN;
    const { mid } = market;
    return Number.isNaN(mid) ? market.last : mid;
  }

  private position(): number {
    const { markets } = this.setup;
    const [first] = markets;
    if (markets.length === 1 && first !== undefined) return first.position;
    let value = 0;
    for (const [place, market] of markets.entries())
      if (market.positionQuanta !== 0) value += market.position * this.priceOf(place);
    return value;
  }

  private plan(): void {
    this.setup.session.state.untilTsNs = this.recorder.nextDueNs;
  }

  atLimit(): void {
    const { core, state, address } = this.setup.session;
    this.takeFills();
    core.exports.sessionMark(address);
    this.coveredNs = state.pickedNs;
    this.recorder.advance(state.pickedNs);
    this.plan();
  }

  takeFills(): void {
    const { core, state, address } = this.setup.session;
    const { view } = core;
    const end = view.getUint32(address + SessionStateAt.journalAt, true);
    for (let at = state.journal; at < end; at += FILL_BYTES) this.takeFill(at);
    view.setUint32(address + SessionStateAt.journalAt, state.journal, true);
    if (end > state.journal) this.plan();
  }

  private takeFill(at: number): void {
    const { markets, session } = this.setup;
    const { view } = session.core;
    const id = view.getUint16(at + OrderHeaderAt.instrumentId, true);
    const place = markets.findIndex((market) => market.id === id);
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
      decisionMid:
        decision === 0n ? Number.NaN : (markets[place]?.priceOf(Number(decision)) ?? Number.NaN),
    };
    this.recorder.fill(0, row, this.endNs);
  }

  private get endNs(): bigint {
    const { nowNs } = this.setup.session.state;
    return nowNs > this.coveredNs ? nowNs : this.coveredNs;
  }

  finish(): RecordedColumns {
    const { core, address } = this.setup.session;
    this.takeFills();
    core.exports.sessionMark(address);
    return this.recorder.finish(this.endNs);
  }
}
