// Job r, ours: orders through the core's risk with every rule on. Those that pass work for a
// while, as the session core would tell risk.
import { AccountInstrumentView, AccountKind } from '../../../src/abi/account.ts';
import { OrderKind, OrderRecordKind, Side, SubmitOrderView } from '../../../src/abi/orders.ts';
import { RiskInstrumentView, RiskLimitsView } from '../../../src/abi/risk.ts';
import type { Contender } from '../../harness/types.ts';
import { hex, nowNs } from '../../jobs/lib/checksum.ts';
import { repeat } from '../../jobs/lib/repeat.ts';
import {
  DEPOSIT,
  INSTRUMENTS,
  LIMITS,
  MARK,
  makeOrders,
  ORDERS,
  RULES,
  START_NS,
  WORKING,
} from '../../jobs/lib/risk-orders.ts';
import { type BenchModule, coreVersion, loadBenchModule } from './module.ts';

const ORDER_BYTES = 64;
const RING_BYTES = WORKING * 16;

function placeOrders(core: BenchModule): number {
  const start = core.alloc(ORDERS * ORDER_BYTES);
  const s = new SubmitOrderView(core.view, start);
  for (const order of makeOrders()) {
    s.size = ORDER_BYTES;
    s.kind = OrderRecordKind.Submit;
    s.instrumentId = order.id;
    s.recvTsNs = order.timeNs;
    s.price = order.price;
    s.qty = order.qty;
    s.side = order.buys ? Side.Buy : Side.Sell;
    s.orderKind = order.price === 0n ? OrderKind.Market : OrderKind.Limit;
    s.offset += ORDER_BYTES;
  }
  return start;
}

/** Writes how instruments are booked, their rules and the limits; returns what sets all up anew. */
function placeRules(core: BenchModule, risk: number): () => void {
  const { exports, view } = core;
  const account = core.alloc(exports.accountSize(1, INSTRUMENTS));
  const booking = new AccountInstrumentView(view, core.alloc(AccountInstrumentView.size));
  booking.kind = AccountKind.Linear;
  booking.valueNumerator = 1n;
  booking.valueDenominator = 100n;
  const limits = new RiskLimitsView(view, core.alloc(RiskLimitsView.size));
  Object.assign(limits, LIMITS);
  const rules = new RiskInstrumentView(view, core.alloc(RiskInstrumentView.size));
  Object.assign(rules, RULES);
  const demand = (status: number): void => {
    if (status !== 0) throw new Error(`bench risk: status ${status}`);
  };
  return () => {
    demand(exports.accountInit(account, 1, INSTRUMENTS));
    demand(exports.accountDeposit(account, 0, DEPOSIT));
    demand(exports.riskInit(risk, account, INSTRUMENTS));
    demand(exports.riskConfigure(risk, limits.offset));
    for (let id = 0; id < INSTRUMENTS; id++) {
      demand(exports.accountDefine(account, id, booking.offset));
      demand(exports.riskDefine(risk, id, rules.offset));
      demand(exports.riskMark(risk, id, MARK, START_NS));
    }
  };
}

export async function createOursRisk(): Promise<Contender> {
  const core = await loadBenchModule(128 << 20);
  const { exports } = core;
  const orders = placeOrders(core);
  const risk = core.alloc(exports.riskSize(INSTRUMENTS));
  const ring = core.alloc(RING_BYTES);
  const reset = placeRules(core, risk);
  const work = (opens: 0 | 1): number => exports.benchRisk(risk, orders, ORDERS, ring, opens);
  return {
    version: coreVersion(),
    units: ORDERS,
    check() {
      reset();
      const checked = work(0);
      reset();
      const start = nowNs();
      const working = work(1);
      const nsWorking = (nowNs() - start) / ORDERS;
      return { checks: { checked: hex(checked), working: hex(working) }, facts: { nsWorking } };
    },
    round: (repetitions) => repeat(repetitions, reset, () => work(0)),
  };
}
