// Fill and Submit records for tests of accounts and risk.
import {
  FillView,
  LiquidityRole,
  OrderKind,
  OrderRecordKind,
  Side,
  SubmitOrderView,
} from '../abi/orders.ts';
import type { Core } from '../core/core.ts';

export interface Trade {
  /** @default 1 */
  readonly id?: number;
  readonly buys: boolean;
  readonly price: bigint;
  readonly qty: bigint;
  readonly isMaker?: boolean;
  readonly timeNs?: bigint;
  /** @default 1n */
  readonly orderId?: bigint;
  readonly leavesQty?: bigint;
}

export interface Order {
  /** @default 1 */
  readonly id?: number;
  readonly buys: boolean;
  /** 0n: a market order */
  readonly price: bigint;
  readonly qty: bigint;
  readonly kind?: OrderKind;
  readonly stopPrice?: bigint;
  readonly flags?: number;
}

export const START_NS = 1_700_000_000_000_000_000n;

export class AccountRecords {
  readonly fill: FillView;
  readonly submit: SubmitOrderView;
  private readonly core: Core;

  constructor(core: Core) {
    this.core = core;
    this.fill = new FillView(core.view, core.alloc(FillView.size, 'a fill'));
    this.submit = new SubmitOrderView(core.view, core.alloc(SubmitOrderView.size, 'an order'));
  }

  /** Writes a fill; returns its address. */
  writeFill(t: Trade): number {
    const { fill } = this;
    this.core.bytes.fill(0, fill.offset, fill.offset + FillView.size);
    fill.size = FillView.size;
    fill.kind = OrderRecordKind.Fill;
    fill.instrumentId = t.id ?? 1;
    fill.recvTsNs = t.timeNs ?? START_NS;
    fill.orderId = t.orderId ?? 1n;
    fill.price = t.price;
    fill.qty = t.qty;
    fill.leavesQty = t.leavesQty ?? 0n;
    fill.side = t.buys ? Side.Buy : Side.Sell;
    fill.role = t.isMaker === true ? LiquidityRole.Maker : LiquidityRole.Taker;
    return fill.offset;
  }

  /** Writes an order; returns its address. */
  writeOrder(o: Order): number {
    const { submit } = this;
    this.core.bytes.fill(0, submit.offset, submit.offset + SubmitOrderView.size);
    submit.size = SubmitOrderView.size;
    submit.kind = OrderRecordKind.Submit;
    submit.instrumentId = o.id ?? 1;
    submit.recvTsNs = START_NS;
    submit.orderId = 1n;
    submit.price = o.price;
    submit.qty = o.qty;
    submit.side = o.buys ? Side.Buy : Side.Sell;
    submit.orderKind = o.kind ?? (o.price === 0n ? OrderKind.Market : OrderKind.Limit);
    submit.stopPrice = o.stopPrice ?? 0n;
    submit.orderFlags = o.flags ?? 0;
    return submit.offset;
  }
}
