// Bars by the clocks of a place whose offset from UTC changes, against what the host's calendar
// says of the same moments.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OutcryError } from '../errors/outcry-error.ts';
import type { Bar } from './bar.ts';
import { barsOf, createBarBuilder } from './default.ts';
import { parseBarSpec } from './spec.ts';
import { zoneOffsets } from './zone.ts';

const SCALES = { priceScale: 0, qtyScale: 0 };
const NEW_YORK = 'America/New_York';
const MS = 1_000_000n;
const utc = (text: string): bigint => BigInt(Date.parse(`${text}Z`)) * MS;
const iso = (ns: bigint): string => new Date(Number(ns / MS)).toISOString().slice(0, 16);
const [FROM, TO] = [utc('2023-01-01T00:00'), utc('2026-01-01T00:00')];
const offsets = zoneOffsets(NEW_YORK, FROM, TO);

const formats = new Map<string, Intl.DateTimeFormat>();
/** Local date and time, `2024-03-11 09:30`, without the arithmetic of offsets. */
function shownIn(zone: string, ns: bigint): string {
  let format = formats.get(zone);
  if (format === undefined) {
    const options = { timeZone: zone, dateStyle: 'short', timeStyle: 'short' } as const;
    formats.set(zone, (format = new Intl.DateTimeFormat('sv-SE', options)));
  }
  return format.format(Number(ns / MS));
}
const minuteOf = (shown: string): number =>
  Number(shown.slice(11, 13)) * 60 + Number(shown.slice(14));
const clockOf = (minutes: number): string =>
  `${Math.floor(minutes / 60)}`.padStart(2, '0') + ':' + `${minutes % 60}`.padStart(2, '0');

/** The bar that a trade at `ts` opens; undefined: it is outside the session. */
function barAt(spec: string, ts: bigint, table = offsets): Bar | undefined {
  using bars = createBarBuilder(spec, SCALES, { offsets: table });
  bars.trade({ timeNs: ts, price: 1, qty: 1 });
  return bars.forming();
}
const intervalOf = (spec: string, ts: string, table = offsets): readonly string[] | undefined => {
  const bar = barAt(spec, utc(ts), table);
  return bar === undefined ? undefined : [iso(bar.openTimeNs), iso(bar.closeTimeNs)];
};

function thrownBy(call: () => unknown): OutcryError {
  try {
    call();
  } catch (error) {
    if (error instanceof OutcryError) return error;
    throw error;
  }
  throw new RangeError('nothing was thrown');
}

describe('tables', () => {
  test('of New York', () => {
    expect(zoneOffsets(NEW_YORK, utc('2024-01-05T00:00'), utc('2025-03-09T07:00'))).toEqual([
      { fromNs: utc('2024-01-05T00:00'), minutes: -300 },
      { fromNs: utc('2024-03-10T07:00'), minutes: -240 },
      { fromNs: utc('2024-11-03T06:00'), minutes: -300 },
      { fromNs: utc('2025-03-09T07:00'), minutes: -240 },
    ]);
  });

  test('of places with other changes, and with none', () => {
    const table = (zone: string, from: string, to: string) =>
      zoneOffsets(zone, utc(from), utc(to)).map(({ fromNs, minutes }) => [iso(fromNs), minutes]);
    expect(table('Asia/Kolkata', '2000-01-01T00:00', '2020-01-01T00:00')).toEqual([
      ['2000-01-01T00:00', 330],
    ]);
    // Half an hour of daylight saving; a day that was left out.
    expect(table('Australia/Lord_Howe', '2024-01-01T00:00', '2024-12-01T00:00')).toEqual([
      ['2024-01-01T00:00', 660],
      ['2024-04-06T15:00', 630],
      ['2024-10-05T15:30', 660],
    ]);
    expect(table('Pacific/Apia', '2011-12-01T00:00', '2012-01-05T00:00')).toEqual([
      ['2011-12-01T00:00', -600],
      ['2011-12-30T10:00', 840],
    ]);
  });

  test.each([
    ['America/Gotham', FROM, TO],
    ['', FROM, TO],
    [undefined, FROM, TO],
    [NEW_YORK, TO, FROM],
    [NEW_YORK, 0, TO],
    [NEW_YORK, FROM, -1n],
    [NEW_YORK, 0n, 2n ** 63n - 1n],
    ['Africa/Monrovia', utc('1971-01-01T00:00'), utc('1971-02-01T00:00')],
  ])('%s from %o to %o: none', (zone, from, to) => {
    const call = (): unknown => zoneOffsets(zone as string, from as bigint, to);
    expect(thrownBy(call)).toMatchObject({ code: 'BAD_ARGUMENT' });
  });
});

