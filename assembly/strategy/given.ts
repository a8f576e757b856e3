// What the host hands over: parameters, and the markets that play the roles.
import { Market } from './market';
import { sessionAt } from './session';

/** Params as pairs (hash of the name, value), roles as (hash, id). */
let paramTable: usize = 0;
let paramCount: u32 = 0;
let roleTable: usize = 0;
let roleCount: u32 = 0;
const markets = new Map<u32, Market>();
/** The one of the last event: as a rule that of the next one too. */
let lastMarket: Market | null = null;

export function give(params: u32, paramsCount: u32, roles: u32, rolesCount: u32): void {
  paramTable = params;
  paramCount = paramsCount;
  roleTable = roles;
  roleCount = rolesCount;
}

/** FNV-1a over the UTF-16 units: names cross the border as numbers. */
function hashOf(name: string): u32 {
  let hash: u32 = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = (hash ^ <u32>name.charCodeAt(i)) * 0x01000193;
  return hash;
}

/** Value of a declared parameter; booleans are 0 or 1, choices the place in their list. */
export function param(name: string): f64 {
  const hash = hashOf(name);
  for (let i: u32 = 0; i < paramCount; i++) {
    const at = paramTable + ((<usize>i) << 4);
    if (load<u32>(at) == hash) return load<f64>(at, 8);
  }
  throw new Error('no such parameter: ' + name);
}

/** The market that plays a declared role. */
export function market(role: string): Market {
  const hash = hashOf(role);
  for (let i: u32 = 0; i < roleCount; i++) {
    const at = roleTable + ((<usize>i) << 4);
    if (load<u32>(at) == hash) return marketOf(load<u32>(at, 4));
  }
  throw new Error('no such role: ' + role);
}

export function marketOf(id: u32): Market {
  const last = lastMarket;
  if (last !== null && last.id == id) return last;
  if (!markets.has(id)) markets.set(id, new Market(sessionAt(), id));
  const found = markets.get(id);
  lastMarket = found;
  return found;
}
