// Makes the benchmark inputs of one market from its recording: rows, depth frames, events and
// hftbacktest's npy. Usage: node bench/inputs/make-inputs.ts MARKET FOLDER FILES...
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import {
  EVENT_BYTES,
  HEADER_BYTES,
  type InputHeader,
  ROW_ASK,
  ROW_BYTES,
  ROW_FRAME_END,
  writeHeader,
} from './format.ts';
import { encodeNpy, type NpyRow } from './npy.ts';
import { type Message, readRecording } from './recording.ts';

/** Bumped when a layout or rule changes: older caches are made anew. */
export const INPUT_VERSION = 5;
/** `generated` needs no recording: the package makes its own USD-M market. */
export const MARKETS = ['usdm', 'spot', 'coinm', 'generated'] as const;
export type Market = (typeof MARKETS)[number];

type Depth = Extract<Message, { kind: 'depth' | 'snapshot' }>;

interface Scales {
  readonly priceScale: number;
  readonly qtyScale: number;
  /** In quanta: the step that at least 99.9 % of the prices lie on. */
  readonly tickSize: number;
  readonly lotSize: number;
}

/** Decimals that carry a digit: `61800.20` has 1. */
function decimals(text: string): number {
  const dot = text.indexOf('.');
  return dot < 0 ? 0 : text.replace(/0+$/, '').length - dot - 1;
}

function stepOf(texts: Iterable<string>): { scale: number; step: number } {
  const counts: number[] = [];
  let total = 0;
  for (const text of texts) {
    const places = decimals(text);
    counts[places] = (counts[places] ?? 0) + 1;
    total++;
  }
  const scale = Math.max(0, counts.length - 1);
  let usual = 0;
  for (let sum = counts[0] ?? 0; sum < total * 0.999 && usual < scale; )
    sum += counts[++usual] ?? 0;
  return { scale, step: 10 ** (scale - usual) };
}

