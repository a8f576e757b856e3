// The session that the strategy of this module belongs to.
import { SessionState } from '../../core-wasm/abi/session';

let session: usize = 0;

export function attach(at: u32): void {
  session = at;
}

@inline
export function sessionAt(): u32 {
  return <u32>session;
}

@inline
export function sessionOf(): SessionState {
  return changetype<SessionState>(session);
}
