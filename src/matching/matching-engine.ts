// A price-time matching engine for one instrument, in the memory of a core.
import { OrderInfoView } from '../abi/l3.ts';
import { MatchingConfigView, MatchingStateView } from '../abi/matching.ts';
import { RowView } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import { type Core, type CoreOptions, createCore } from '../core/core.ts';
import { badArgument, checkInteger, checkTime } from '../errors/arguments.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { statusError } from '../errors/status-error.ts';
import {
  type Cancellation,
  COMMAND_BYTES,
  type NewOrder,
  type OrderSide,
  type OwnerCancellation,
  type Replacement,
  writeCancel,
  writeReplace,
  writeSubmit,
} from './commands.ts';
import { type MatchingEvent, readMatchingEvents } from './events.ts';

export interface MatchingOptions {
  /** Step of prices, quanta. @default 1n */
  readonly tickSize?: bigint;
  /** Step of quantities, quanta. @default 1n */
  readonly lotSize?: bigint;
  /** Most open orders, waiting stops included: 1 to 2^23, about 200 bytes each. @default 65536 */
  readonly ordersMax?: number;
  /** Owners are 0 to ownersMax - 1; 1 to 65536. @default 1024 */
  readonly ownersMax?: number;
  /** log2 of the ticks around the market that are found in one step, 8 to 20. @default 14 */
  readonly windowBits?: number;
  /** Stands on every record; commands of another instrument are refused. @default 0 */
  readonly instrumentId?: number;
  /** End of the day of `day` orders, ns after midnight UTC. @default 0n */
  readonly dayEndNs?: bigint;
  /** Bytes of the output buffer of `run` and of the single commands. @default 65536 */
  readonly outputBytes?: number;
}

export interface DepthLevel {
  readonly price: bigint;
  /** What shows: of icebergs the part that is displayed. */
  readonly qty: bigint;
}

/** Where an order rests. */
export interface QueuePlace {
  readonly side: OrderSide;
  readonly price: bigint;
  /** What is left of it, hidden part included. */
  readonly leavesQty: bigint;
  readonly ordersAhead: number;
  /** What shows of them. */
  readonly qtyAhead: bigint;
  /** Orders at its price, this one included. */
  readonly levelOrders: number;
}

const INPUT_BYTES = 1 << 16;
const SCRATCH_BYTES = 256;
const I64_MAX = (1n << 63n) - 1n;

function step(value: bigint | undefined, name: string): bigint {
  const found = value ?? 1n;
  if (typeof found !== 'bigint' || found < 1n || found > 1n << 62n)
    throw badArgument(`${name} is out of range`, 'a bigint of 1 to 2^62 quanta', found);
  return found;
}

export class MatchingEngine {
  readonly core: Core;
  /** Address of the engine. */
  readonly address: number;
  /** Its head: live counters, read in place. */
  readonly state: MatchingStateView;
  readonly instrumentId: number;
  readonly #config: number;
  readonly #input: number;
  readonly #output: number;
  readonly #outputEnd: number;
  readonly #scratch: number;

  private constructor(core: Core, options: MatchingOptions) {
    const { exports } = core;
    const outputBytes = options.outputBytes ?? 1 << 16;
    checkInteger(outputBytes, 'outputBytes', 64, 1 << 30);
    this.core = core;
    this.instrumentId = options.instrumentId ?? 0;
    this.#config = core.alloc(MatchingConfigView.size, 'a matching configuration');
    this.#configure(options);
    const bytes = exports.matchSize(this.#config);
    if (bytes < 0)
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'ordersMax is out of range', {
        expected: 'orders that fit in 2 GiB, about 200 bytes each',
        found: `${options.ordersMax}`,
      });
    this.address = core.alloc(bytes, 'a matching engine');
    this.#input = core.alloc(INPUT_BYTES, 'matching commands');
    this.#output = core.alloc(outputBytes, 'matching output');
    this.#outputEnd = this.#output + outputBytes;
    this.#scratch = core.alloc(SCRATCH_BYTES, 'questions to a matching engine');
    this.state = new MatchingStateView(core.view, this.address);
    this.reset();
  }

  /**
   * An empty engine in `core`.
   * @throws OutcryError BAD_ARGUMENT; OUT_OF_MEMORY when the core has no room for it
   */
  static create(core: Core, options: MatchingOptions = {}): MatchingEngine {
    return new MatchingEngine(core, options);
  }

