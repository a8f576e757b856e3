// Conservation: what every event must leave true. Cash less deposits is what was realised, paid and
// received; what positions cost is what was traded less what was realised. `traded` is counted by
// itself and never read back: it is the counter-account of the positions.
import { AccountKind, AccountPosition } from '../abi/account';
import { Status } from '../abi/status';
import { configOf, currencyOf, headOf, isKnown, positionOf } from './state';

function isWhole(p: AccountPosition): bool {
  if (p.qty == 0 && p.basis != 0) return false;
  if (p.basis != 0 && (p.qty ^ p.basis) < 0) return false;
  const isInverse = configOf(p).kind == AccountKind.Inverse;
  return p.basis - p.traded == (isInverse ? -p.realized : p.realized);
}

/**
 * Ok, or Invariant where a position's or a currency's accounts do not sum to zero. Sums wrap at 64
 * bits, which equality does not mind. Cost: currencies times instruments.
 */
export function accountCheck(at: u32): i32 {
  const a = headOf(at);
  for (let id: u32 = 0; id < a.instrumentsMax; id++)
    if (isKnown(at, id) && !isWhole(positionOf(at, id))) return Status.Invariant;
  for (let index: u32 = 0; index < a.currencyCount; index++)
    if (!isBalanced(at, index)) return Status.Invariant;
  return Status.Ok;
}

function isBalanced(at: u32, index: u32): bool {
  const balance = currencyOf(at, index);
  let cash = balance.external;
  let open: i64 = 0;
  let exposure: i64 = 0;
  let maintenance: i64 = 0;
  let initial: i64 = 0;
  let unrealized: i64 = 0;
  for (let id: u32 = 0; id < headOf(at).instrumentsMax; id++) {
    if (!isKnown(at, id)) continue;
    const p = positionOf(at, id);
    const c = configOf(p);
    const isSpot = c.kind == AccountKind.Spot;
    if (isSpot && <u32>c.base == index) {
      cash += p.qty * c.baseNumerator;
      initial += p.openSell * c.baseNumerator;
    }
    if (<u32>c.settle != index) continue;
    cash += (isSpot ? -p.traded : p.realized) - p.fee + p.funding;
    open += p.openValue;
    exposure += p.markValue;
    maintenance += p.maintenance;
    initial += p.initial;
    if (!isSpot) unrealized += p.openValue;
  }
  if (cash != balance.cash || open != balance.openValue) return false;
  if (initial != balance.initial || unrealized != balance.unrealized) return false;
  return exposure == balance.exposure && maintenance == balance.maintenance;
}
