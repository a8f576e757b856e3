// Random commands for a matching engine: mostly sensible ones around a market that moves, some at
// every limit of what is allowed, some broken. And the records of commands and answers.
import {
  CancelOrderView,
  MatchView,
  OrderHeaderView,
  OrderKind,
  OrderRecordKind,
  OrderUpdateView,
  ReplaceOrderView,
  Side,
  SubmitOrderView,
  TimeInForce,
} from '../abi/orders.ts';
import { RecordFlag } from '../abi/records.ts';
import { seededRandom } from './decode-frames.ts';
import type { NaiveCommand, NaiveOptions, NaiveRecord } from './naive-matching-rules.ts';

const MOST = 1n << 62n;
const HOUR = 3_600_000_000_000;

/** How a market behaves. */
export interface CommandMix {
  /** Ticks around the middle that most prices lie in. */
  readonly spread: number;
  /** Share of prices on the order's own side of the middle: more of it, a deeper book. */
  readonly passive: number;
  /** Share of orders that are neither limit nor market. */
  readonly special: number;
  /** Share of commands that are broken or at a limit. */
  readonly odd: number;
}

type Draft = { -readonly [Key in keyof NaiveCommand]: NaiveCommand[Key] };

/** An endless stream of commands that the seed decides. */
export function createCommands(
  seed: number,
  mix: CommandMix,
  options: NaiveOptions,
): () => NaiveCommand {
  const random = seededRandom(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const often = (share: number): boolean => random() < share;
  const pick = <T>(values: readonly [T, ...T[]]): T => values[below(values.length)] ?? values[0];
  const { tickSize, lotSize, instrumentId, ownersMax } = options;
  const recent: [bigint, number][] = [];
  let middle = 5000;
  let timeNs = 1_700_000_000_000_000_000n;
  let nextId = 0n;

  const price = (side: number): bigint => {
    // Far away now and then: outside the dense window.
    const reach = often(0.01) ? 3000 : mix.spread;
    const away = below(2 * reach + 1) - reach;
    const own = side === Side.Buy ? -Math.abs(away) : Math.abs(away);
    return BigInt(Math.max(1, middle + (often(mix.passive) ? own : away))) * tickSize;
  };
  const oddValue = (): bigint =>
    pick([0n, -1n, 1n, MOST, MOST + 1n, (1n << 63n) - 1n, -(1n << 63n), 7n * tickSize + 1n]);
  const qty = (): bigint => BigInt(1 + below(often(0.1) ? 100 : 10)) * lotSize;
  const known = (): [bigint, number] => pick([[nextId + 1n, 0], ...recent.slice(-48)]);
  const owner = (): number => (often(mix.odd / 4) ? ownersMax + below(3) : below(ownersMax));

  function begin(kind: number): Draft {
    if (often(0.002)) middle += below(4001) - 2000;
    middle = Math.max(50, middle + below(3) - 1);
    timeNs += BigInt(often(0.02) ? below(12 * HOUR) : below(HOUR / 100));
    const late = often(0.02) ? BigInt(below(HOUR)) : 0n;
    return {
      kind,
      instrumentId: often(mix.odd / 8) ? instrumentId + 1 : instrumentId,
      timeNs: timeNs - late,
      orderId: 0n,
      ownerId: owner(),
      price: 0n,
      qty: 0n,
      side: 0,
      orderKind: OrderKind.Limit,
      timeInForce: TimeInForce.Gtc,
      flags: 0,
      selfTrade: 0,
      stopPrice: 0n,
      displayQty: 0n,
      trailOffset: 0n,
      expireTsNs: 0n,
    };
  }

  function dress(c: Draft): void {
    const kind = often(mix.special) ? 2 + below(4) : often(0.15) ? OrderKind.Market : 0;
    const isLimit = [OrderKind.Limit, OrderKind.StopLimit, OrderKind.Iceberg].some((k) => k === kind);
    c.orderKind = kind;
    if (isLimit) c.price = price(c.side);
    // A stop waits on the other side.
    const isStop = kind === OrderKind.StopMarket || kind === OrderKind.StopLimit;
    if (isStop) c.stopPrice = price(1 - c.side);
    if (kind === OrderKind.TrailingStop) {
      if (often(0.5)) c.stopPrice = price(1 - c.side);
      c.trailOffset = BigInt(1 + below(3 * mix.spread)) * tickSize + BigInt(below(2));
    }
    if (kind === OrderKind.Iceberg) {
      const parts = BigInt(1 + below(6));
      c.displayQty = c.qty;
      c.qty *= parts;
    }
    if (often(mix.special)) c.timeInForce = below(5);
    if (c.timeInForce === TimeInForce.Gtd) c.expireTsNs = timeNs + BigInt(below(HOUR));
    if (isLimit && often(0.1)) c.flags |= pick([1, 3]);
    if (often(0.08)) c.flags |= 4;
    if (often(0.5)) c.selfTrade = below(5);
  }

  function spoil(c: Draft): void {
    const wide = pick(['price', 'qty', 'stopPrice', 'displayQty', 'trailOffset', 'expireTsNs']);
    const narrow = pick(['side', 'orderKind', 'timeInForce', 'flags', 'selfTrade']);
    if (often(0.6)) c[wide] = oddValue();
    else if (often(0.7)) c[narrow] = below(often(0.5) ? 8 : 256);
    else c.orderId = often(0.5) ? known()[0] : oddValue();
  }

  function submit(): NaiveCommand {
    const c = begin(OrderRecordKind.Submit);
    c.orderId = ++nextId;
    c.side = below(2);
    c.qty = qty();
    dress(c);
    if (often(mix.odd)) spoil(c);
    recent.push([c.orderId, c.ownerId]);
    if (recent.length > 512) recent.splice(0, 256);
    return c;
  }

  function change(): NaiveCommand {
    const isReplace = often(0.5);
    const c = begin(isReplace ? OrderRecordKind.Replace : OrderRecordKind.Cancel);
    const [id, of] = often(0.3) ? pick([[1n, 0], ...recent]) : known();
    c.orderId = id;
    if (!often(mix.odd)) c.ownerId = of;
    if (!isReplace) return c;
    c.price = often(0.2) ? 0n : price(below(2));
    c.qty = qty();
    if (often(mix.odd)) c[pick(['price', 'qty'])] = oddValue();
    return c;
  }

  return () => {
    if (often(0.004)) return begin(OrderRecordKind.CancelAll);
    return often(0.6) ? submit() : change();
  };
}

function writeHeader(record: OrderHeaderView, c: NaiveCommand, size: number): void {
  record.size = size;
  record.kind = c.kind;
  record.instrumentId = c.instrumentId;
  record.recvTsNs = c.timeNs;
}

/** Writes the record of a command; returns its bytes. What is no field has `noise` in it. */
export function writeCommand(view: DataView, at: number, c: NaiveCommand, noise: number): number {
  new Uint8Array(view.buffer, view.byteOffset + at, SubmitOrderView.size).fill(noise);
  if (c.kind === OrderRecordKind.Cancel || c.kind === OrderRecordKind.CancelAll) {
    const record = new CancelOrderView(view, at);
    writeHeader(record, c, CancelOrderView.size);
    record.orderId = c.orderId;
    record.ownerId = c.ownerId;
    return CancelOrderView.size;
  }
  if (c.kind === OrderRecordKind.Replace) {
    const record = new ReplaceOrderView(view, at);
    writeHeader(record, c, ReplaceOrderView.size);
    record.orderId = c.orderId;
    record.ownerId = c.ownerId;
    record.price = c.price;
    record.qty = c.qty;
    return ReplaceOrderView.size;
  }
  const record = new SubmitOrderView(view, at);
  const isPlain = (c.stopPrice | c.displayQty | c.trailOffset | c.expireTsNs) === 0n;
  const size = isPlain ? 64 : SubmitOrderView.size;
  writeHeader(record, c, size);
  record.orderId = c.orderId;
  record.price = c.price;
  record.qty = c.qty;
  record.side = c.side;
  record.orderKind = c.orderKind;
  record.timeInForce = c.timeInForce;
  record.orderFlags = c.flags;
  record.selfTrade = c.selfTrade;
  record.ownerId = c.ownerId;
  record.stopPrice = c.stopPrice;
  record.displayQty = c.displayQty;
  record.trailOffset = c.trailOffset;
  record.expireTsNs = c.expireTsNs;
  return size;
}

const BOTH = RecordFlag.Exchange | RecordFlag.Local;

/** A record of a matching engine as the line that the naive engine says; every byte counts. */
export function recordLine(view: DataView, at: number): NaiveRecord {
  const head = new OrderHeaderView(view, at);
  const time = head.recvTsNs;
  if (head.size !== 64 || head.exchangeTsNs !== time) return `broken header at ${at}`;
  if (head.kind === OrderRecordKind.Match) {
    const m = new MatchView(view, at);
    const side = m.flags === (BOTH | RecordFlag.Buy) ? 0 : 1;
    if (side === 1 && m.flags !== (BOTH | RecordFlag.Sell)) return `broken flags at ${at}`;
    return (
      `M t${time} ${m.takerOrderId} ${m.makerOrderId} p${m.price} q${m.qty} ` +
      `l${m.makerLeavesQty} ${side} i${m.instrumentId}`
    );
  }
  const u = new OrderUpdateView(view, at);
  const isClean = u.flags === BOTH && u.pad0 === 0 && u.pad1 === 0;
  if (u.kind !== OrderRecordKind.Update || !isClean) return `broken update at ${at}`;
  return (
    `U t${time} ${u.orderId} p${u.price} l${u.leavesQty} c${u.cumQty} s${u.status} r${u.reason} ` +
    `${u.side} o${u.ownerId} i${u.instrumentId}`
  );
}
