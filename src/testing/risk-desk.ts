// Risk of the core over an account, set up in quanta, for tests: orders go through it as a session
// sends them.

import { OrderReason, OrderRecordKind, ReplaceOrderView, Side } from '../abi/orders.ts';
import {
  type KillMode,
  RiskHeadView,
  RiskInstrumentView,
  RiskLimitsView,
  RiskPositionView,
} from '../abi/risk.ts';
import { Status } from '../abi/status.ts';
import type { Core } from '../core/core.ts';
import type { Account } from '../session/account.ts';
import { AccountRecords, type Order, START_NS } from './account-records.ts';

type Fields<T> = { -readonly [K in keyof T]?: T[K] };
export type LimitFields = Fields<Omit<RiskLimitsView, 'view' | 'offset'>>;
export type RuleFields = Fields<Omit<RiskInstrumentView, 'view' | 'offset'>>;

export interface Verdict {
  readonly reason: OrderReason;
  readonly qty: bigint;
  /** The rule that refused or cut it. */
  readonly rule: OrderReason;
}

/** An order that works. */
export interface Working {
  readonly id: number;
  readonly side: Side;
  readonly flags: number;
  readonly stopPrice: bigint;
  price: bigint;
  leaves: bigint;
  filled: bigint;
}

export class RiskDesk {
  readonly core: Core;
  readonly account: Account;
  readonly records: AccountRecords;
  readonly at: number;
  readonly head: RiskHeadView;
  private readonly replace: ReplaceOrderView;
  private readonly scratch: number;
  now = START_NS;

  constructor(core: Core, account: Account, instrumentsMax = account.instrumentsMax) {
    const { exports } = core;
    this.core = core;
    this.account = account;
    this.records = new AccountRecords(core);
    this.at = core.alloc(exports.riskSize(instrumentsMax), 'risk');
    core.check(exports.riskInit(this.at, account.address, instrumentsMax));
    this.head = new RiskHeadView(core.view, this.at);
    this.scratch = core.alloc(RiskLimitsView.size, 'limits');
    this.replace = new ReplaceOrderView(core.view, core.alloc(ReplaceOrderView.size, 'a replace'));
  }

  private clear(bytes: number): void {
    this.core.bytes.fill(0, this.scratch, this.scratch + bytes);
  }

  configure(fields: LimitFields): number {
    this.clear(RiskLimitsView.size);
    Object.assign(new RiskLimitsView(this.core.view, this.scratch), fields);
    return this.core.exports.riskConfigure(this.at, this.scratch);
  }

  define(id: number, fields: RuleFields): number {
    this.clear(RiskInstrumentView.size);
    const view = new RiskInstrumentView(this.core.view, this.scratch);
    Object.assign(view, { lotSize: 1n, ...fields });
    return this.core.exports.riskDefine(this.at, id, this.scratch);
  }

  slot(id: number): RiskPositionView {
    const { instrumentsAt, instrumentStride } = this.head;
    return new RiskPositionView(this.core.view, instrumentsAt + id * instrumentStride);
  }

  verdicts(reason: OrderReason): bigint {
    return this.core.view.getBigInt64(this.head.verdictsAt + 8 * reason, true);
  }

  private verdict(reason: number): Verdict {
    const { verdictQty, verdictRule } = this.head;
    return { reason: reason as OrderReason, qty: verdictQty, rule: verdictRule as OrderReason };
  }

  check(order: Order): Verdict {
    const record = this.records.writeOrder(order);
    return this.verdict(this.core.exports.riskCheck(this.at, record, this.now));
  }

  /** What `check` says, in short: 'ok', a quantity it is cut to, or the name of the reason. */
  ask(order: Order): string {
    const { reason, qty } = this.check(order);
    if (reason === OrderReason.None) return 'ok';
    if (reason === OrderReason.Reduced) return `cut to ${qty}`;
    return Object.entries(OrderReason).find(([, code]) => code === reason)?.[0] ?? `${reason}`;
  }

  open(order: Order, qty = order.qty): Working {
    const working: Working = {
      id: order.id ?? 1,
      side: order.buys ? Side.Buy : Side.Sell,
      flags: order.flags ?? 0,
      stopPrice: order.stopPrice ?? 0n,
      price: order.price,
      leaves: qty,
      filled: 0n,
    };
    const { id, side, flags } = working;
    this.core.check(this.core.exports.riskOrderOpened(this.at, id, side, flags, qty));
    return working;
  }

  close(order: Working): void {
    const { id, side, flags, leaves } = order;
    this.core.check(this.core.exports.riskOrderClosed(this.at, id, side, flags, leaves));
    order.leaves = 0n;
  }

  change(order: Working, leaves: bigint): void {
    const { id, side, flags } = order;
    const { exports } = this.core;
    const status = exports.riskOrderChanged(this.at, id, side, flags, order.leaves, leaves);
    this.core.check(status);
    order.leaves = leaves;
  }

  checkReplace(order: Working, price: bigint, total: bigint): Verdict {
    const { replace } = this;
    replace.size = ReplaceOrderView.size;
    replace.kind = OrderRecordKind.Replace;
    replace.instrumentId = order.id;
    replace.price = price;
    replace.qty = total;
    const reason = this.core.exports.riskCheckReplace(
      this.at,
      replace.offset,
      order.side,
      order.flags,
      order.stopPrice,
      order.price,
      order.leaves,
      order.filled,
      this.now,
    );
    return this.verdict(reason);
  }

  /** A fill of the account alone: Ok, or a negative Status where it is refused. */
  trade(buys: boolean, price: bigint, qty: bigint, id = 1): number {
    const record = this.records.writeFill({ id, buys, price, qty, timeNs: this.now });
    const status = this.account.fill(record);
    return status === Status.Ok ? this.core.exports.riskFill(this.at, record) : status;
  }

  /** A fill of a working order, told in the order of a session. */
  fill(order: Working, price: bigint, qty: bigint): void {
    const { id, side } = order;
    const buys = side === Side.Buy;
    const record = this.records.writeFill({ id, buys, price, qty, timeNs: this.now });
    this.core.check(this.account.fill(record));
    if (qty === order.leaves) this.close(order);
    else this.change(order, order.leaves - qty);
    order.filled += qty;
    this.core.check(this.core.exports.riskFill(this.at, record));
  }

  mark(price: bigint, id = 1): void {
    const { exports } = this.core;
    this.core.check(exports.accountMark(this.account.address, id, price));
    this.core.check(exports.riskMark(this.at, id, price, this.now));
  }

  kill(mode: KillMode): void {
    this.core.check(this.core.exports.riskKill(this.at, mode));
  }

  resume(rules: number): void {
    this.core.check(this.core.exports.riskResume(this.at, rules));
  }
}
