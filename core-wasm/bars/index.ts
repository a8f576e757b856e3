// What the host and tests reach of bars. A builder makes the bars of one instrument by one rule
// from records in memory; it never allocates and holds no pointers.
import {
  BarFault,
  BarKind,
  BarOption,
  BarPolicy,
  BarRecordKind,
  BarSource,
  BarsConfig,
  BarFlag,
} from '../abi/bars';
import { HEADER_INSTRUMENT_ID, HEADER_KIND, HEADER_SIZE, RecordKind } from '../abi/records';
import { Status } from '../abi/status';
import { admit, isTimed, settle } from './admit';
import { putBar } from './bar';
import { isBoxed, takePointFigure, takeRenko } from './boxes';
import { takeCounted } from './counted';
import {
  BUILDER_CONFIG,
  Builder,
  DAY,
  LAYOUT,
  NEVER,
  Place,
  SIZEOF_BUILDER,
  Stage,
  baseOf,
  has,
} from './layout';
import { advance, isLongGap, takeTimed } from './timed';
import { invariant } from '../mem/control';

export { barsOfCandles } from './candles';
export { heikinAshi } from './heikin';

/** Bytes of a builder. */
export function barsSize(): u32 {
  return <u32>SIZEOF_BUILDER;
}

/** Which kinds a source can make, and which options a kind has. */
function isValid(c: BarsConfig): bool {
  const kind = c.kind;
  if (kind < BarKind.Time || kind > BarKind.PointFigure) return false;
  const isWide = kind == BarKind.Dollar || kind == BarKind.DollarImbalance;
  if (c.sizeHigh < 0 || (c.sizeHigh == 0 && c.size == 0)) return false;
  if (!isWide && (c.sizeHigh != 0 || c.size < 1)) return false;
  if (c.source > BarSource.Bars || c.late > BarPolicy.Include) return false;
  if (c.disorder > BarPolicy.Include || c.duplicates > BarPolicy.Include) return false;
  if (c.malformed > BarPolicy.Ignore || c.reversal < 1) return false;
  const isTime = kind <= BarKind.Month;
  if (c.sessionNs != 0 && (kind != BarKind.Time || c.size > DAY)) return false;
  if (c.sessionNs < 0 || c.sessionNs > DAY) return false;
  if (kind == BarKind.Month && c.size > 1200) return false;
  if (c.offsetsCount > 0 && (!isTime || (c.size > DAY && c.size % DAY != 0))) return false;
  if ((c.options & BarOption.Fill) != 0 && !isTime) return false;
  const isImbalance = kind >= BarKind.TickImbalance && kind <= BarKind.DollarImbalance;
  const counts = kind == BarKind.Volume || kind == BarKind.Dollar || isImbalance;
  if (counts && c.source == BarSource.Quotes) return false;
  if (isImbalance && c.source == BarSource.Bars) return false;
  const isSplit = (c.options & BarOption.Split) != 0;
  if (isSplit && (c.source != BarSource.Trades || !counts || isImbalance)) return false;
  if ((c.options & BarOption.Expected) == 0) return true;
  if (!isImbalance || c.countMin < 1 || c.countMax < c.countMin || c.size < 1) return false;
  return c.alphaCount > 0 && c.alphaCount <= 1 && c.alphaImbalance > 0 && c.alphaImbalance <= 1;
}

/** Makes a builder of the BarsConfig at `config` (`barsSize` bytes, 8-aligned). */
export function barsInit(at: usize, config: usize): i32 {
  const c = changetype<BarsConfig>(config);
  if (!isValid(c)) return Status.BadArgument;
  memory.fill(at, 0, SIZEOF_BUILDER);
  memory.copy(at + BUILDER_CONFIG, config, offsetof<BarsConfig>());
  const b = changetype<Builder>(at);
  const isTrades = c.source == BarSource.Trades;
  const isQuotes = c.source == BarSource.Quotes;
  b.wantedKind = isTrades ? RecordKind.Trade : isQuotes ? RecordKind.Bbo : BarRecordKind.Bar;
  b.layout = LAYOUT;
  b.closedEndNs = NEVER;
  b.lastEventNs = NEVER;
  b.lastInputEndNs = NEVER;
  b.maxId = -1;
  return Status.Ok;
}

