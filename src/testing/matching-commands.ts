// Random commands for a matching engine: mostly sensible ones around a market that moves, some at
// every limit of what is allowed, some broken.
import { OrderFlag, OrderKind, OrderRecordKind, Side, TimeInForce } from '../abi/orders.ts';
import { seededRandom } from './decode-frames.ts';
import { LIMITS, type NaiveCommand, type NaiveOptions } from './naive-matching-rules.ts';

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
export class RandomCommands {
  readonly #random: () => number;
  readonly #mix: CommandMix;
  readonly #options: NaiveOptions;
  #recent: Draft[] = [];
  #middle = 5000;
  #timeNs = 1_700_000_000_000_000_000n;
  #lastId = 0n;

  constructor(seed: number, mix: CommandMix, options: NaiveOptions) {
    this.#random = seededRandom(seed);
    this.#mix = mix;
    this.#options = options;
  }

  next(): NaiveCommand {
    if (this.#often(0.004)) return this.#begin(OrderRecordKind.CancelAll);
    return this.#often(0.6) ? this.#submit() : this.#change();
  }

  #below(n: number): number {
    return Math.floor(this.#random() * n);
  }

  #often(share: number): boolean {
    return this.#random() < share;
  }

  #pick<const T>(values: readonly [T, ...T[]]): T {
    return values[this.#below(values.length)] ?? values[0];
  }

  #price(side: number): bigint {
    // Far away now and then: outside the dense window.
    const reach = this.#often(0.01) ? 3000 : this.#mix.spread;
    const away = this.#below(2 * reach + 1) - reach;
    const own = side === Side.Buy ? -Math.abs(away) : Math.abs(away);
    const tick = this.#middle + (this.#often(this.#mix.passive) ? own : away);
    return BigInt(Math.max(1, tick)) * this.#options.tickSize;
  }

  #oddValue(): bigint {
    const off = 7n * this.#options.tickSize + 1n;
    return this.#pick([0n, -1n, 1n, MOST, MOST + 1n, 2n * MOST - 1n, -2n * MOST, off]);
  }

  #qty(): bigint {
    return BigInt(1 + this.#below(this.#often(0.1) ? 100 : 10)) * this.#options.lotSize;
  }

  /** An order of late; undefined now and then. */
  #known(): Draft | undefined {
    return this.#pick([undefined, ...(this.#often(0.3) ? this.#recent : this.#recent.slice(-48))]);
  }

  #begin(kind: number): Draft {
    const { instrumentId, ownersMax } = this.#options;
    const odd = this.#mix.odd;
    if (this.#often(0.002)) this.#middle += this.#below(4001) - 2000;
    this.#middle = Math.max(50, this.#middle + this.#below(3) - 1);
    this.#timeNs += BigInt(this.#below(this.#often(0.02) ? 12 * HOUR : HOUR / 100));
    const late = this.#often(0.02) ? BigInt(this.#below(HOUR)) : 0n;
    return {
      kind,
      instrumentId: this.#often(odd / 8) ? instrumentId + 1 : instrumentId,
      timeNs: this.#timeNs - late,
      orderId: 0n,
      ownerId: this.#often(odd / 4) ? ownersMax + this.#below(3) : this.#below(ownersMax),
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

  #dress(c: Draft): void {
    const { spread, special } = this.#mix;
    const isSpecial = this.#often(special);
    const kind = isSpecial ? 2 + this.#below(4) : this.#often(0.15) ? OrderKind.Market : 0;
    c.orderKind = kind;
    if (LIMITS.includes(kind)) c.price = this.#price(c.side);
    // A stop waits on the other side.
    const isStop = kind === OrderKind.StopMarket || kind === OrderKind.StopLimit;
    if (isStop) c.stopPrice = this.#price(1 - c.side);
    if (kind === OrderKind.TrailingStop) {
      if (this.#often(0.5)) c.stopPrice = this.#price(1 - c.side);
      c.trailOffset = BigInt(1 + this.#below(3 * spread)) * this.#options.tickSize;
      c.trailOffset += BigInt(this.#below(2));
    }
    if (kind === OrderKind.Iceberg) {
      c.displayQty = c.qty;
      c.qty *= BigInt(1 + this.#below(6));
    }
    if (this.#often(special)) c.timeInForce = this.#below(5);
    if (c.timeInForce === TimeInForce.Gtd) c.expireTsNs = this.#timeNs + BigInt(this.#below(HOUR));
    if (LIMITS.includes(kind) && this.#often(0.1))
      c.flags |= this.#pick([OrderFlag.PostOnly, OrderFlag.PostOnly | OrderFlag.Slide]);
    if (this.#often(0.08)) c.flags |= OrderFlag.ReduceOnly;
    if (this.#often(0.5)) c.selfTrade = this.#below(5);
  }

  /** Breaks a field, or puts it to a limit. */
  #spoil(c: Draft): void {
    const wide = ['price', 'qty', 'stopPrice', 'displayQty', 'trailOffset', 'expireTsNs'] as const;
    const narrow = ['side', 'orderKind', 'timeInForce', 'flags', 'selfTrade'] as const;
    if (this.#often(0.6)) {
      const field = this.#pick(wide);
      c[field] = this.#oddValue();
      // An iceberg of 2^62 that shows a few lots at a time would trade for years.
      if (c.orderKind === OrderKind.Iceberg && field === 'qty') c.displayQty = c.qty;
    } else if (this.#often(0.7)) c[this.#pick(narrow)] = this.#below(this.#often(0.5) ? 8 : 256);
    else c.orderId = (this.#often(0.5) ? this.#known()?.orderId : undefined) ?? this.#oddValue();
  }

  #submit(): NaiveCommand {
    const c = this.#begin(OrderRecordKind.Submit);
    c.orderId = ++this.#lastId;
    c.side = this.#below(2);
    c.qty = this.#qty();
    this.#dress(c);
    if (this.#often(this.#mix.odd)) this.#spoil(c);
    this.#recent.push(c);
    if (this.#recent.length > 512) this.#recent = this.#recent.slice(256);
    return c;
  }

  #change(): NaiveCommand {
    const isReplace = this.#often(0.5);
    const c = this.#begin(isReplace ? OrderRecordKind.Replace : OrderRecordKind.Cancel);
    const known = this.#known();
    c.orderId = known?.orderId ?? this.#lastId + 1n;
    if (!this.#often(this.#mix.odd)) c.ownerId = known?.ownerId ?? 0;
    if (!isReplace) return c;
    // Often only one of price and quantity changes, sometimes none; stops have no price.
    const isStop = known?.price === 0n;
    const price = this.#often(0.9) && isStop ? 0n : this.#price(this.#below(2));
    c.price = this.#often(0.5) ? (known?.price ?? price) : price;
    c.qty = this.#often(0.3) ? (known?.qty ?? this.#qty()) : this.#qty();
    if (known !== undefined && !this.#often(0.2))
      Object.assign(known, { price: c.price, qty: c.qty });
    if (this.#often(this.#mix.odd))
      c[known?.orderKind === OrderKind.Iceberg ? 'price' : this.#pick(['price', 'qty'])] =
        this.#oddValue();
    return c;
  }
}
