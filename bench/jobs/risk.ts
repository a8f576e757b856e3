// Job r: the verdict of risk on each of a million orders, every rule on. Time is that of the check
// alone; the fact `nsWorking` adds telling risk that the order works and ends.
import type { Contender, JobSpec } from '../harness/types.ts';
import { createOursRisk } from '../micro/ours/risk.ts';
import { BigRisk } from './lib/big-risk.ts';
import { hex } from './lib/checksum.ts';
import { repeat } from './lib/repeat.ts';
import { makeOrders, mixVerdict, ORDERS, WORKING } from './lib/risk-orders.ts';

interface Working {
  readonly id: number;
  readonly buys: boolean;
  readonly qty: bigint;
}

/** The same rules over BigInt, as exact as ours. */
function createBig(): Contender {
  const orders = makeOrders();
  let risk = new BigRisk();
  const reset = (): void => {
    risk = new BigRisk();
  };
  const work = (opens: boolean): number => {
    const ring: Working[] = [];
    let hash = 0;
    let next = 0;
    for (const order of orders) {
      const reason = risk.check(order);
      const qty = reason === 0 ? order.qty : 0n;
      hash = mixVerdict(hash, reason, qty);
      if (!opens || reason !== 0) continue;
      const old = ring[next];
      if (old !== undefined) risk.move(old.id, old.buys, -old.qty);
      risk.move(order.id, order.buys, qty);
      ring[next] = { id: order.id, buys: order.buys, qty };
      next = (next + 1) % WORKING;
    }
    return hash;
  };
  return {
    version: `node ${process.versions.node}`,
    units: ORDERS,
    check() {
      reset();
      const checked = work(false);
      reset();
      return { checks: { checked: hex(checked), working: hex(work(true)) }, facts: {} };
    },
    round: (repetitions) => repeat(repetitions, reset, () => work(false)),
  };
}

export const riskJob: JobSpec = {
  id: 'risk',
  title: 'r: risk before an order',
  unit: 'order',
  contenders: [
    { name: 'ours', role: 'ours', needs: 'npm' },
    { name: 'js-bigint', role: 'baseline', needs: 'npm' },
  ],
  factories: { ours: createOursRisk, 'js-bigint': createBig },
  // A mean of 50 ns.
  goals: [{ kind: 'rate', atLeast: 20e6 }],
};
