// The way without an engine: JSON.parse and two Maps. It is what benchmarks compare with, and it
// checks them: its final book must be ours.

type Row = readonly [price: string, qty: string];
interface Message {
  readonly e?: string;
  readonly u?: number;
  readonly b?: readonly Row[];
  readonly a?: readonly Row[];
  readonly lastUpdateId?: number;
  readonly bids?: readonly Row[];
  readonly asks?: readonly Row[];
}

export class NaiveBook {
  readonly bids = new Map<number, number>();
  readonly asks = new Map<number, number>();
  private readonly kept: Message[] = [];
  private lastId = -1;

  /** One frame's JSON, raw or in the combined envelope. */
  apply(json: string): void {
    const parsed: Message & { data?: Message } = JSON.parse(json);
    const message = parsed.data ?? parsed;
    if (message.e === 'depthUpdate') this.delta(message);
    else if (message.lastUpdateId !== undefined && message.e === undefined) this.snapshot(message);
  }

  private delta(message: Message): void {
    if (this.lastId < 0) {
      this.kept.push(message);
      return;
    }
    if ((message.u ?? 0) < this.lastId) return;
    set(this.bids, message.b ?? []);
    set(this.asks, message.a ?? []);
  }

  private snapshot(message: Message): void {
    if (this.lastId >= 0) return;
    this.lastId = message.lastUpdateId ?? 0;
    set(this.bids, message.bids ?? []);
    set(this.asks, message.asks ?? []);
    for (const kept of this.kept.splice(0)) this.delta(kept);
  }

  /** `bid x qty / ask x qty`, numbers as JavaScript prints them. */
  top(): string {
    let bid = Number.NEGATIVE_INFINITY;
    let ask = Number.POSITIVE_INFINITY;
    for (const price of this.bids.keys()) if (price > bid) bid = price;
    for (const price of this.asks.keys()) if (price < ask) ask = price;
    return `${bid} x ${this.bids.get(bid)} / ${ask} x ${this.asks.get(ask)}`;
  }
}

function set(side: Map<number, number>, rows: readonly Row[]): void {
  for (const row of rows) {
    const price = Number(row[0]);
    const qty = Number(row[1]);
    if (qty === 0) side.delete(price);
    else side.set(price, qty);
  }
}
