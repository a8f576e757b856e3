// Orders through risk, one after the other, as the session core calls it.
import { OrderReason, SubmitOrder } from '../../../core-wasm/abi/orders';
import { RiskHead } from '../../../core-wasm/abi/risk';
import { riskCheck } from '../../../core-wasm/risk/check';
import { riskOrderClosed, riskOrderOpened } from '../../../core-wasm/risk/events';

export {
  accountDefine,
  accountDeposit,
  accountInit,
  accountSize,
} from '../../../core-wasm/account/index';
export {
  riskConfigure,
  riskDefine,
  riskInit,
  riskMark,
  riskSize,
} from '../../../core-wasm/risk/index';

/** Orders that work at a time. */
@inline const WORKING: u32 = 32;
@inline const ORDER_BYTES: u32 = 64;

/**
 * Checks `count` Submits of 64 bytes, each at its receive time; hash of verdicts and quantities.
 * With `opens` 1 those that pass work until WORKING more passed. `ring`: WORKING * 16 zero bytes.
 */
export function benchRisk(at: u32, orders: u32, count: u32, ring: u32, opens: u32): u32 {
  const head = changetype<RiskHead>(<usize>at);
  let hash: u32 = 0;
  let next: u32 = 0;
  for (const end = orders + count * ORDER_BYTES; orders < end; orders += ORDER_BYTES) {
    const s = changetype<SubmitOrder>(<usize>orders);
    const reason = riskCheck(at, orders, s.recvTsNs);
    hash = rotl<u32>(hash ^ (<u32>reason + <u32>head.verdictQty), 15) * 0x9e3779b1;
    if (opens == 0 || (reason != 0 && reason != OrderReason.Reduced)) continue;
    const slot = <usize>(ring + next * 16);
    const old = load<u32>(slot);
    if (old != 0) {
      const o = changetype<SubmitOrder>(<usize>old);
      if (riskOrderClosed(at, o.instrumentId, o.side, o.orderFlags, load<i64>(slot, 8)) != 0)
        unreachable();
    }
    store<u32>(slot, orders);
    store<i64>(slot, head.verdictQty, 8);
    if (riskOrderOpened(at, s.instrumentId, s.side, s.orderFlags, head.verdictQty) != 0)
      unreachable();
    next = (next + 1) % WORKING;
  }
  for (let i: u32 = 0; i < WORKING; i++) {
    const slot = <usize>(ring + i * 16);
    const old = load<u32>(slot);
    store<u32>(slot, 0);
    if (old == 0) continue;
    const o = changetype<SubmitOrder>(<usize>old);
    if (riskOrderClosed(at, o.instrumentId, o.side, o.orderFlags, load<i64>(slot, 8)) != 0)
      unreachable();
  }
  return hash;
}
