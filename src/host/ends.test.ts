// Where a run ends: with its input, and where a strategy answers its own answers.
import { expect, it } from 'vitest';
import { at, BOOK, FREE, hear } from '../testing/hear.ts';

const MS = 1_000_000;
const way = (ms: number) => ({ model: 'constant', entryNs: ms * MS, responseNs: ms * MS }) as const;

it('ends with its input: timers do not go on while orders are under way', async () => {
  // Each tick of the timer comes before the answer to the order of the tick before.
  const execution = { ...FREE, latency: way(60) };
  const { lines, run, faults } = await hear(
    (write) => {
      write.snapshot({ ...at(2), last: 1n, ...BOOK });
      write.trade({ ...at(3), price: 10_000n, qty: 1n });
    },
    (c, say) => ({
      onStart: () => c.setInterval(1, 50 * MS),
      onTimer() {
        say(`timer ${(c.timeNs / MS) % 1000}`);
        c.cancelAll();
        c.markets['main']?.buy('0.1', { price: '90' });
      },
      onOrder(o) {
        if (!c.isWarmingUp) return;
        const id = c.markets['main']?.buy('0.1', { price: '90' });
        say(`${o.status}, sent ${id}, ${c.cancel(o.orderId)}, ${c.modify(o.orderId, { qty: 2 })}`);
      },
      onStop: () => say(`${c.openOrderCount} open`),
    }),
    { execution },
  );
  expect(faults).toEqual([]);
  const ends = lines.filter((line) => line.includes('sent'));
  expect(ends.length).toBeGreaterThan(2);
  expect(ends.every((line) => line.endsWith('sent 0, false, false'))).toBe(true);
  expect(lines.lastIndexOf('timer 0')).toBeLessThan(lines.indexOf(ends[0] ?? ''));
  // What was sent last has gone there and back, and no longer.
  expect(run.setup.session.state.nowNs).toBe(2_950_000_000n + BigInt(120 * MS));
});

it('orders that expire after the input do not lengthen the run', async () => {
  const { run, faults } = await hear(
    (write) => write.snapshot({ ...at(2), last: 1n, ...BOOK }),
    (c) => ({
      onTopOfBook(market) {
        const expireTsNs = c.epochNs + 864_000_000_000_000n;
        const order = { side: 'buy', qtyQuanta: 1000, priceQuanta: 9000, expireTsNs } as const;
        c.submit({ market, ...order, timeInForce: 'gtd' });
      },
    }),
    { execution: { ...FREE, latency: way(1) } },
  );
  expect(faults).toEqual([]);
  expect(run.setup.session.state.nowNs).toBe(2_002_000_000n);
});

it.each([
  ['orders', 'rejected'],
  ['changes', 'working'],
])('ends a strategy whose %s answer each other while time stands still', async (_, status) => {
  const { faults } = await hear(
    (write) => {
      write.snapshot({ ...at(2), last: 1n, ...BOOK });
      write.trade({ ...at(3), price: 10_000n, qty: 1n });
    },
    (c) => {
      // The venue refuses what would take at once.
      const price = status === 'working' ? '90' : '110';
      const send = () => c.markets['main']?.buy('0.1', { price, postOnly: true });
      return {
        onTopOfBook: () => void send(),
        onOrder(o) {
          if (o.status !== status) return;
          if (status === 'working') c.replace(o.orderId, { qtyQuanta: o.qtyQuanta + 1 });
          else send();
        },
      };
    },
    { execution: { ...FREE, latency: way(0) } },
  );
  expect(faults.map(({ code }) => code)).toEqual(['STRATEGY_FAILED']);
  expect(faults[0]?.message).toMatch(/onOrder at .*commands without end at one time/);
});
