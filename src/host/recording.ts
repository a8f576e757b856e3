// What a run leaves behind: the fills of the session's journal, equity and marks as the core has
// recorded them, orders by what became of them.
import {
  FillAt,
  LiquidityRole,
  OrderHeaderAt,
  OrderReason,
  OrderStatus,
  Side,
} from '../abi/orders.ts';
import {
  CurveStateView,
  EquityStateView,
  MarkoutAt,
  MarkoutView,
  RecorderConfigView,
  RecorderStateView,
} from '../abi/recorder.ts';
import { SessionStateAt } from '../abi/session.ts';
import { Status } from '../abi/status.ts';
import type { Session } from '../session/session.ts';
import { FillLog } from '../stats/fill-log.ts';
import {
  DEFAULT_HORIZONS_MS,
  type EquityColumns,
  type MarkColumns,
  type OrderCounts,
  type RecordedColumns,
} from '../stats/record.ts';
import type { MarketHandle } from './market-handle.ts';
import { reasonName } from './names.ts';
import type { Setup } from './setup.ts';

const FILL_BYTES = 128;
const NS_PER_MS = 1e6;
/** 131,072 points of 32 bytes at most; a day keeps buckets of 5 s. With many markets, fewer. */
const BUCKETS_MAX = 32_768;
const BUCKETS_OF_MANY = 4096;
const MANY_MARKETS = 8;

/** Columns of a curve as they stand: those of the words by their place. */
class Curve {
  readonly length: number;
  readonly bucketMs: number;
  readonly offered: number;
  private readonly session: Session;
  private readonly state: CurveStateView;

  constructor(session: Session, at: number) {
    this.session = session;
    this.length = session.core.exports.sessionCurve(at) >>> 0;
    this.state = new CurveStateView(session.core.view, at);
    this.bucketMs = Number(this.state.bucketMs);
    this.offered = Number(this.state.offered);
  }

  private at(column: number): number {
    return this.state.columns + column * this.state.capacity * 8;
  }

  integers(column: number): BigInt64Array<ArrayBuffer> {
    const { buffer } = this.session.core.memory;
    return new BigInt64Array(new BigInt64Array(buffer, this.at(column), this.length));
  }

  floats(column: number): Float64Array<ArrayBuffer> {
    const { buffer } = this.session.core.memory;
    return new Float64Array(new Float64Array(buffer, this.at(column), this.length));
  }
}

/** Places of the horizons that the input can tell: within a candle nothing is known of time. */
function knownHorizons(candleNs: bigint | undefined): number[] {
  const least = Number(candleNs ?? 0n) / NS_PER_MS;
  return [...DEFAULT_HORIZONS_MS.keys()].filter((i) => (DEFAULT_HORIZONS_MS[i] ?? 0) >= least);
}

export class RunRecording {
  private readonly session: Session;
  private readonly recorder: RecorderStateView;
  private readonly fills = new FillLog(DEFAULT_HORIZONS_MS.length);
  /** Columns of the core's horizons; those of the others stay unknown. */
  private readonly horizons: readonly number[];
  /** Places of the markets in the record, by instrument id. */
  private readonly places = new Map<number, number>();
  private readonly markets: readonly MarketHandle[];

  /**
   * @param sampleMs grid of equity and marks; by default 1000, or a candle's length
   * @param bucketsMax of a curve, four points each, 320 or more
   */
  constructor(
    { session, account, currency, markets, candleNs }: Setup,
    sampleMs?: number,
    bucketsMax = markets.length > MANY_MARKETS ? BUCKETS_OF_MANY : BUCKETS_MAX,
  ) {
    const { core } = session;
    this.session = session;
    this.markets = markets;
    for (const [place, market] of markets.entries()) this.places.set(market.id, place);
    const grid = sampleMs ?? (candleNs === undefined ? 1000 : Number(candleNs) / NS_PER_MS);
    this.horizons = knownHorizons(candleNs);
    const horizons = core.alloc(DEFAULT_HORIZONS_MS.length * 8, 'a recorder');
    for (const [i, place] of this.horizons.entries()) {
      const ns = BigInt((DEFAULT_HORIZONS_MS[place] ?? 0) * NS_PER_MS);
      core.view.setBigInt64(horizons + i * 8, ns, true);
    }
    const ids = core.alloc(Math.max(markets.length, 1) * 4, 'a recorder');
    for (const [i, { id }] of markets.entries()) core.view.setUint32(ids + i * 4, id, true);
    const at = core.alloc(RecorderConfigView.size, 'a recorder');
    const config = new RecorderConfigView(core.view, at);
    config.sampleNs = BigInt(Math.round(Math.max(grid, 1) * NS_PER_MS));
    config.horizons = horizons;
    config.horizonCount = this.horizons.length;
    config.markets = ids;
    config.marketCount = markets.length;
    config.currency = account.currencyIndex(currency);
    config.bucketsMax = bucketsMax;
    const address = core.exports.sessionRecord(session.address, at);
    core.check(address | 0, 'a recorder');
    this.recorder = new RecorderStateView(core.view, address >>> 0);
  }

