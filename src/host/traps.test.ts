// Markets in which a simulation is easily wrong by a little, each through a whole run.
import { describe, expect, it } from 'vitest';
import type { Context, Handlers } from '../strategy/contract.ts';
import { defineStrategy } from '../strategy/define.ts';
import type { ParamSpecs, ParamsOf } from '../strategy/params.ts';
import type { RowOf } from '../testing/record-writer.ts';
import { COIN, type KitRun, runScript, type Script } from '../testing/strategy-kit.ts';

const S = 1_000_000_000n;
const FREE = { model: 'constant', entryNs: 0, responseNs: 0 } as const;
type Ctx = Context<ParamsOf<ParamSpecs>>;

const fillsOf = ({ columns }: KitRun) => {
  const fills = columns.fills[0];
  if (fills === undefined) throw new RangeError('no fills');
  return Array.from({ length: fills.length }, (_, i) => ({
    id: Number(fills.orderId[i]),
    instrument: fills.instrument[i],
    price: fills.price[i],
    qty: fills.qty[i],
    fee: fills.fee[i],
    pnl: fills.realizedPnl[i],
  }));
};

describe('a snapshot wider than any window, and drift beyond it', () => {
  const WINDOW_BITS = 8;
  const WIDTH = 2000;
  const STEPS = 24;
  const STEP = 700;
  const START = 100_000;
  const qtyAt = (price: number): number => 1 + (price % 7);

  /** The market as it is after each record: a map per side. */
  class Plain {
    readonly sides = [new Map<number, number>(), new Map<number, number>()] as const;
    set(side: 0 | 1, rows: readonly (readonly [number, number])[]): void {
      for (const [price, qty] of rows)
        if (qty === 0) this.sides[side].delete(price);
        else this.sides[side].set(price, qty);
    }
    best(side: 0 | 1, count: number): string {
      const sign = side === 0 ? -1 : 1;
      const rows = [...this.sides[side]].sort(([a], [b]) => sign * (a - b)).slice(0, count);
      return rows.map(([price, qty]) => `${qty / 1000}@${price / 100}`).join(' ');
    }
  }

  const range = (from: number, count: number): number[] =>
    Array.from({ length: count }, (_, i) => from + i);
  const shown = (prices: readonly number[]) =>
    prices.map((price): readonly [number, number] => [price, qtyAt(price)]);
  const gone = (prices: readonly number[]) =>
    prices.map((price): readonly [number, number] => [price, 0]);
  const big = (rows: readonly (readonly [number, number])[]): RowOf[] =>
    rows.map(([price, qty]) => [BigInt(price), BigInt(qty)] as const);

  const plain = new Plain();
  const expected: string[] = [];
  const note = (): void => void expected.push(`${plain.best(0, 3)} | ${plain.best(1, 3)}`);

  const script: Script = (write) => {
    const bids = shown(range(START - WIDTH + 1, WIDTH).reverse());
    const asks = shown(range(START + 1, WIDTH));
    write.snapshot({ recv: 2n * S, exchange: 2n * S, last: 1n, bids: big(bids), asks: big(asks) });
    plain.set(0, bids);
    plain.set(1, asks);
    note();
    // Up by far more than the window, then down again below where it began.
    let touch = START;
    for (let i = 0; i < STEPS; i++) {
      const recv = BigInt(3 + i) * S;
      const isUp = i < STEPS / 3;
      const moved = isUp ? touch + STEP : touch - STEP;
      const bidRows = isUp ? shown(range(touch + 1, STEP)) : gone(range(moved + 1, STEP));
      const askRows = isUp
        ? [...gone(range(touch + 1, STEP)), ...shown(range(touch + 1 + WIDTH, STEP))]
        : shown(range(moved + 1, STEP));
      const rows = { bids: big(bidRows), asks: big(askRows) };
      write.delta({ recv, exchange: recv, last: BigInt(2 + i), ...rows });
      plain.set(0, bidRows);
      plain.set(1, askRows);
      note();
      touch = moved;
    }
  };

  it('shows each level, and fills all that an order walks through', async () => {
    const seen: string[] = [];
    const WALK = 3000;
    const [sellAt, buyAt] = [START + 4321, START - 2345];
    const strategy = defineStrategy({
      name: 'wide',
      markets: { main: { book: true } },
      create(c: Ctx): Handlers {
        const text = (side: 'bid' | 'ask', m: Parameters<NonNullable<Handlers['onBook']>>[0]) =>
          m.depth(side, 3).map(({ price, qty }) => `${qty}@${price}`);
        return {
          onBook(m) {
            seen.push(`${text('bid', m).join(' ')} | ${text('ask', m).join(' ')}`);
            if (seen.length > 1) return;
            c.submit({ market: m, side: 'buy', qtyQuanta: WALK });
            c.submit({ market: m, side: 'sell', qtyQuanta: 40, priceQuanta: sellAt });
            c.submit({ market: m, side: 'buy', qtyQuanta: 30, priceQuanta: buyAt });
          },
        };
      },
    });
    const instruments = [{ ...COIN, windowBits: WINDOW_BITS }];
    const execution = {
      latency: FREE,
      cash: { USDT: '1000000' },
      terms: { makerRate: '0.0001', takerRate: '0.0005' },
    };
    const run = await runScript(strategy, script, { instruments, execution });
    expect(run.faults).toEqual([]);
    expect(seen).toEqual(expected);
    const fills = fillsOf(run);
    const taken = fills.filter(({ id }) => id === 1);
    const walked: { price: bigint; qty: bigint }[] = [];
    for (let price = START + 1, left = WALK; left > 0; price++) {
      const qty = Math.min(left, qtyAt(price));
      walked.push({ price: BigInt(price), qty: BigInt(qty) });
      left -= qty;
    }
    expect(walked.length).toBeGreaterThan(3 << (WINDOW_BITS - 1));
    expect(taken.map(({ price, qty }) => ({ price, qty }))).toEqual(walked);
    // Far above and below the window of the start: the market goes there and fills both.
    const total = (id: number, price: number): bigint =>
      fills.reduce(
        (sum, one) => sum + (one.id === id && one.price === BigInt(price) ? (one.qty ?? 0n) : 0n),
        0n,
      );
    expect(total(2, sellAt)).toBe(40n);
    expect(total(3, buyAt)).toBe(30n);
  });
});