/** Quanta of decimal text at `scale`; exact below 2^53, refused above. */
function quanta(text: string, scale: number): number {
  const dot = text.indexOf('.');
  const whole = dot < 0 ? text : text.slice(0, dot);
  const fraction = dot < 0 ? '' : text.slice(dot + 1);
  const value = Number(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  if (!Number.isSafeInteger(value)) throw new Error(`bench input: '${text}' is out of range`);
  return value;
}

/** Snapshot and the depth messages that apply to it by the venue's rule. */
export function sequence(messages: readonly Message[], futures: boolean): Depth[] {
  const depths = messages.filter((m): m is Depth => m.kind === 'depth');
  const snapshot = messages.find((m): m is Depth => m.kind === 'snapshot');
  if (snapshot === undefined) throw new Error('bench input: the recording has no snapshot');
  const id = snapshot.lastId;
  const rest = depths.filter((m) => (futures ? m.lastId >= id : m.lastId > id));
  let last: number | undefined;
  for (const m of rest) {
    const chained =
      last === undefined
        ? m.firstId <= id + 1
        : futures
          ? m.prevId === last
          : m.firstId === last + 1;
    if (!chained) throw new Error(`bench input: gap in the update ids before ${m.lastId}`);
    last = m.lastId;
  }
  return [snapshot, ...rest];
}

function scalesOf(messages: readonly Message[]): Scales {
  const all = messages.flatMap((m) => (m.kind === 'trade' ? [m.level] : [...m.bids, ...m.asks]));
  const price = stepOf(all.map((l) => l.price));
  const qty = stepOf(all.map((l) => l.qty));
  return { priceScale: price.scale, qtyScale: qty.scale, tickSize: price.step, lotSize: qty.step };
}

function encodeRows(book: readonly Depth[], scales: Scales): Uint8Array {
  const count = book.reduce((sum, m) => sum + m.bids.length + m.asks.length, 0);
  const first = book[0];
  const snapshotRows = first === undefined ? 0 : first.bids.length + first.asks.length;
  const frames = book.filter((m) => m.bids.length + m.asks.length > 0).length;
  const bytes = new Uint8Array(HEADER_BYTES + count * ROW_BYTES);
  const view = new DataView(bytes.buffer);
  writeHeader(view, 'OCROWS01', { ...scales, count, snapshotRows, frames });
  let at = HEADER_BYTES;
  for (const m of book) {
    const rows = [...m.bids, ...m.asks];
    rows.forEach((row, i) => {
      const end = i === rows.length - 1 ? ROW_FRAME_END : 0;
      view.setBigInt64(at, BigInt(quanta(row.price, scales.priceScale)), true);
      view.setBigInt64(at + 8, BigInt(quanta(row.qty, scales.qtyScale)), true);
      view.setUint32(at + 16, (i >= m.bids.length ? ROW_ASK : 0) | end, true);
      at += ROW_BYTES;
    });
  }
  return bytes;
}

function encodeFrames(book: readonly Depth[], scales: Scales): Uint8Array {
  const texts = book.slice(1).map((m) => new TextEncoder().encode(m.text));
  const size = texts.reduce((sum, t) => sum + 4 + t.length, HEADER_BYTES);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  const header: InputHeader = {
    ...scales,
    count: texts.length,
    snapshotRows: 0,
    frames: texts.length,
  };
  writeHeader(view, 'OCFRAM01', header);
  let at = HEADER_BYTES;
  for (const text of texts) {
    view.setUint32(at, text.length, true);
    bytes.set(text, at + 4);
    at += 4 + text.length;
  }
  return bytes;
}

interface Event {
  readonly recv: bigint;
  readonly exch: bigint;
  readonly price: number;
  readonly qty: number;
  readonly kind: number;
  readonly side: number;
}

function* eventsOf(m: Message, scales: Scales): Generator<Event> {
  const base = { recv: m.recvNs, exch: m.exchNs };
  const values = (l: { price: string; qty: string }): { price: number; qty: number } => ({
    price: quanta(l.price, scales.priceScale),
    qty: quanta(l.qty, scales.qtyScale),
  });
  if (m.kind === 'trade') {
    yield { ...base, ...values(m.level), kind: 2, side: m.buy ? 1 : 2 };
    return;
  }
  const kind = m.kind === 'depth' ? 1 : 4;
  for (const l of m.bids) yield { ...base, ...values(l), kind, side: 1 };
  for (const l of m.asks) yield { ...base, ...values(l), kind, side: 2 };
}

function encodeEvents(messages: readonly Message[], scales: Scales): Uint8Array {
  const events = messages.flatMap((m) => [...eventsOf(m, scales)]);
  const bytes = new Uint8Array(HEADER_BYTES + events.length * EVENT_BYTES);
  const view = new DataView(bytes.buffer);
  writeHeader(view, 'OCEVNT01', {
    ...scales,
    count: events.length,
    snapshotRows: 0,
    frames: messages.length,
  });
  events.forEach((e, i) => {
    const at = HEADER_BYTES + i * EVENT_BYTES;
    view.setBigInt64(at, e.recv, true);
    view.setBigInt64(at + 8, e.exch, true);
    view.setBigInt64(at + 16, BigInt(e.price), true);
    view.setBigInt64(at + 24, BigInt(e.qty), true);
    view.setUint8(at + 32, e.kind);
    view.setUint8(at + 33, e.side);
  });
  return bytes;
}

/**
 * Rows for the pure replay: snapshot, the depth messages that follow it and their trades, receive
 * times moved by one constant so that the smallest feed latency is 1 ms (the recorder's clock was
 * behind the exchange's).
 */
function npyRows(messages: readonly Message[], book: readonly Depth[], scales: Scales): NpyRow[] {
  const [snapshot, first] = book;
  if (snapshot === undefined || first === undefined)
    throw new Error('bench input: the recording has no depth after its snapshot');
  const applied = new Set<Message>(book.slice(1));
  const kept = messages.filter(
    (m) => applied.has(m) || (m.kind === 'trade' && m.recvNs >= first.recvNs),
  );
  let exchMin = first.exchNs;
  let latencyMin = first.recvNs - first.exchNs;
  for (const m of kept) {
    if (m.exchNs < exchMin) exchMin = m.exchNs;
    if (m.recvNs - m.exchNs < latencyMin) latencyMin = m.recvNs - m.exchNs;
  }
  const shift = 1_000_000n - latencyMin;
  const start: Message = { ...snapshot, recvNs: first.recvNs, exchNs: exchMin };
  const rows: NpyRow[] = [];
  for (const m of [start, ...kept])
    for (const e of eventsOf(m, scales))
      rows.push({
        kind: e.kind,
        side: e.side,
        exchTs: e.exch,
        localTs: e.recv + shift,
        price: e.price / 10 ** scales.priceScale,
        qty: e.qty / 10 ** scales.qtyScale,
      });
  return rows;
}

/** Writes all inputs of a market into `folder`; returns what meta.json holds. */
export async function makeInputs(
  market: Market,
  folder: string,
  files: readonly string[],
): Promise<Record<string, unknown>> {
  const messages: Message[] = [];
  for await (const message of readRecording(files)) messages.push(message);
  const scales = scalesOf(messages);
  const book = sequence(messages, market !== 'spot');
  mkdirSync(folder, { recursive: true });
  const rows = encodeRows(book, scales);
  const events = encodeEvents(messages, scales);
  const npy = encodeNpy(npyRows(messages, book, scales));
  writeFileSync(join(folder, 'rows.bin'), rows);
  writeFileSync(join(folder, 'frames.bin'), encodeFrames(book, scales));
  writeFileSync(join(folder, 'events.bin'), events);
  writeFileSync(join(folder, 'tape.npy'), npy.bytes);
  const lines = messages.map((m) => `${m.recvNs} ${m.text}\n`).join('');
  writeFileSync(join(folder, 'depth-trade.jsonl.gz'), gzipSync(lines));
  const meta = {
    version: INPUT_VERSION,
    market,
    files,
    ...scales,
    rows: (rows.length - HEADER_BYTES) / ROW_BYTES,
    depthFrames: book.length - 1,
    events: (events.length - HEADER_BYTES) / EVENT_BYTES,
    npyRows: npy.count,
    npySourceRows: npy.sourceRows,
  };
  writeFileSync(join(folder, 'meta.json'), `${JSON.stringify(meta, null, 2)}\n`);
  return meta;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [market, folder, ...files] = process.argv.slice(2);
  const known = MARKETS.find((name) => name === market);
  if (known === undefined || folder === undefined || files.length === 0) {
    console.error(`usage: make-inputs.ts ${MARKETS.join('|')} FOLDER FILES...`);
    process.exit(2);
  }
  console.log(JSON.stringify(await makeInputs(known, folder, files), null, 2));
}