function apply(b: Builder, p: usize): bool {
  if (isTimed(b)) return takeTimed(b, p);
  if (!isBoxed(b)) return takeCounted(b, p);
  return b.kind == BarKind.Renko ? takeRenko(b, p) : takePointFigure(b, p);
}

/** Takes the record at `p`. False: the call ends before it. */
function take(b: Builder, p: usize): bool {
  const known = b.knownNs;
  if (b.stage == Stage.None) {
    if (!admit(b, p)) return false;
    if (b.place == Place.Out) return true;
    b.taken = 0;
    b.stage = Stage.Admitted;
  }
  if (!apply(b, p)) {
    if (b.fault) {
      b.stage = Stage.None;
      b.knownNs = known;
    }
    return false;
  }
  b.stage = Stage.None;
  settle(b, p);
  return true;
}

/**
 * Takes the records [start, end) and writes the bars that close to [out, outEnd). Records of other
 * kinds and instruments are passed over. `BarsStats` says how far it came: Ok, OutputFull (call
 * again from the cursor), BadArgument (`fault` says what is wrong with the record at the cursor),
 * BadMessage: no records.
 */
export function barsRun(at: usize, start: usize, end: usize, out: usize, outEnd: usize): i32 {
  return barsRunMarked(at, start, end, out, outEnd, 0);
}

/**
 * Says where the table of offsets (BarOffset, as many as the configuration says) stands: before the
 * first call, and again where the state was moved.
 */
export function barsOffsets(at: usize, table: usize): void {
  changetype<Builder>(at).offsets = <u32>table;
}

/** As `barsRun`; notes the address (u32) of the record that closed each bar from `marks` on. */
export function barsRunMarked(
  at: usize,
  start: usize,
  end: usize,
  out: usize,
  outEnd: usize,
  marks: usize,
): i32 {
  const b = changetype<Builder>(at);
  invariant(b.offsetsCount == 0 || b.offsets != 0, Status.Invariant);
  b.mark = <u32>marks;
  b.out = <u32>out;
  b.outEnd = <u32>outEnd;
  b.fault = 0;
  let p = start;
  let status: i32 = Status.Ok;
  while (p < end) {
    const size = load<u32>(p, HEADER_SIZE);
    if (size < 64 || <usize>size > end - p) {
      status = Status.BadMessage;
      break;
    }
    b.at = <u32>p;
    const isOurs = load<u16>(p, HEADER_INSTRUMENT_ID) == b.instrumentId;
    if (isOurs && <u32>load<u8>(p, HEADER_KIND) == b.wantedKind && !take(b, p)) {
      status = b.fault ? Status.BadArgument : Status.OutputFull;
      break;
    }
    p += size;
  }
  b.cursor = <u32>p;
  return status;
}

/**
 * Takes the one record at `record`; as `barsRun`. OutputFull: the same record again, which goes on
 * where it stopped.
 */
export function barsUpdate(at: usize, record: usize, out: usize, outEnd: usize): i32 {
  return barsRun(at, record, record + load<u32>(record, HEADER_SIZE), out, outEnd);
}

/**
 * Says that the time at `now` (i64) has come: bars that ended by then close, and gaps fill.
 * Ok, OutputFull (call again), BadArgument (a gap too long to fill).
 */
export function barsTime(at: usize, now: usize, out: usize, outEnd: usize): i32 {
  const b = changetype<Builder>(at);
  b.mark = 0;
  b.out = <u32>out;
  b.outEnd = <u32>outEnd;
  b.fault = 0;
  if (!isTimed(b)) return Status.Ok;
  const ts = load<i64>(now);
  if (isLongGap(b, ts)) {
    b.fault = BarFault.LongGap;
    return Status.BadArgument;
  }
  b.knownNs = ts;
  return advance(b, ts) ? Status.Ok : Status.OutputFull;
}

/** Writes the forming bar (128 bytes) to `out`; 0: there is none. */
export function barsForming(at: usize, out: usize): u32 {
  const b = changetype<Builder>(at);
  if (!b.isForming) return 0;
  putBar(b, out, BarFlag.Forming, isTimed(b) ? b.endNs : b.lastEventNs, b.knownNs);
  return 1;
}
