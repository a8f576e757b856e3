// The account of the naive session: one NaiveAccount per instrument, balances as sums over them,
// and what open orders hold back worked out anew each time it is asked for.
import {
  type Fraction,
  NaiveAccount,
  type NaiveInstrument,
  roundFraction,
} from './naive-account.ts';

const PPB = 1_000_000_000n;
const HALF_EVEN = 2;
const UP = 1;

/** What an open order holds back: a quantity at a price, both in quanta. */
export interface Held {
  readonly instrument: number;
  readonly side: number;
  readonly price: bigint;
  readonly qty: bigint;
}

export interface CashInstrument extends NaiveInstrument {
  readonly leverage: bigint;
}

export interface Booked {
  readonly fee: bigint;
  readonly pnl: bigint;
  readonly position: bigint;
  readonly isDebt: boolean;
}

const scaled = (value: Fraction, rate: bigint): Fraction => ({
  n: value.n * rate,
  d: value.d * PPB,
});

export class NaiveCash {
  readonly accounts: readonly NaiveAccount[];
  /** Where each instrument was valued last; 0: never. */
  readonly marks: bigint[];
  private readonly instruments: readonly CashInstrument[];
  private readonly quote: bigint;
  private readonly bases: readonly bigint[];

  constructor(instruments: readonly CashInstrument[], quote: bigint, bases: readonly bigint[]) {
    this.instruments = instruments;
    this.accounts = instruments.map((instrument) => new NaiveAccount(instrument));
    this.marks = instruments.map(() => 0n);
    this.quote = quote;
    this.bases = bases;
  }

  private of(id: number): { account: NaiveAccount; i: CashInstrument } {
    const account = this.accounts[id];
    const i = this.instruments[id];
    if (account === undefined || i === undefined) throw new RangeError(`no instrument ${id}`);
    return { account, i };
  }

  get cash(): bigint {
    return this.accounts.reduce((sum, { cash }) => sum + cash, this.quote);
  }

  get fees(): bigint {
    return this.accounts.reduce((sum, { fees }) => sum + fees, 0n);
  }

  get realized(): bigint {
    return this.accounts.reduce((sum, { realized }) => sum + realized, 0n);
  }

  baseCash(id: number): bigint {
    return (this.bases[id] ?? 0n) + this.of(id).account.base;
  }

  /** Results of open perpetuals at their marks. */
  private unrealized(): bigint {
    let sum = 0n;
    for (const [id, account] of this.accounts.entries())
      if (account.i.kind !== 'spot') sum += account.open(this.marks[id] ?? 0n);
    return sum;
  }

  /** Whether perpetuals have used up more than there is; they have no maintenance margin here. */
  get isUsedUp(): boolean {
    const isOpen = this.accounts.some(({ i, qty }) => i.kind !== 'spot' && qty !== 0n);
    return isOpen && this.cash + this.unrealized() < 0n;
  }

  /** What an instrument and its orders hold back of the quote currency. */
  private initialOf(id: number, held: readonly Held[], mark: bigint): bigint {
    const { account, i } = this.of(id);
    const own = held.filter((one) => one.instrument === id);
    if (i.kind !== 'spot') {
      const orders = own.map(({ side, qty }) => ({ buys: side === 0, qty }));
      return account.initial(mark, orders, (PPB + i.leverage - 1n) / i.leverage);
    }
    let exact: Fraction = { n: 0n, d: 1n };
    for (const { side, price, qty } of own) {
      if (side !== 0) continue;
      const value = account.value(price, qty);
      exact = { n: exact.n * value.d + value.n * exact.d, d: exact.d * value.d };
    }
    const cost = roundFraction(exact, UP);
    return cost + (i.takerRate > 0n ? roundFraction({ n: cost * i.takerRate, d: PPB }, UP) : 0n);
  }

  initial(held: readonly Held[]): bigint {
    let sum = 0n;
    for (const [id, mark] of this.marks.entries()) sum += this.initialOf(id, held, mark);
    return sum;
  }

  /** What sells hold back of a base currency. */
  baseHeld(id: number, held: readonly Held[]): bigint {
    const { i } = this.of(id);
    let qty = 0n;
    for (const one of held) if (one.instrument === id && one.side === 1) qty += one.qty;
    return qty * 10n ** BigInt(i.cashScale - i.qtyScale);
  }

  /** Values an instrument for the first time where that never happened. */
  seen(id: number, price: bigint): void {
    if (this.marks[id] === 0n) this.marks[id] = price;
  }

  /** Whether the account can pay for one order more. */
  canAfford(more: Held, held: readonly Held[]): boolean {
    const { account, i } = this.of(more.instrument);
    const all = [...held, more];
    if (i.kind === 'spot' && more.side === 1)
      return this.baseCash(more.instrument) >= this.baseHeld(more.instrument, all);
    const before = this.initial(held);
    const mark = this.marks[more.instrument] || more.price;
    const grown =
      before -
      this.initialOf(more.instrument, held, this.marks[more.instrument] ?? 0n) +
      this.initialOf(more.instrument, all, mark);
    const open = this.unrealized();
    if (i.kind === 'spot') return this.cash + (open < 0n ? open : 0n) >= grown;
    if (grown <= before) return true;
    const free = this.cash + open - grown;
    const value = roundFraction(account.value(more.price, more.qty), HALF_EVEN);
    return free >= 0n && roundFraction(scaled({ n: value, d: 1n }, i.takerRate), UP) <= free;
  }

  fill(id: number, buys: boolean, price: bigint, qty: bigint, isMaker: boolean): Booked {
    const { account, i } = this.of(id);
    const { fee, pnl } = account.fill(buys, price, qty, isMaker);
    this.seen(id, price);
    const spent = buys ? this.cash : this.baseCash(id);
    return { fee, pnl, position: account.qty, isDebt: i.kind === 'spot' && spent < 0n };
  }
}
