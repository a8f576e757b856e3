// Market events as plain objects, for people and programs that look at single ones. Prices and
// quantities are the nearest doubles of the exact decimals below 2^53 quanta (larger ones are off
// by at most 2^-52 of their value); the engine itself never uses them.
import {
  BboView,
  DefinitionView,
  DepthView,
  MarketEventView,
  MarketStatus,
  OrderEventView,
  RecordFlag,
  RecordKind,
  TradeView,
} from '../abi/records.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { type Instrument, readDefinition } from './instrument.ts';

export type AggressorSide = 'buy' | 'sell' | undefined;

interface Common {
  readonly venue: string;
  readonly symbol: string;
  /** ns since 1970. Exchange time is 0n where the venue gives none. */
  readonly recvTsNs: bigint;
  readonly exchangeTsNs: bigint;
}

/** Nearest doubles of the exact decimals below 2^53 quanta, as all numbers of events. */
export interface PriceLevel {
  readonly price: number;
  /** In a delta 0 removes the level. */
  readonly qty: number;
}

/** Level changes (`depth`) or a whole book (`snapshot`). */
export interface DepthEvent extends Common {
  readonly kind: 'depth' | 'snapshot';
  readonly firstSeq: bigint;
  readonly lastSeq: bigint;
  readonly bids: readonly PriceLevel[];
  readonly asks: readonly PriceLevel[];
}

export interface TradeEvent extends Common {
  readonly kind: 'trade';
  readonly price: number;
  readonly qty: number;
  /** Who took liquidity. */
  readonly aggressorSide: AggressorSide;
  /** -1n when unknown. An aggregate covers firstTradeId..lastTradeId. */
  readonly tradeId: bigint;
  readonly firstTradeId: bigint;
  readonly lastTradeId: bigint;
}

export interface BboEvent extends Common {
  readonly kind: 'bbo';
  readonly bidPrice: number;
  readonly bidQty: number;
  readonly askPrice: number;
  readonly askQty: number;
  readonly seq: bigint;
}

/** A single resting order. */
export interface OrderBookEvent extends Common {
  readonly kind: 'order';
  readonly action: 'add' | 'reduce' | 'delete' | 'modify' | 'execute';
  readonly side: AggressorSide;
  readonly orderId: bigint;
  readonly price: number;
  readonly qty: number;
}

export interface DefinitionEvent extends Common {
  readonly kind: 'definition';
  readonly instrument: Instrument;
}

/** Levels cleared, or trading halted, resumed, closed. */
export interface StatusEvent extends Common {
  readonly kind: 'clear' | 'status';
  readonly status: 'trading' | 'halted' | 'quoteOnly' | 'closed' | undefined;
}

export type MarketEvent =
  | DepthEvent
  | TradeEvent
  | BboEvent
  | OrderBookEvent
  | DefinitionEvent
  | StatusEvent;

const STATUSES: Readonly<Record<number, StatusEvent['status']>> = {
  [MarketStatus.Trading]: 'trading',
  [MarketStatus.Halted]: 'halted',
  [MarketStatus.QuoteOnly]: 'quoteOnly',
  [MarketStatus.Closed]: 'closed',
};

const ACTIONS: Readonly<Record<number, OrderBookEvent['action']>> = {
  [RecordKind.OrderAdd]: 'add',
  [RecordKind.OrderReduce]: 'reduce',
  [RecordKind.OrderDelete]: 'delete',
  [RecordKind.OrderModify]: 'modify',
  [RecordKind.OrderExecute]: 'execute',
};

const ROWS_AT = 64;

/**
 * 10^-scale applied as a division: the nearest double of the exact decimal below 2^53 quanta, above
 * them off by at most 2^-52 of the value.
 */
export function fromQuanta(quanta: number, scale: number): number {
  return scale >= 0 ? quanta / 10 ** scale : quanta * 10 ** -scale;
}

/** Reads records of one memory as events. Definitions must be read before what they define. */
export class EventReader {
  private readonly view: DataView;
  private readonly definitions = new Map<number, Instrument>();
  private readonly depth: DepthView;

  constructor(view: DataView) {
    this.view = view;
    this.depth = new DepthView(view);
  }

  /** Takes a definition that came another way (a keyframe). */
  define(id: number, instrument: Instrument): void {
    this.definitions.set(id, instrument);
  }

