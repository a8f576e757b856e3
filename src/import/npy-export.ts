// Writes records of one instrument as an hftbacktest tape. Memory is bounded by the reorder window.

import { RecordKind } from '../abi/records.ts';
import type { Core } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { ORDER_FLAGS } from './hft-rows.ts';
import { Int64 } from './int64.ts';
import { encodeNpyHeader } from './npy-header.ts';
import { RowOrder, RowOutput } from './npy-order.ts';
import { NpyRows } from './npy-rows.ts';
import type { RecordSource } from './record-source.ts';

export interface NpyExportOptions {
  readonly core: Core;
  /** Opens the records from their start; called once or twice. */
  open(): Promise<RecordSource>;
  /** Which instrument to write. @default the only one; several are refused */
  readonly instrumentId?: number;
  /**
   * Shifts all receive times by one amount, so that the smallest feed latency is this many ns.
   * hftbacktest demands latencies above 0. @default receive times as they are
   */
  readonly minLatencyNs?: bigint;
  /** How far exchange times may lie out of order, in receive time, ns. @default 10 s */
  readonly reorderWindowNs?: bigint;
  /** Rows that wait for their place at most, 64 bytes each. @default 2^20 */
  readonly reorderRows?: number;
}

export interface NpyExportReport {
  readonly records: number;
  readonly rows: number;
  /** Rows that stand twice, since exchange and receive order disagree about them. */
  readonly duplicatedRows: number;
  /**
   * Records that such a tape has no row for: status changes, depth without levels, reductions of
   * orders from before the recording.
   */
  readonly skippedRecords: number;
  /** Records without an exchange time: they were given the latest one seen before. */
  readonly filledExchangeTimes: number;
  /** Smallest receive time minus exchange time, before any shift. */
  readonly minLatencyNs: bigint | undefined;
  readonly recvShiftNs: bigint;
}

/** A file being written; OutputFile of fs/node-files.ts is one. */
export interface NpyFile {
  append(bytes: Uint8Array): Promise<void>;
  overwrite(offset: number, bytes: Uint8Array): Promise<void>;
}

/** A member of a zip being written; see createZip of fs/node-zip.ts. */
export interface NpzFile {
  /** @param bytes how many will be written in all */
  begin(bytes: number): void;
  write(bytes: Uint8Array): Promise<void>;
}

/**
 * Writes a .npy tape to an empty file. When reading or writing fails, what was written until
 * then is a valid tape, and the error is thrown.
 */
export async function writeNpy(file: NpyFile, options: NpyExportOptions): Promise<NpyExportReport> {
  const shift = await shiftOf(options);
  await file.append(encodeNpyHeader(0));
  let rows = 0;
  try {
    return await pass(options, shift, async (bytes) => {
      await file.append(bytes);
      rows += bytes.length / 64;
    });
  } finally {
    await file.overwrite(0, encodeNpyHeader(rows));
  }
}

/** Writes a .npz tape (member data.npy). Reads the records twice: the header has the count. */
export async function writeNpz(file: NpzFile, options: NpyExportOptions): Promise<NpyExportReport> {
  const counted = await pass(options, 0n, async () => {});
  const header = encodeNpyHeader(counted.rows);
  file.begin(header.length + counted.rows * 64);
  await file.write(header);
  const report = await pass(options, shiftFrom(counted, options), (bytes) => file.write(bytes));
  if (report.rows !== counted.rows)
    throw new OutcryError('SOURCE_CHANGED', 'input', 'the source changed while it was read', {
      expected: `${counted.rows} rows`,
      found: `${report.rows}`,
    });
  return report;
}

async function shiftOf(options: NpyExportOptions): Promise<bigint> {
  if (options.minLatencyNs === undefined) return 0n;
  return shiftFrom(await pass(options, 0n, async () => {}), options);
}

function shiftFrom(report: NpyExportReport, options: NpyExportOptions): bigint {
  if (options.minLatencyNs === undefined || report.minLatencyNs === undefined) return 0n;
  return options.minLatencyNs - report.minLatencyNs;
}