describe('sessions', () => {
  const moments = fc.bigInt({ min: FROM / MS, max: TO / MS }).map((ms) => ms * MS);

  test('of New York begin at 09:30 there, all year round', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(15, 60, 90), (ts, span) => {
        const bar = barAt(`${span}m@09:30-16:00`, ts);
        const shown = shownIn(NEW_YORK, ts);
        const minute = minuteOf(shown);
        expect(bar !== undefined).toBe(minute >= 570 && minute < 960);
        if (bar === undefined) return;
        const from = minute - ((minute - 570) % span);
        const day = shown.slice(0, 10);
        expect(shownIn(NEW_YORK, bar.openTimeNs)).toBe(`${day} ${clockOf(from)}`);
        const end = clockOf(Math.min(from + span, 960));
        expect(shownIn(NEW_YORK, bar.closeTimeNs)).toBe(`${day} ${end}`);
      }),
      { numRuns: 300 },
    );
  });

  test('over columns of two winters and a summer', () => {
    // A trade every 25 minutes, as many to a bar of a session as fall in it.
    const count = 30_000;
    const timeNs = BigInt64Array.from(
      { length: count },
      (_, k) => FROM + BigInt(k) * 1500_000n * MS,
    );
    const price = Array.from(timeNs, () => 1);
    const bars = barsOf({ timeNs, price, qty: price }, '1d@09:30-16:00', { offsets });
    const byDay = new Map<string, number>();
    for (const ts of timeNs) {
      const shown = shownIn(NEW_YORK, ts);
      const minute = minuteOf(shown);
      const day = shown.slice(0, 10);
      if (minute >= 570 && minute < 960) byDay.set(day, (byDay.get(day) ?? 0) + 1);
    }
    const found = Array.from(bars.eventCount, (n, k): [string, number] => [
      shownIn(NEW_YORK, bars.openTimeNs[k] ?? 0n).slice(0, 10),
      n,
    ]);
    expect(found).toEqual([...byDay].slice(0, found.length));
    expect(bars.length).toBeGreaterThan(500);
  });

  test('that are not filled over night, through a change', () => {
    using bars = createBarBuilder('3h@10:00-16:00', SCALES, { offsets, fill: true });
    bars.trade({ timeNs: utc('2024-03-08T15:30'), price: 1, qty: 1 });
    const closed = bars.trade({ timeNs: utc('2024-03-11T14:30'), price: 1, qty: 1 });
    expect(closed.map((bar) => iso(bar.openTimeNs))).toEqual([
      '2024-03-08T15:00',
      '2024-03-08T18:00',
      '2024-03-09T15:00',
      '2024-03-09T18:00',
      '2024-03-10T14:00',
      '2024-03-10T17:00',
    ]);
    expect(bars.forming()?.openTimeNs).toBe(utc('2024-03-11T14:00'));
  });
});

