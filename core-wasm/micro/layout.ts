// State of an instrument's microstructure: values, configuration, what both need to go on, then
// windows by offset. No pointers into itself: a copy of the bytes goes on the same way.
import { MicroConfig, MicroValues, SIZEOF_MICRO_CONFIG, SIZEOF_MICRO_VALUES } from '../abi/micro';
import { Roll, rollBytes } from './roll';

/** Number of the layout of states. It grows with every change of what a field is or means. */
@inline export const LAYOUT: u16 = 2;

/** Bytes of a trade that waits for its realised spread. */
@inline export const SIZEOF_WAITING: u32 = 24;

/** Which window. */
export namespace Part {
  @inline export const Score: u32 = 0;
  @inline export const ScoreSquares: u32 = 1;
  @inline export const Flow: u32 = 2;
  @inline export const FlowTotal: u32 = 3;
  @inline export const Spread: u32 = 4;
  @inline export const Roll: u32 = 5;
  @inline export const RollPairs: u32 = 6;
  @inline export const KyleX: u32 = 7;
  @inline export const KyleY: u32 = 8;
  @inline export const KyleXY: u32 = 9;
  @inline export const KyleXX: u32 = 10;
  @inline export const Amihud: u32 = 11;
  @inline export const Vpin: u32 = 12;
  @inline export const VpinMoves: u32 = 13;
  @inline export const VpinSquares: u32 = 14;
  @inline export const Returns: u32 = 15;
  @inline export const ReturnSquares: u32 = 16;
  @inline export const Ranges: u32 = 17;
  @inline export const Mids: u32 = 18;
  @inline export const Spans: u32 = 19;
  @inline export const Realised: u32 = 20;
  @inline export const Count: u32 = 21;
}

@unmanaged
export class Micro extends MicroValues {
  // The configuration stands here, at CONFIG.
}

/** What is not for reading. */
@unmanaged
export class MicroState {
  /** Total quantity of trades: bounds every sum of quantities. */
  totalQty: i64;
  cvd: i64;
  /** Last price of a trade, and sign of its last change. */
  lastPrice: i64;
  lastSign: i32;
  hasPrice: u32;
  /** Which of the two places of levels holds the last ones; whether there are any. */
  which: u32;
  hasLevels: u32;
  /** Twice the middle at the last update, at the last sample; what of both is known. */
  mid2: i64;
  sampleMid2: i64;
  nextSampleNs: i64;
  hasMid: u32;
  hasSample: u32;
  hasGrid: u32;
  pad0: u32;
  /** Number of the current span of quotes; 1: it is the first, of which a part is missing. */
  span: i64;
  hasSpan: u32;
  /** Interval of Kyle's lambda: trades, signed and all quantity, first and last price before. */
  kyleCount: u32;
  kyleFlow: f64;
  kyleQty: f64;
  kyleFirst: i64;
  kyleBefore: i64;
  hasKyleBefore: u32;
  /** Bar of VPIN. */
  barCount: u32;
  barQty: f64;
  barBefore: i64;
  hasBarBefore: u32;
  pad1: u32;
  /** Bucket of VPIN: bought, sold, and what is missing. */
  bucketBuys: f64;
  bucketSells: f64;
  bucketLeft: f64;
  /** Where levels, order flows and windows stand, from the start. */
  levelsAt: u32;
  levelBytes: u32;
  ofiAt: u32;
  ofiRollsAt: u32;
  /** Queue of trades that wait for their realised spread. */
  waitingAt: u32;
  waitingFirst: u32;
  waitingCount: u32;
  pad2: u32;
}
@inline export const CONFIG: usize = SIZEOF_MICRO_VALUES;
@inline export const STATE: usize = CONFIG + SIZEOF_MICRO_CONFIG;
/** Place of a TopOfBook. */
@inline export const TOP: usize = STATE + 256;
@inline export const PARTS: usize = TOP + 64;
@inline export const WINDOWS: usize = PARTS + 4 * <usize>Part.Count + 16;

@inline export function configOf(m: Micro): MicroConfig {
  return changetype<MicroConfig>(changetype<usize>(m) + CONFIG);
}

@inline export function stateOf(m: Micro): MicroState {
  return changetype<MicroState>(changetype<usize>(m) + STATE);
}

@inline export function partOf(m: Micro, part: u32): Roll {
  const at = changetype<usize>(m);
  return changetype<Roll>(at + <usize>load<u32>(at + PARTS + ((<usize>part) << 2)));
}

/** Size of a part's window. */
function windowOf(c: MicroConfig, part: u32): u32 {
  if (part <= Part.ScoreSquares) return c.scoreWindow;
  if (part <= Part.FlowTotal) return c.flowWindow;
  if (part == Part.Spread) return c.spreadWindow;
  if (part == Part.Roll) return c.rollWindow;
  if (part == Part.RollPairs) return c.rollWindow == 0 ? 0 : c.rollWindow - 1;
  if (part <= Part.Amihud) return c.kyleWindow;
  if (part == Part.Vpin) return c.vpinBuckets;
  if (part <= Part.VpinSquares) return c.vpinSigma > 0 ? 0 : c.vpinSigmaBars;
  if (part <= Part.ReturnSquares) return c.volatilityWindow;
  if (part == Part.Ranges) return c.atrWindow;
  if (part == Part.Mids) return c.momentumWindow == 0 ? 0 : c.momentumWindow + 1;
  if (part == Part.Realised) return c.realisedPending == 0 ? 0 : c.spreadWindow;
  return c.stuffingSpans;
}

/** Levels a side that are read. */
@inline export function depthOf(c: MicroConfig): u32 {
  return max(max(c.levels, c.ofiLevels), c.wallLevels);
}

/** Bytes of a state. */
export function sizeOf(c: MicroConfig): u32 {
  let size = <u32>WINDOWS;
  for (let part: u32 = 0; part < Part.Count; part++) size += rollBytes(windowOf(c, part));
  // Two places of levels, of both sides; flows of the last update and of the window.
  size += 4 * 16 * depthOf(c) + c.ofiLevels * (16 + rollBytes(c.ofiWindow));
  return size + SIZEOF_WAITING * c.realisedPending;
}

/** Lays the windows out. The state is zero. */
export function place(m: Micro): void {
  const c = configOf(m);
  const s = stateOf(m);
  const at = changetype<usize>(m);
  let next = <u32>WINDOWS;
  for (let part: u32 = 0; part < Part.Count; part++) {
    const size = windowOf(c, part);
    store<u32>(at + PARTS + ((<usize>part) << 2), next);
    changetype<Roll>(at + <usize>next).size = size;
    next += rollBytes(size);
  }
  s.levelsAt = next;
  s.levelBytes = 32 * depthOf(c);
  next += 2 * s.levelBytes;
  s.ofiAt = next;
  next += 16 * c.ofiLevels;
  s.ofiRollsAt = next;
  for (let k: u32 = 0; k < c.ofiLevels; k++) ofiRoll(m, k).size = c.ofiWindow;
  s.waitingAt = next + c.ofiLevels * rollBytes(c.ofiWindow);
  m.ofiAt = s.ofiAt;
}

/** Order-flow imbalances of level k in the window. */
@inline export function ofiRoll(m: Micro, k: u32): Roll {
  const s = stateOf(m);
  const bytes = rollBytes(configOf(m).ofiWindow);
  return changetype<Roll>(changetype<usize>(m) + <usize>s.ofiRollsAt + <usize>(k * bytes));
}