/** One way through the records. */
async function pass(
  options: NpyExportOptions,
  recvShiftNs: bigint,
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<NpyExportReport> {
  const output = new RowOutput();
  const exporter = new Exporter(options, recvShiftNs, output);
  const source = await options.open();
  let rows = 0;
  const flush = async () => {
    if (output.length === 0) return;
    await write(output.bytes.subarray(0, output.length));
    rows += output.length / 64;
    output.length = 0;
  };
  try {
    for (let batch = await source.next(); batch !== undefined; batch = await source.next()) {
      exporter.take(batch.start, batch.end);
      await flush();
    }
  } catch (failure) {
    // Records before the fault are complete: their rows are written too.
    exporter.finish();
    await flush();
    throw failure;
  } finally {
    await source.close();
  }
  exporter.finish();
  await flush();
  return { ...exporter.report(), rows, recvShiftNs };
}

class Exporter {
  readonly #core: Core;
  readonly #words: Int32Array;
  readonly #rows: NpyRows;
  readonly #order: RowOrder;
  readonly #shiftNs: bigint;
  readonly #times = new Int32Array(4);
  readonly #recv = new Int64();
  readonly #exchange = new Int64();
  readonly #latestExchange = new Int64();
  readonly #chosen: number | undefined;
  #instrumentId: number | undefined;
  #records = 0;
  #skipped = 0;
  #filled = 0;
  #minLatencyNs: bigint | undefined;

  constructor(options: NpyExportOptions, recvShiftNs: bigint, output: RowOutput) {
    this.#core = options.core;
    this.#words = new Int32Array(options.core.memory.buffer);
    this.#rows = new NpyRows(options.core);
    this.#order = new RowOrder(
      {
        windowNs: options.reorderWindowNs ?? 10_000_000_000n,
        rows: options.reorderRows ?? 1 << 20,
      },
      output,
    );
    this.#shiftNs = recvShiftNs;
    this.#chosen = options.instrumentId;
    this.#instrumentId = options.instrumentId;
  }

  take(start: number, end: number): void {
    const view = this.#core.view;
    for (let at = start; at < end; at += view.getUint32(at, true)) {
      const id = view.getUint16(at + 6, true);
      const isDefinition = view.getUint8(at + 4) === RecordKind.Definition;
      if (this.#instrumentId === undefined) this.#instrumentId = id;
      if (id !== this.#instrumentId) {
        if (this.#chosen !== undefined || isDefinition) continue;
        throw new OutcryError('AMBIGUOUS_SYMBOL', 'usage', 'the source has several instruments', {
          expected: 'one, as an hftbacktest tape has no names',
          hint: 'choose one with --symbol',
        });
      }
      if (isDefinition) this.#rows.define(at);
      else this.#record(at);
    }
  }

  #record(at: number): void {
    const rows = this.#rows.rowsOf(at);
    if (rows === 0) {
      this.#skipped++;
      return;
    }
    this.#records++;
    const flags = this.#words[(at >>> 2) + 1] as number;
    const isFixed = this.#rows.isFinal || ((flags >>> 8) & ORDER_FLAGS) !== ORDER_FLAGS;
    this.#readTimes(at, isFixed);
    const times = this.#times;
    times[0] = this.#recv.lo;
    times[1] = this.#recv.hi;
    times[2] = this.#exchange.lo;
    times[3] = this.#exchange.hi;
    const row = this.#order.reserve(rows);
    this.#rows.write(at, this.#order, row, times);
    this.#order.add(row, rows, this.#recv, this.#exchange, isFixed);
  }

  #readTimes(at: number, isFixed: boolean): void {
    const view = this.#core.view;
    const recvTs = view.getBigInt64(at + 8, true);
    const exchangeTs = view.getBigInt64(at + 16, true);
    this.#recv.setBigInt(recvTs + this.#shiftNs);
    this.#exchange.setBigInt(exchangeTs);
    if (isFixed) return;
    if (exchangeTs === 0n) {
      // The venue gave none: at the exchange it happened after what we know to be before it.
      this.#filled++;
      if (this.#latestExchange.isZero) this.#exchange.copy(this.#recv);
      else this.#exchange.copy(this.#latestExchange);
      return;
    }
    if (this.#latestExchange.isLess(this.#exchange)) this.#latestExchange.copy(this.#exchange);
    const latency = recvTs - exchangeTs;
    if (this.#minLatencyNs === undefined || latency < this.#minLatencyNs)
      this.#minLatencyNs = latency;
  }

  finish(): void {
    this.#order.finish();
  }

  report(): Omit<NpyExportReport, 'rows' | 'recvShiftNs'> {
    return {
      records: this.#records,
      duplicatedRows: this.#order.duplicatedRows,
      skippedRecords: this.#skipped,
      filledExchangeTimes: this.#filled,
      minLatencyNs: this.#minLatencyNs,
    };
  }
}
