// Columns of one table that do not have the same length: never cut, never filled, always refused
// with the column's name.
import { describe, expect, it } from 'vitest';
import { OutcryError } from '../errors/outcry-error.ts';
import type { EventColumns } from './columns.ts';
import { barsOf } from './default.ts';

const ROWS = 5;
const times = (rows: number): BigInt64Array =>
  BigInt64Array.from({ length: rows }, (_, i) => BigInt(i) * 1_000_000_000n);
const numbers = (rows: number, value: number): number[] =>
  Array.from({ length: rows }, () => value);

const tables: Readonly<Record<string, (rows: (name: string) => number) => EventColumns>> = {
  trades: (rows) => ({
    timeNs: times(rows('timeNs')),
    price: numbers(rows('price'), 100),
    qty: Float64Array.from(numbers(rows('qty'), 1)),
    side: numbers(rows('side'), 1),
    id: times(rows('id')),
  }),
  quotes: (rows) => ({
    timeNs: times(rows('timeNs')),
    bid: numbers(rows('bid'), 99),
    ask: numbers(rows('ask'), 101),
  }),
  candles: (rows) => ({
    timeNs: times(rows('timeNs')),
    open: numbers(rows('open'), 100),
    high: numbers(rows('high'), 101),
    low: numbers(rows('low'), 99),
    close: numbers(rows('close'), 100),
    volume: numbers(rows('volume'), 3),
    closeTimeNs: times(rows('closeTimeNs')).map((time) => time + 1_000_000_000n),
  }),
};

describe.each(Object.keys(tables))('%s', (kind) => {
  const make = tables[kind];
  const names = Object.keys(make?.(() => ROWS) ?? {});

  it('of one length are bars', () => {
    const columns = make?.(() => ROWS);
    if (columns === undefined) throw new RangeError('no such table');
    expect(barsOf(columns, '2s').length).toBeGreaterThan(0);
  });

  it.each(names.flatMap((name) => [ROWS - 1, ROWS + 1, 0].map((rows) => [name, rows] as const)))(
    '%s of %i rows',
    (name, rows) => {
      const columns = make?.((other) => (other === name ? rows : ROWS));
      if (columns === undefined) throw new RangeError('no such table');
      let thrown: unknown;
      try {
        barsOf(columns, '2s');
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(OutcryError);
      expect(thrown).toMatchObject({ code: 'BAD_INPUT', category: 'input' });
      // Where it is the times themselves, every other column differs from them.
      const found = name === 'timeNs' ? `${ROWS} of ` : `${rows} of ${name}`;
      expect((thrown as OutcryError).message).toContain('the columns differ in length');
      expect((thrown as OutcryError).message).toContain(found);
    },
  );
});