describe('days, weeks and months', () => {
  // Days of 23 and 25 hours; a grid within a day starts anew with it.
  test.each([
    ['1d', '2024-03-10T20:00', '2024-03-10T05:00', '2024-03-11T04:00'],
    ['1d', '2024-11-04T04:59', '2024-11-03T04:00', '2024-11-04T05:00'],
    ['1d@17:00', '2024-03-10T20:59', '2024-03-09T22:00', '2024-03-10T21:00'],
    ['4h@17:00', '2024-03-10T06:59', '2024-03-10T06:00', '2024-03-10T10:00'],
    ['4h@17:00', '2024-03-10T20:59', '2024-03-10T18:00', '2024-03-10T21:00'],
    ['4h@17:00', '2024-11-03T21:30', '2024-11-03T21:00', '2024-11-03T22:00'],
    // 02:30 is left out that day: it begins with the change; 01:30 comes twice, the first counts.
    ['1d@02:30', '2024-03-10T07:00', '2024-03-10T07:00', '2024-03-11T06:30'],
    ['1d@01:30', '2024-11-03T06:45', '2024-11-03T05:30', '2024-11-04T06:30'],
    ['1w', '2024-03-10T12:00', '2024-03-04T05:00', '2024-03-11T04:00'],
    ['2d', '2024-11-04T12:00', '2024-11-03T04:00', '2024-11-05T05:00'],
    ['1M', '2024-03-31T23:00', '2024-03-01T05:00', '2024-04-01T04:00'],
    ['1M@17:00', '2024-11-01T20:59', '2024-10-01T21:00', '2024-11-01T21:00'],
  ])('%s at %s', (spec, ts, start, end) => {
    expect(intervalOf(spec, ts)).toEqual([start, end]);
  });

  test('follow each other without a gap, whatever the place', () => {
    const zones = ['Australia/Lord_Howe', 'Europe/London', 'America/St_Johns', 'Africa/Casablanca'];
    const specs = ['1d@00:30', '1d@17:00', '5h@02:10', '1w@23:00', '3d', '1M@02:15'];
    for (const zone of zones) {
      const table = zoneOffsets(zone, FROM, TO);
      for (const spec of specs) {
        using bars = createBarBuilder(spec, SCALES, { offsets: table, fill: true });
        bars.trade({ timeNs: FROM, price: 1, qty: 1 });
        const closed = bars.time(TO);
        expect(closed.length).toBeGreaterThan(30);
        closed.forEach((bar, k) => {
          if (k > 0) expect(bar.openTimeNs).toBe(closed[k - 1]?.closeTimeNs);
          expect(bar.closeTimeNs > bar.openTimeNs).toBe(true);
          const shown = shownIn(zone, bar.openTimeNs).slice(11);
          if (spec === '1d@17:00') expect(shown).toBe('17:00');
        });
      }
    }
  });

  test('with one offset only are those of a text that has it', () => {
    const moments = fc.bigInt({ min: FROM / MS, max: TO / MS }).map((ms) => ms * MS);
    const india = zoneOffsets('Asia/Kolkata', FROM, TO);
    const texts = ['1h@09:15', '1d', '1w@09:15', '3M', '15m@09:15-15:30', '2d', '7h'];
    fc.assert(
      fc.property(moments, fc.constantFrom(...texts), (ts, text) => {
        using bars = createBarBuilder(
          text.includes('@') ? `${text}+05:30` : `${text}@00:00+05:30`,
          SCALES,
        );
        bars.trade({ timeNs: ts, price: 1, qty: 1 });
        const [own, fixed] = [barAt(text, ts, india), bars.forming()];
        // Spans of several days are counted from the same first day.
        expect([own?.openTimeNs, own?.closeTimeNs]).toEqual([
          fixed?.openTimeNs,
          fixed?.closeTimeNs,
        ]);
      }),
      { numRuns: 200 },
    );
  });
});

test('a state goes on where the table is the same, also in the midst of a change', () => {
  const make = (table = offsets) => createBarBuilder('4h@17:00', SCALES, { offsets: table });
  using first = make();
  first.trade({ timeNs: utc('2024-03-10T06:59'), price: 1, qty: 1 });
  const state = first.save();
  using second = make([...offsets]);
  second.restore(state);
  const closed = second.trade({ timeNs: utc('2024-03-10T21:00'), price: 2, qty: 1 });
  expect(closed.map((bar) => iso(bar.closeTimeNs))).toEqual(['2024-03-10T10:00']);
  expect(second.forming()?.openTimeNs).toBe(utc('2024-03-10T21:00'));
  for (const table of [offsets.slice(1), offsets.map((each) => ({ ...each, minutes: 0 }))]) {
    using other = make(table);
    expect(thrownBy(() => other.restore(state))).toMatchObject({ code: 'BAD_ARGUMENT' });
  }
});

describe('refused', () => {
  test('a zone in the text, with what to do instead', () => {
    for (const text of [
      '15m@09:30-16:00America/New_York',
      'heikin-ashi:1d@17:00 America/New_York',
    ]) {
      const error = thrownBy(() => parseBarSpec(text));
      expect(error).toMatchObject({ code: 'BAD_BAR_SPEC' });
      expect(error.message).toContain(
        "pass offsets: zoneOffsets('America/New_York', fromNs, toNs) as an option",
      );
    }
  });

  test.each<[string, unknown]>([
    ['1m', []],
    ['1m', null],
    ['1m', 'America/New_York'],
    ['1m', [undefined]],
    ['1m', [{ fromNs: 1, minutes: 0 }]],
    ['1m', [{ fromNs: 1n, minutes: 0.5 }]],
    ['1m', [{ fromNs: 1n, minutes: 841 }]],
    [
      '1m',
      [
        { fromNs: 1n, minutes: 0 },
        { fromNs: 86_400_000_000_000n, minutes: 60 },
      ],
    ],
    [
      '1m',
      Array.from({ length: 1001 }, (_, k) => ({ fromNs: BigInt(k) * 10n ** 15n, minutes: 0 })),
    ],
    ['tick:5', offsets],
    ['25h', offsets],
    ['1h@09:15+05:30', offsets],
    ['15m@09:30-16:00UTC-05:00', offsets],
    ['heikin-ashi:1d@17:00Z', offsets],
  ])('%s with %o', (spec, table) => {
    const call = (): unknown => createBarBuilder(spec, SCALES, { offsets: table as [] });
    expect(thrownBy(call)).toMatchObject({ code: 'BAD_ARGUMENT' });
  });
});
