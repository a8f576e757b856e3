// Reads Binance recordings with JSON.parse: slow, plain, and independent of the core, so that the
// benchmark inputs are a second opinion on the decoder and not its echo.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

export interface Level {
  readonly price: string;
  readonly qty: string;
}

export type Message =
  | {
      readonly kind: 'depth' | 'snapshot';
      readonly recvNs: bigint;
      readonly exchNs: bigint;
      readonly firstId: number;
      readonly lastId: number;
      readonly prevId: number | undefined;
      readonly bids: readonly Level[];
      readonly asks: readonly Level[];
      readonly text: string;
    }
  | {
      readonly kind: 'trade';
      readonly recvNs: bigint;
      readonly exchNs: bigint;
      readonly buy: boolean;
      readonly level: Level;
      readonly text: string;
    };

interface Raw {
  e?: string;
  E?: number;
  T?: number;
  U?: number;
  u?: number;
  pu?: number;
  b?: [string, string][];
  a?: [string, string][];
  p?: string;
  q?: string;
  m?: boolean;
  lastUpdateId?: number;
  bids?: [string, string][];
  asks?: [string, string][];
}

const level = ([price, qty]: [string, string]): Level => ({ price, qty });

function parseLine(line: string): Message | undefined {
  const space = line.indexOf(' ');
  const text = line.slice(space + 1);
  const parsed = JSON.parse(text) as { data?: Raw } & Raw;
  const data = parsed.data ?? parsed;
  const recvNs = BigInt(line.slice(0, space));
  // Spot snapshots carry no time: the receive time stands in.
  const ms = data.T ?? data.E;
  const exchNs = ms === undefined ? recvNs : BigInt(ms) * 1_000_000n;
  if (data.lastUpdateId !== undefined)
    return {
      kind: 'snapshot',
      recvNs,
      exchNs: ms === undefined ? 0n : exchNs,
      firstId: data.lastUpdateId,
      lastId: data.lastUpdateId,
      prevId: undefined,
      bids: (data.bids ?? []).map(level),
      asks: (data.asks ?? []).map(level),
      text,
    };
  if (data.e === 'depthUpdate')
    return {
      kind: 'depth',
      recvNs,
      exchNs,
      firstId: data.U ?? 0,
      lastId: data.u ?? 0,
      prevId: data.pu,
      bids: (data.b ?? []).map(level),
      asks: (data.a ?? []).map(level),
      text,
    };
  if (data.e === 'trade')
    return {
      kind: 'trade',
      recvNs,
      exchNs,
      buy: data.m === false,
      level: { price: data.p ?? '', qty: data.q ?? '' },
      text,
    };
  return undefined;
}

/** Depth, snapshot and trade messages of the files, in order. */
export async function* readRecording(files: readonly string[]): AsyncGenerator<Message> {
  for (const file of files) {
    const raw = createReadStream(file);
    const input = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.length === 0) continue;
      const message = parseLine(line);
      if (message !== undefined) yield message;
    }
  }
}
