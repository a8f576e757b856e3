// Order books as JavaScript programs usually have them: the baselines that need npm alone.

export interface JsBook {
  set(ask: boolean, price: number, qty: number): void;
  clear(): void;
  bestBid(): number;
  bestAsk(): number;
  bidQty(): number;
  askQty(): number;
}

class MapSide {
  readonly levels = new Map<number, number>();
  best = 0;
  readonly #ask: boolean;

  constructor(ask: boolean) {
    this.#ask = ask;
  }

  set(price: number, qty: number): void {
    if (qty !== 0) {
      this.levels.set(price, qty);
      if (this.best === 0 || (this.#ask ? price < this.best : price > this.best)) this.best = price;
      return;
    }
    this.levels.delete(price);
    if (price === this.best) this.#findBest();
  }

  /** A Map has no order: the next best is found by looking at all keys. */
  #findBest(): void {
    let best = 0;
    if (this.#ask) {
      for (const price of this.levels.keys()) if (best === 0 || price < best) best = price;
    } else {
      for (const price of this.levels.keys()) if (price > best) best = price;
    }
    this.best = best;
  }

  clear(): void {
    this.levels.clear();
    this.best = 0;
  }
}

/** A Map from price to quantity per side, best price kept. */
export class MapBook implements JsBook {
  readonly #bids = new MapSide(false);
  readonly #asks = new MapSide(true);

  set(ask: boolean, price: number, qty: number): void {
    (ask ? this.#asks : this.#bids).set(price, qty);
  }

  clear(): void {
    this.#bids.clear();
    this.#asks.clear();
  }

  bestBid(): number {
    return this.#bids.best;
  }

  bestAsk(): number {
    return this.#asks.best;
  }

  bidQty(): number {
    return this.#bids.levels.get(this.#bids.best) ?? 0;
  }

  askQty(): number {
    return this.#asks.levels.get(this.#asks.best) ?? 0;
  }
}

/** Prices in order with the best at the end, where most changes are and moves are short. */
class SortedSide {
  #keys = new Float64Array(1 << 12);
  #quantities = new Float64Array(1 << 12);
  #length = 0;
  /** Asks are kept as negative prices, so that the best is the largest on both sides. */
  readonly #sign: number;

  constructor(ask: boolean) {
    this.#sign = ask ? -1 : 1;
  }

  #find(key: number): number {
    const keys = this.#keys;
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  set(price: number, qty: number): void {
    const key = price * this.#sign;
    const at = this.#find(key);
    const length = this.#length;
    if (at < length && this.#keys[at] === key) {
      if (qty !== 0) {
        this.#quantities[at] = qty;
        return;
      }
      this.#keys.copyWithin(at, at + 1, length);
      this.#quantities.copyWithin(at, at + 1, length);
      this.#length--;
      return;
    }
    if (qty === 0) return;
    if (length === this.#keys.length) this.#grow();
    this.#keys.copyWithin(at + 1, at, length);
    this.#quantities.copyWithin(at + 1, at, length);
    this.#keys[at] = key;
    this.#quantities[at] = qty;
    this.#length++;
  }

  #grow(): void {
    const keys = new Float64Array(this.#keys.length * 2);
    const quantities = new Float64Array(keys.length);
    keys.set(this.#keys);
    quantities.set(this.#quantities);
    this.#keys = keys;
    this.#quantities = quantities;
  }

  get best(): number {
    return this.#length === 0 ? 0 : (this.#keys[this.#length - 1] ?? 0) * this.#sign;
  }

  get bestQty(): number {
    return this.#length === 0 ? 0 : (this.#quantities[this.#length - 1] ?? 0);
  }

  clear(): void {
    this.#length = 0;
  }
}

/** A sorted array per side. */
export class SortedBook implements JsBook {
  readonly #bids = new SortedSide(false);
  readonly #asks = new SortedSide(true);

  set(ask: boolean, price: number, qty: number): void {
    (ask ? this.#asks : this.#bids).set(price, qty);
  }

  clear(): void {
    this.#bids.clear();
    this.#asks.clear();
  }

  bestBid(): number {
    return this.#bids.best;
  }

  bestAsk(): number {
    return this.#asks.best;
  }

  bidQty(): number {
    return this.#bids.bestQty;
  }

  askQty(): number {
    return this.#asks.bestQty;
  }
}
