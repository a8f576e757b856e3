// The core's memory as bar builders use it: one block of records that come in, one of bars that
// come out, shared by all builders; a small block of its own for each.
import { BarOffsetView, BarsConfigView, BarsStatsView, BarView } from '../abi/bars.ts';
import { Status } from '../abi/status.ts';
import type { Core } from '../core/core.ts';
import { faultError } from './faults.ts';
import { type BarOptions, type Scales, writeBarsConfig } from './options.ts';
import type { BarSpec } from './spec.ts';
import type { ZoneOffset } from './zone.ts';

/** Records that are copied in, and bars out, at a time. */
export const CHUNK = 1024;
const MINUTE = 60_000_000_000n;
const HEIKIN_ASHI_BYTES = 64;

export class BarHost {
  readonly core: Core;
  /** Place of CHUNK records of up to 128 bytes. */
  readonly records: number;
  /** Place of CHUNK bars. */
  readonly out: number;
  readonly outEnd: number;
  /** Place of what closed each of them. */
  readonly marks: number;
  /** Place of a single bar, and of four doubles behind it. */
  readonly single: number;
  readonly slotBytes: number;
  readonly #config: number;
  readonly #free: number[] = [];
  /** Tables of offsets by their bytes. */
  readonly #tables = new Map<string, number>();

  constructor(core: Core) {
    this.core = core;
    const bytes = CHUNK * BarView.size;
    this.records = core.alloc(bytes, 'records of bars');
    this.out = core.alloc(bytes, 'bars');
    this.outEnd = this.out + bytes;
    this.marks = core.alloc(4 * CHUNK, 'what closed bars');
    this.single = core.alloc(2 * BarView.size, 'a bar');
    this.#config = core.alloc(BarsConfigView.size, 'a bar configuration');
    this.slotBytes = (core.exports.barsSize() >>> 0) + HEIKIN_ASHI_BYTES;
  }

  /** `slotBytes` zeroed bytes; `release` gives them back. */
  claimPlace(): number {
    const { core, slotBytes } = this;
    const at = this.#free.pop() ?? core.alloc(slotBytes, 'a bar builder');
    core.bytes.fill(0, at, at + slotBytes);
    return at;
  }

  /** A builder; `release` gives it back. */
  claim(spec: BarSpec, scales: Scales, options: BarOptions): Slot {
    const { core } = this;
    core.bytes.fill(0, this.#config, this.#config + BarsConfigView.size);
    const config = new BarsConfigView(core.view, this.#config);
    writeBarsConfig(config, spec, scales, options);
    const { offsets } = options;
    const table = offsets === undefined ? 0 : this.#tableOf(offsets);
    config.offsetsCount = offsets?.length ?? 0;
    config.offsetsSum = this.#sumOf(table, config.offsetsCount);
    const at = this.claimPlace();
    core.check(core.exports.barsInit(at, this.#config), spec.text);
    return new Slot(this, at, spec, table);
  }

  /** Where the table stands: once, however many builders use it. */
  #tableOf(offsets: readonly ZoneOffset[]): number {
    const key = offsets.map(({ fromNs, minutes }) => `${fromNs} ${minutes}`).join();
    const known = this.#tables.get(key);
    if (known !== undefined) return known;
    const { view } = this.core;
    const table = this.core.alloc(offsets.length * BarOffsetView.size, 'offsets from UTC');
    for (const [k, { fromNs, minutes }] of offsets.entries()) {
      const entry = new BarOffsetView(view, table + k * BarOffsetView.size);
      entry.fromNs = fromNs;
      entry.offsetNs = BigInt(minutes) * MINUTE;
    }
    this.#tables.set(key, table);
    return table;
  }

  /** A sum of a table's bytes (FNV-1a), in its order. */
  #sumOf(table: number, count: number): number {
    let sum = 0x811c9dc5;
    for (const byte of this.core.bytes.subarray(table, table + count * BarOffsetView.size))
      sum = Math.imul(sum ^ byte, 0x01000193);
    return count === 0 ? 0 : sum >>> 0;
  }

  release(at: number): void {
    this.#free.push(at);
  }
}

/** A builder by address, and its calls until they are done. */
export class Slot {
  readonly host: BarHost;
  readonly at: number;
  readonly heikinAshi: number;
  readonly stats: BarsStatsView;
  readonly #where: string;
  readonly #table: number;

  constructor(host: BarHost, at: number, spec: BarSpec, table: number) {
    this.#table = table;
    this.host = host;
    this.at = at;
    this.heikinAshi = at + host.slotBytes - HEIKIN_ASHI_BYTES;
    this.stats = new BarsStatsView(host.core.view, at);
    this.#where = spec.text;
  }

  /** Copies the state to `place`, `slotBytes` bytes of the core. */
  keep(place: number): void {
    const { core, slotBytes } = this.host;
    core.bytes.copyWithin(place, this.at, this.at + slotBytes);
  }

  /** Goes back to the state that was kept. */
  goBack(place: number): void {
    const { core, slotBytes } = this.host;
    core.bytes.copyWithin(this.at, place, place + slotBytes);
  }

  /** Ends a call: hands the bars on. True: the call is to be made again. */
  #finish(status: number, where: string, onBars: (start: number, end: number) => void): boolean {
    const { host, stats } = this;
    const end = stats.out;
    if (end > host.out) onBars(host.out, end);
    if (status === Status.OutputFull) return true;
    if (status >= 0) return false;
    const time = host.core.view.getBigInt64(stats.cursor + 8, true);
    throw faultError(stats.fault, `${this.#where}, ${where}`, `received at ${time}`);
  }

  /**
   * Takes the records [start, end); `onBars` gets what closed, piece by piece, and `closedBy` the
   * address of the record that closed each of them.
   */
  run(
    start: number,
    end: number,
    onBars: (start: number, end: number) => void,
    closedBy?: number[],
  ): void {
    const { host, stats } = this;
    const { exports, view } = host.core;
    const { marks, out, outEnd } = host;
    // A state that was restored comes from where the table may stand elsewhere.
    if (this.#table !== 0) exports.barsOffsets(this.at, this.#table);
    let from = start;
    for (;;) {
      const status = exports.barsRunMarked(this.at, from, end, out, outEnd, marks);
      from = stats.cursor;
      const count = closedBy === undefined ? 0 : (stats.out - out) / BarView.size;
      for (let k = 0; k < count; k++) closedBy?.push(view.getUint32(marks + 4 * k, true));
      if (!this.#finish(status, `event ${stats.events}`, onBars)) return;
    }
  }

  /** Says that a time has come. */
  time(nowNs: bigint, onBars: (start: number, end: number) => void): void {
    const { host } = this;
    const { exports, view } = host.core;
    view.setBigInt64(host.single, nowNs, true);
    if (this.#table !== 0) exports.barsOffsets(this.at, this.#table);
    // What a refusal reads as its record.
    this.stats.cursor = host.single;
    view.setBigInt64(host.single + 8, nowNs, true);
    for (;;) {
      const status = exports.barsTime(this.at, host.single, host.out, host.outEnd);
      if (!this.#finish(status, 'at a time', onBars)) return;
    }
  }
}