  /** The record at `address`. Cost: about 1 us, and 0.1 us a level. */
  read(address: number): MarketEvent {
    this.depth.offset = address;
    const { kind, instrumentId } = this.depth;
    if (kind === RecordKind.Definition)
      this.definitions.set(instrumentId, readDefinition(new DefinitionView(this.view, address)));
    const instrument = this.definitions.get(instrumentId);
    if (instrument === undefined)
      throw new OutcryError('UNKNOWN_INSTRUMENT', 'input', 'a record before its definition', {
        found: `instrument ${instrumentId}`,
      });
    const common: Common = {
      venue: instrument.venue,
      symbol: instrument.symbol,
      recvTsNs: this.depth.recvTsNs,
      exchangeTsNs: this.depth.exchangeTsNs,
    };
    if (kind === RecordKind.Definition) return { kind: 'definition', ...common, instrument };
    if (kind === RecordKind.DepthDelta || kind === RecordKind.DepthSnapshot)
      return this.readDepth(common, instrument);
    if (kind === RecordKind.Trade) return this.readTrade(common, instrument, address);
    if (kind === RecordKind.Bbo) return this.readBbo(common, instrument, address);
    if (ACTIONS[kind] !== undefined) return this.readOrder(common, instrument, address);
    if (kind === RecordKind.DepthSingle) return this.readSingle(common, instrument, address);
    const event = new MarketEventView(this.view, address);
    return kind === RecordKind.DepthClear
      ? { kind: 'clear', ...common, status: undefined }
      : { kind: 'status', ...common, status: STATUSES[event.status] };
  }

  private levels(from: number, count: number, instrument: Instrument): PriceLevel[] {
    return Array.from({ length: count }, (_, i) => {
      const at = from + 16 * i;
      return {
        price: fromQuanta(Number(this.view.getBigInt64(at, true)), instrument.priceScale),
        qty: fromQuanta(Number(this.view.getBigInt64(at + 8, true)), instrument.qtyScale),
      };
    });
  }

  private readDepth(common: Common, instrument: Instrument): DepthEvent {
    const { depth } = this;
    const rows = depth.offset + ROWS_AT;
    const { bidCount, rowCount } = depth;
    return {
      kind: depth.kind === RecordKind.DepthDelta ? 'depth' : 'snapshot',
      ...common,
      firstSeq: depth.firstSeq,
      lastSeq: depth.lastSeq,
      bids: this.levels(rows, bidCount, instrument),
      asks: this.levels(rows + 16 * bidCount, rowCount - bidCount, instrument),
    };
  }

  private readTrade(common: Common, instrument: Instrument, address: number): TradeEvent {
    const trade = new TradeView(this.view, address);
    return {
      kind: 'trade',
      ...common,
      price: fromQuanta(Number(trade.price), instrument.priceScale),
      qty: fromQuanta(Number(trade.qty), instrument.qtyScale),
      aggressorSide: sideOf(trade.flags),
      tradeId: trade.tradeId,
      firstTradeId: trade.firstTradeId,
      lastTradeId: trade.lastTradeId,
    };
  }

  private readBbo(common: Common, instrument: Instrument, address: number): BboEvent {
    const bbo = new BboView(this.view, address);
    return {
      kind: 'bbo',
      ...common,
      bidPrice: fromQuanta(Number(bbo.bidPrice), instrument.priceScale),
      bidQty: fromQuanta(Number(bbo.bidQty), instrument.qtyScale),
      askPrice: fromQuanta(Number(bbo.askPrice), instrument.priceScale),
      askQty: fromQuanta(Number(bbo.askQty), instrument.qtyScale),
      seq: bbo.seq,
    };
  }

  private readOrder(common: Common, instrument: Instrument, address: number): OrderBookEvent {
    const order = new OrderEventView(this.view, address);
    return {
      kind: 'order',
      ...common,
      action: ACTIONS[order.kind] ?? 'add',
      side: sideOf(order.flags),
      orderId: order.orderId,
      price: fromQuanta(Number(order.price), instrument.priceScale),
      qty: fromQuanta(Number(order.qty), instrument.qtyScale),
    };
  }

  /** A level with ids of its own, as the depth event that it is. */
  private readSingle(common: Common, instrument: Instrument, address: number): DepthEvent {
    const { price, qty, side } = this.readOrder(common, instrument, address);
    const level = [{ price, qty }];
    return {
      kind: 'depth',
      ...common,
      firstSeq: -1n,
      lastSeq: -1n,
      bids: side === 'buy' ? level : [],
      asks: side === 'sell' ? level : [],
    };
  }
}

function sideOf(flags: number): AggressorSide {
  if ((flags & RecordFlag.Buy) !== 0) return 'buy';
  return (flags & RecordFlag.Sell) !== 0 ? 'sell' : undefined;
}