  /** Takes fills and mark-outs out of the core. */
  takeFills(): void {
    const { core, state, address } = this.session;
    const { view } = core;
    const end = view.getUint32(address + SessionStateAt.journalAt, true);
    for (let at = state.journal; at < end; at += FILL_BYTES) this.takeFill(at);
    view.setUint32(address + SessionStateAt.journalAt, state.journal, true);
    const { recorder, fills } = this;
    const { markouts, markoutsAt } = recorder;
    for (let at = markouts; at < markoutsAt; at += MarkoutView.size) {
      const place = this.horizons[view.getUint32(at + MarkoutAt.horizon, true)];
      const column = fills.midAfter[place ?? -1];
      if (column !== undefined)
        column[view.getUint32(at + MarkoutAt.fill, true)] = view.getFloat64(
          at + MarkoutAt.mid,
          true,
        );
    }
    recorder.markoutsAt = markouts;
  }

  private takeFill(at: number): void {
    const { view } = this.session.core;
    const place = this.places.get(view.getUint16(at + OrderHeaderAt.instrumentId, true));
    const market = place === undefined ? undefined : this.markets[place];
    if (place === undefined || market === undefined)
      throw new RangeError('a fill of an instrument that nobody trades');
    const decision = view.getBigInt64(at + FillAt.decisionPrice, true);
    this.fills.push({
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
    });
  }

  private curve(place: number): Curve {
    const { curves, curveBytes } = this.recorder;
    return new Curve(this.session, curves + place * curveBytes);
  }

  private equity(): EquityColumns {
    const curve = this.curve(0);
    const { length, bucketMs, offered } = curve;
    const money = new EquityStateView(this.session.core.view, this.recorder.money);
    return {
      length,
      timeNs: curve.integers(0),
      equity: curve.integers(1),
      cash: curve.integers(2),
      position: curve.floats(3),
      positionOf: this.markets.length === 1 ? this.markets[0]?.key : undefined,
      bucketMs,
      offered,
      fall: {
        depth: money.depth,
        peakNs: money.depthPeakNs,
        bottomNs: money.bottomNs,
        longestNs: money.longestNs,
      },
      heldNs: money.heldNs,
      equitySeconds: money.equitySeconds,
    };
  }

  private marks(place: number): MarkColumns {
    const curve = this.curve(place + 1);
    const { length, bucketMs, offered } = curve;
    return { length, timeNs: curve.integers(0), price: curve.floats(1), bucketMs, offered };
  }

  /** The columns so far; what is still to come stays unknown. */
  columns(): RecordedColumns {
    this.takeFills();
    return {
      fills: [this.fills.sorted()],
      equity: [this.equity()],
      marks: this.markets.map((_, place) => this.marks(place)),
      horizonsMs: DEFAULT_HORIZONS_MS,
    };
  }

  finish(): RecordedColumns {
    const { core, address } = this.session;
    while (core.exports.sessionRecordEnd(address) === Status.OutputFull) this.takeFills();
    return this.columns();
  }

  /** End of the run. */
  get endNs(): bigint {
    const { nowNs } = this.session.state;
    const { coveredNs } = this.recorder;
    return nowNs > coveredNs ? nowNs : coveredNs;
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