describe('ticks of 1e-8 and 0.01 side by side', () => {
  const tiny = {
    ...COIN,
    symbol: 'DUSTUSDT',
    priceScale: 8,
    qtyScale: 0,
    tickSize: 1n,
    lotSize: 1000n,
  };
  const plain = { ...COIN, symbol: 'GOLDUSDT', priceScale: 2, qtyScale: 5 };
  const rows = (price: bigint, qty: bigint): RowOf[] => [[price, qty]];

  const script: Script = (write) => {
    const at = (seconds: bigint) => ({ recv: seconds * S, exchange: seconds * S });
    const tinyBook = { bids: rows(1233n, 900_000_000n), asks: rows(1235n, 700_000_000n) };
    write.snapshot({ ...at(2n), id: 0, last: 1n, ...tinyBook });
    const plainBook = { bids: rows(6_500_001n, 123_457n), asks: rows(6_500_003n, 99_999n) };
    write.snapshot({ ...at(2n), id: 1, last: 1n, ...plainBook });
    // Both move up by one tick and more.
    const tinyUp = { bids: [...rows(1236n, 800_000_000n)], asks: rows(1235n, 0n) };
    write.delta({ ...at(4n), id: 0, last: 2n, ...tinyUp, asks: [...tinyUp.asks, [1240n, 5000n]] });
    const plainUp = { bids: rows(6_500_017n, 99_999n), asks: rows(6_500_003n, 0n) };
    write.delta({
      ...at(4n),
      id: 1,
      last: 2n,
      ...plainUp,
      asks: [
        [6_500_003n, 0n],
        [6_500_019n, 1n],
      ],
    });
    write.trade({ ...at(5n), id: 0, price: 1240n, qty: 1000n, tradeId: 1n });
  };

  it('books both to the last digit of either', async () => {
    const marks: unknown[] = [];
    const strategy = defineStrategy({
      name: 'side-by-side',
      markets: { tiny: { topOfBook: true, trades: true }, gold: { topOfBook: true } },
      create(c: Ctx): Handlers {
        let bought = 0;
        let sold = 0;
        return {
          onTopOfBook(m) {
            marks.push([m.role, m.bid, m.ask, m.tickQuanta, m.lotQuanta]);
            const isTiny = m.role === 'tiny';
            if (c.timeNs === 2e9 % 86_400e9 && bought++ < 2)
              m.buy(isTiny ? '654321000' : '0.98765');
            if (c.timeNs === 4e9 && sold++ < 2) m.sell(isTiny ? 654_321_000 : 0.98765);
          },
        };
      },
    });
    const makerRate = '0';
    const run = await runScript(strategy, script, {
      instruments: [tiny, plain],
      roles: { tiny: 'generated:DUSTUSDT', gold: 'generated:GOLDUSDT' },
      execution: {
        latency: FREE,
        cash: { USDT: '100000' },
        terms: { makerRate, takerRate: '0.00037' },
      },
    });
    expect(run.faults).toEqual([]);
    expect(marks).toEqual([
      ['tiny', 0.00001233, 0.00001235, 1, 1000],
      ['gold', 65_000.01, 65_000.03, 1, 1],
      ['tiny', 0.00001236, 0.0000124, 1, 1000],
      ['gold', 65_000.17, 65_000.19, 1, 1],
    ]);
    // Cash has 8 decimals. 654321000 * 0.00001235 = 8080.86435; 0.98765 * 65000.03 = 64197.2796295
    const fee = (value: bigint): bigint => (value * 37n + 99_999n) / 100_000n;
    const values = [808_086_435_000n, 6_419_727_962_950n, 808_740_756_000n, 6_419_741_790_050n];
    const pnl = [0n, 0n, 654_321_000n, 13_827_100n];
    const fills = fillsOf(run);
    expect(fills.map(({ price, qty }) => [price, qty])).toEqual([
      [1235n, 654_321_000n],
      [6_500_003n, 98_765n],
      [1236n, 654_321_000n],
      [6_500_017n, 98_765n],
    ]);
    expect(fills.map((one) => one.fee)).toEqual(values.map(fee));
    expect(fills.map((one) => one.pnl)).toEqual(pnl);
    const { account } = run.run.setup;
    const paid = values.map(fee).reduce((sum, one) => sum + one, 0n);
    expect(account.balance('USDT').cash).toBe(10_000_000_000_000n + 668_148_100n - paid);
    expect(account.equity('USDT')).toBe(account.balance('USDT').cash);
    const curve = run.columns.equity[0];
    expect(curve?.equity[curve.length - 1]).toBe(account.equity('USDT'));
  });
});

