// Records of a source as plain objects, and byte sources over memory, for tests of importers.
import {
  BboView,
  DefinitionView,
  DepthView,
  HeaderView,
  MarketEventView,
  OrderEventView,
  RecordKind,
  TradeView,
} from '../abi/records.ts';
import type { Core } from '../core/core.ts';
import type { ByteSource } from '../fs/types.ts';
import { readDefinition } from '../model/instrument.ts';

export type PlainRecord = Readonly<Record<string, unknown>> & { readonly kind: number };

/** What `collectRecords` needs of a source. */
interface Batches {
  next(): Promise<{ readonly start: number; readonly end: number } | undefined>;
}

/** Everything that a source gives, and the error it ends with, if any. */
export async function collectRecords(
  source: Batches,
  core: Core,
): Promise<{ readonly records: PlainRecord[]; readonly error: unknown }> {
  const records: PlainRecord[] = [];
  try {
    for (let batch = await source.next(); batch !== undefined; batch = await source.next())
      records.push(...plainRecords(core.view, batch.start, batch.end));
  } catch (error) {
    return { records, error };
  }
  return { records, error: undefined };
}

/** The records in [start, end). */
export function plainRecords(view: DataView, start: number, end: number): PlainRecord[] {
  const records: PlainRecord[] = [];
  const header = new HeaderView(view);
  for (let at = start; at < end; at += header.size) {
    header.offset = at;
    if (header.size < 64 || header.size % 16 !== 0) throw new Error(`bad size ${header.size}`);
    records.push({
      kind: header.kind,
      flags: header.flags,
      id: header.instrumentId,
      recv: header.recvTsNs,
      exchange: header.exchangeTsNs,
      ...body(view, at, header.kind),
    });
  }
  return records;
}

function body(view: DataView, at: number, kind: number): object {
  if (kind === RecordKind.Definition) return readDefinition(new DefinitionView(view, at));
  if (kind === RecordKind.Trade) {
    const trade = new TradeView(view, at);
    return {
      price: trade.price,
      qty: trade.qty,
      tradeId: trade.tradeId,
      firstTradeId: trade.firstTradeId,
      lastTradeId: trade.lastTradeId,
    };
  }
  if (kind === RecordKind.Bbo) {
    const bbo = new BboView(view, at);
    return {
      bidPrice: bbo.bidPrice,
      bidQty: bbo.bidQty,
      askPrice: bbo.askPrice,
      askQty: bbo.askQty,
      seq: bbo.seq,
    };
  }
  if (kind === RecordKind.DepthDelta || kind === RecordKind.DepthSnapshot)
    return depthBody(new DepthView(view, at));
  if (kind === RecordKind.DepthClear || kind === RecordKind.Status) {
    const event = new MarketEventView(view, at);
    return {
      price: event.price,
      qty: event.qty,
      orderId: event.orderId,
      seq: event.seq,
      status: event.status,
      reason: event.reason,
    };
  }
  const order = new OrderEventView(view, at);
  return {
    price: order.price,
    qty: order.qty,
    orderId: order.orderId,
    seq: order.seq,
    aux: order.aux,
  };
}

function depthBody(depth: DepthView): object {
  if (depth.size !== 64 + depth.rowCount * 16) throw new Error('depth size and rows disagree');
  const rows = Array.from({ length: depth.rowCount }, (_, i) => {
    const at = depth.offset + 64 + i * 16;
    return [depth.view.getBigInt64(at, true), depth.view.getBigInt64(at + 8, true)] as const;
  });
  return {
    firstSeq: depth.firstSeq,
    lastSeq: depth.lastSeq,
    prevSeq: depth.prevSeq,
    bids: rows.slice(0, depth.bidCount),
    asks: rows.slice(depth.bidCount),
  };
}

/** `content` as a file, given out in chunks of `chunkBytes`; then `failure` is thrown, if given. */
export function bytesSource(
  content: string | Uint8Array,
  name = 'test.csv',
  chunkBytes = 65536,
  failure?: Error,
): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const source = {
    name,
    sizeBytes: bytes.length,
    consumedBytes: 0,
    async *chunks() {
      for (let at = 0; at < bytes.length; at += chunkBytes) {
        const chunk = bytes.slice(at, at + chunkBytes);
        source.consumedBytes += chunk.length;
        yield chunk;
      }
      if (failure !== undefined) throw failure;
    },
    close: async () => {},
  };
  return source;
}