  #configure(options: MatchingOptions): void {
    const config = new MatchingConfigView(this.core.view, this.#config);
    const { ordersMax = 65_536, ownersMax = 1024, windowBits = 14, dayEndNs = 0n } = options;
    checkInteger(ordersMax, 'ordersMax', 1, 1 << 23);
    checkInteger(ownersMax, 'ownersMax', 1, 65_536);
    checkInteger(windowBits, 'windowBits', 8, 20);
    checkInteger(this.instrumentId, 'instrumentId', 0, 65_535);
    if (typeof dayEndNs !== 'bigint' || dayEndNs < 0n || dayEndNs >= 86_400_000_000_000n)
      throw badArgument('dayEndNs is out of range', 'a bigint of 0 to 86,400 s - 1 ns', dayEndNs);
    config.tickSize = step(options.tickSize, 'tickSize');
    config.lotSize = step(options.lotSize, 'lotSize');
    config.dayEndNs = dayEndNs;
    config.ordersMax = ordersMax;
    config.ownersMax = ownersMax;
    config.windowBits = windowBits;
    config.instrumentId = this.instrumentId;
  }

  /** Empties the engine: orders, positions, time and last price. */
  reset(): void {
    this.core.check(this.core.exports.matchInit(this.address, this.#config));
  }

  /** @throws OutcryError BAD_ARGUMENT for what is no order at all; the rest is answered */
  submit(order: NewOrder): MatchingEvent[] {
    return this.#one(writeSubmit(this.core.view, this.#input, order, this.instrumentId));
  }

  cancel(cancellation: Cancellation): MatchingEvent[] {
    return this.#one(writeCancel(this.core.view, this.#input, cancellation, this.instrumentId));
  }

  /** Cancels all orders of an owner. Cost: a look at every open order. */
  cancelAll(what: OwnerCancellation = {}): MatchingEvent[] {
    const { ownerId = 0, timeNs = 0n } = what;
    const all = { ownerId, timeNs };
    return this.#one(writeCancel(this.core.view, this.#input, all, this.instrumentId));
  }

  /**
   * Changes price and total quantity. The order keeps its place where the price stays and the
   * quantity does not grow; otherwise it comes anew, and may trade.
   */
  replace(replacement: Replacement): MatchingEvent[] {
    return this.#one(writeReplace(this.core.view, this.#input, replacement, this.instrumentId));
  }

  /** Moves the time on without a command: orders whose time is over end. */
  advance(timeNs: bigint): MatchingEvent[] {
    checkTime(timeNs, 'timeNs');
    const { core } = this;
    const events: MatchingEvent[] = [];
    core.view.setBigInt64(this.#scratch, timeNs, true);
    for (;;) {
      const status = core.exports.matchAdvance(
        this.address,
        this.#scratch,
        this.#output,
        this.#outputEnd,
      );
      this.#read(events);
      if (core.check(status) === Status.Ok) return events;
    }
  }

  #one(bytes: number): MatchingEvent[] {
    const events: MatchingEvent[] = [];
    const end = this.#input + bytes;
    let at = this.#input;
    for (;;) {
      const status = this.runAt(at, end, this.#output, this.#outputEnd);
      this.#read(events);
      at += this.state.consumed;
      if (this.core.check(status) === Status.Ok) return events;
    }
  }

  #read(events: MatchingEvent[]): void {
    const end = this.#output + this.state.written;
    events.push(...readMatchingEvents(this.core.view, this.#output, end));
  }

  /**
   * Carries out command records (layout: core-wasm/schema/orders.fbs) and returns the records that
   * come of them, in order. Cost: two copies besides the work.
   * @throws OutcryError UNKNOWN_KIND, BAD_ARGUMENT, TOO_LARGE with the offset of what is no
   * command; those before it were carried out
   */
  run(commands: Uint8Array): Uint8Array {
    const parts: Uint8Array[] = [];
    let total = 0;
    let at = 0;
    for (;;) {
      const chunk = commands.subarray(at, at + INPUT_BYTES);
      this.core.bytes.set(chunk, this.#input);
      const end = this.#input + chunk.length;
      const status = this.runAt(this.#input, end, this.#output, this.#outputEnd);
      const { consumed, written } = this.state;
      parts.push(this.core.bytes.slice(this.#output, this.#output + written));
      total += written;
      at += consumed;
      const isCut = status === Status.TooLarge && consumed > chunk.length - COMMAND_BYTES;
      if (status < 0 && !(isCut && at + chunk.length - consumed < commands.length))
        throw statusError(status, { where: 'commands', offset: at });
      if (status === Status.Ok && at >= commands.length) return joined(parts, total);
    }
  }

  /**
   * As `run`, on addresses in the core's memory and without copies: returns Ok, OutputFull, or a
   * status < 0, and `state.consumed` and `state.written` say how far it came. After OutputFull
   * call it again with the commands that were not consumed and with new room.
   */
  runAt(start: number, end: number, out: number, outEnd: number): number {
    return this.core.exports.matchRun(this.address, start, end, out, outEnd);
  }

  get orderCount(): number {
    return this.state.orderCount;
  }

  /** Price of the last trade. */
  get lastPrice(): bigint | undefined {
    const { lastPrice } = this.state;
    return lastPrice === 0n ? undefined : lastPrice;
  }

  get bestBid(): bigint | undefined {
    const { bestBid, tickSize } = this.state;
    return bestBid === -I64_MAX - 1n ? undefined : bestBid * tickSize;
  }

  get bestAsk(): bigint | undefined {
    const { bestAsk, tickSize } = this.state;
    return bestAsk === I64_MAX ? undefined : bestAsk * tickSize;
  }

  /** The best levels of a side, best first. Allocates: not for every event. */
  depth(side: OrderSide, most = 10): DepthLevel[] {
    checkInteger(most, 'most', 1, INPUT_BYTES / RowView.size);
    const code = side === 'buy' ? 0 : 1;
    const count = this.core.exports.matchDepth(this.address, code, most, this.#input);
    const row = new RowView(this.core.view, this.#input);
    const levels: DepthLevel[] = [];
    for (let i = 0; i < count; i++, row.offset += RowView.size)
      levels.push({ price: row.price, qty: row.qty });
    return levels;
  }

  /** Where an order rests; undefined for stops that wait and for ids that are not open. */
  order(orderId: bigint): QueuePlace | undefined {
    const info = new OrderInfoView(this.core.view, this.#scratch);
    info.orderId = orderId;
    if (this.core.exports.matchOrderInfo(this.address, this.#scratch) < 0) return undefined;
    return {
      side: info.side === 0 ? 'buy' : 'sell',
      price: info.price,
      leavesQty: info.qty,
      ordersAhead: info.ordersAhead,
      qtyAhead: info.qtyAhead,
      levelOrders: info.levelOrders,
    };
  }

  /** Net position of an owner from the trades in this engine, quanta; negative: short. */
  position(ownerId: number): bigint {
    checkInteger(ownerId, 'ownerId', 0, this.state.ownersMax - 1);
    const { exports, view } = this.core;
    this.core.check(exports.matchPosition(this.address, ownerId, this.#scratch));
    return view.getBigInt64(this.#scratch, true);
  }

  /** Sets the position that an owner begins with: what reduce-only orders may close. */
  setPosition(ownerId: number, position: bigint): void {
    checkInteger(ownerId, 'ownerId', 0, this.state.ownersMax - 1);
    if (typeof position !== 'bigint' || position > I64_MAX || position < -I64_MAX)
      throw badArgument('position is out of range', 'a bigint of 64 bits', position);
    this.core.view.setBigInt64(this.#scratch, position, true);
    this.core.check(this.core.exports.matchSetPosition(this.address, ownerId, this.#scratch));
  }

  /**
   * Verifies every invariant of the engine. For tests. Cost: its whole memory.
   * @throws OutcryError INVARIANT with the number of the one that is broken
   */
  verify(): void {
    const fault = this.core.exports.matchCheck(this.address);
    if (fault !== 0)
      throw new OutcryError('INVARIANT', 'internal', `invariant ${fault} of matching is broken`);
  }
}

function joined(parts: readonly Uint8Array[], total: number): Uint8Array {
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * An empty matching engine in a core of its own.
 * @throws OutcryError BAD_ARGUMENT, OUT_OF_MEMORY
 */
export async function createMatchingEngine(
  options: MatchingOptions & CoreOptions = {},
): Promise<MatchingEngine> {
  return MatchingEngine.create(await createCore(options), options);
}