describe('ids', () => {
  const market: Script = (write) => {
    write.snapshot({
      recv: S,
      exchange: S,
      last: 1n,
      bids: [[10_000n, 5000n]],
      asks: [[10_010n, 5000n]],
    });
    for (let i = 2n; i <= 6n; i++)
      write.trade({ recv: i * S, exchange: i * S, price: 10_000n + i, qty: 1000n, tradeId: i });
  };

  it('count up from 1 in every run, whatever ran before or runs beside it', async () => {
    const attempt = async (skip: number) => {
      const ids: number[] = [];
      const heard: string[] = [];
      let prints = 0;
      const strategy = defineStrategy({
        name: 'ids',
        markets: { main: { trades: true } },
        create: (c: Ctx): Handlers => ({
          onTrade() {
            const main = c.markets['main'];
            if (main !== undefined && ++prints > skip)
              ids.push(main.buy('0.1', { tag: 70 + prints }));
          },
          onFill: (f) => void heard.push(`${f.orderId} ${f.tag}`),
        }),
      });
      const run = await runScript(strategy, market, { execution: { latency: FREE } });
      return { ids, heard, fills: fillsOf(run).map(({ id }) => id) };
    };
    const [first, second] = await Promise.all([attempt(0), attempt(2)]);
    expect(first.ids).toEqual([1, 2, 3, 4, 5]);
    expect(first.fills).toEqual([1, 2, 3, 4, 5]);
    expect(first.heard).toEqual(['1 71', '2 72', '3 73', '4 74', '5 75']);
    expect(second.ids).toEqual([1, 2, 3]);
    expect(second.heard).toEqual(['1 73', '2 74', '3 75']);
    expect(await attempt(0)).toEqual(first);
  });
});
