// Candles of stocks and small coins: large volumes, prices with the noise of floats.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCore } from '../core/core.ts';
import type { OutcryError } from '../errors/outcry-error.ts';
import { bytesSource } from '../testing/collect-records.ts';
import { quantaOf } from './candle-scales.ts';
import { type CandleSource, openCandles } from './candle-source.ts';
import { withoutNoise } from './float-noise.ts';
import type { InstrumentHint } from './instrument-registry.ts';

const HEAD = 'Date,Open,High,Low,Close,Adj Close,Volume\n';
const core = await createCore();

const open = (text: string, hint: InstrumentHint = {}): Promise<CandleSource> =>
  openCandles(bytesSource(text), {
    core,
    assignId: () => 0,
    describe: () => hint,
    symbol: 'AAPL',
  });

async function refusal(text: string, hint: InstrumentHint = {}): Promise<string> {
  const error: unknown = await open(text, hint).catch((fault: unknown) => fault);
  return (error as OutcryError).message;
}

describe('volumes', () => {
  it.each([
    ['82488700', 7],
    ['22000000', 8],
    ['8248870000', 5],
    ['1234567890123.25', 3],
    ['99999999999999', 1],
  ])('of %s leave %i decimals for quantities', async (volume, qtyScale) => {
    const { instrument, columns } = await open(
      `${HEAD}2024-01-02,187.149994,188.44,183.5,185.6,185,${volume}
2024-01-03,1,1,1,1,1,0.000000001
2024-01-04,1,1,1,1,1,0
`,
    );
    expect(instrument).toMatchObject({ priceScale: 6, qtyScale });
    expect(columns.open[0]).toBe(187_149_994n);
    expect(columns.qty[0]).toBe(BigInt(Math.round(Number(volume) * 10 ** qtyScale)));
    // Something was traded, however little; nothing was traded where the volume says so.
    expect(columns.qty[1]).toBe(1n);
    expect(columns.qty[2]).toBe(0n);
  });

  it('that never fit are refused with their place', async () => {
    expect(await refusal(`${HEAD}2024-01-02,1,1,1,1,1,5\n2024-01-03,1,1,1,1,1,1e30\n`)).toMatch(
      /:3: a volume has too many digits: .*found volume 1e30/,
    );
    const said = await refusal(`${HEAD}2024-01-02,1,1,1,1,1,82488700\n`, { qtyScale: 8 });
    expect(said).toMatch(/:2: a volume .*found volume 82488700 at 8 \(qtyScale 7 fits\)/);
  });
});

describe('prices', () => {
  it.each([
    [100.10000000000001, 100.1],
    [0.30000000000000004, 0.3],
    [187.1499938964844, 187.15],
    [182.01499938964844, 182.015],
    [0.1 + 0.7, 0.8],
    [-100.10000000000001, -100.1],
    // Nothing spoilt these.
    [100.1, 100.1],
    [4761.5400390625, 4761.54],
    // 32nds, 128ths and 256ths are prices of bonds.
    [110.00390625, 110.00390625],
    [123456.789012345, 123456.789012345],
    [999999999999.001, 999999999999.001],
    [1.2345678901234567, 1.2345678901234567],
  ])('%d means %d', (value, plain) => {
    expect(withoutNoise(value)).toBe(plain);
  });

  it('keep decimals that floats of 32 and 64 bits and sums have spoilt', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.nat(4), (digits, scale) => {
        const value = digits / 10 ** scale;
        for (const spoilt of [Math.fround(value), value * (1 + 2 ** -52), value]) {
          const column = Float64Array.of(spoilt);
          expect(quantaOf(column, scale)).toEqual(BigInt64Array.of(BigInt(digits)));
          expect(Math.abs(withoutNoise(spoilt) - value)).toBeLessThanOrEqual(6e-8 * value);
        }
      }),
    );
  });

  it('with noise do not make the scale finer', async () => {
    const float = await open(`${HEAD}2024-01-02,4761.5400390625,4800,4699.0,4760.5,1,1\n`);
    expect(float.instrument.priceScale).toBe(2);
    const noisy = await open(
      `${HEAD}2024-01-02,100.10000000000001,187.1499938964844,99,100,1,1
2024-01-03,0.1000000000000000055511151231257827,0.30000000000000004,0.1,0.25,1,1
`,
    );
    expect(noisy.instrument.priceScale).toBe(2);
    expect(noisy.columns.open).toEqual(BigInt64Array.of(10010n, 10n));
    expect(noisy.columns.high).toEqual(BigInt64Array.of(18715n, 30n));
  });

  it('with more digits than fit are refused with their place, and rounded on demand', async () => {
    const text = `${HEAD}2024-01-02,1,101,1,1,1,1\n2024-01-03,1,2,1,1.123456789012345678,1,1\n`;
    const message = await refusal(text);
    expect(message).toMatch(/:3: .*at most 13 decimals, beside 101 in line 2, found close 1\.1234/);
    expect(message).toMatch(/\(priceScale 13 rounds all prices\)$/);
    const rounded = await open(text, { priceScale: 4 });
    expect(rounded.columns.close).toEqual(BigInt64Array.of(10_000n, 11_235n));
    expect(await refusal(text, { priceScale: 14 })).toMatch(/:2: .*found high 101 at 14/);
  });
});
