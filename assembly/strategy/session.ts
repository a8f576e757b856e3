// The session that the strategy of this module belongs to.
import { SessionState } from '../../core-wasm/abi/session';

let session: usize = 0;
/** Place of the settlement currency in the account, and its quanta in a unit. */
let settlement: u32 = 0;
let cashPower: f64 = 1;

export function attach(at: u32, currency: u32, cashUnit: f64): void {
  session = at;
  settlement = currency;
  cashPower = cashUnit;
}

@inline
export function sessionAt(): u32 {
  return <u32>session;
}

@inline
export function sessionOf(): SessionState {
  return changetype<SessionState>(session);
}

@inline
export function settlementOf(): u32 {
  return settlement;
}

/** Cash quanta in units of the settlement currency. */
@inline
export function cashOf(quanta: i64): f64 {
  return <f64>quanta / cashPower;
}
