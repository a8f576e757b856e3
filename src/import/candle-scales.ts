// Candles as integers: how many decimals their prices and volumes get, and what is refused. Prices
// are kept as they are written. Volumes say how much was traded: their last place may go.
import { OutcryError } from '../errors/outcry-error.ts';
import type { Candles } from './candles.ts';
import { withoutNoise } from './float-noise.ts';

/** Up to here a product with a power of ten is nearer to its integer than to any other. */
const QUANTA_MAX = 0x8_0000_0000_0000;
/** Larger powers of ten are no doubles. */
const SCALE_MAX = 22;
/** Candles do not say how fine orders may be: a hundred-millionth, unless volumes are too large. */
const QTY_SCALE = 8;

function quanta(value: number, unit: number): number {
  const nearest = Math.round(value * unit);
  // What is no multiple of the quantum is rounded: after what spoilt it is gone.
  return nearest / unit === value ? nearest : Math.round(withoutNoise(value) * unit);
}

/**
 * A column as integers of `10^-scale`: exact for values whose text had at most `scale` decimals,
 * the nearest one otherwise.
 * @throws OutcryError OVERFLOW where an integer exceeds 2^51: the column cannot be exact then
 */
export function quantaOf(column: Float64Array, scale: number): BigInt64Array<ArrayBuffer> {
  const unit = Number(`1e${scale}`);
  const integers = new BigInt64Array(column.length);
  for (const [i, value] of column.entries()) {
    const whole = quanta(value, unit);
    if (scale > SCALE_MAX || !(Math.abs(whole) <= QUANTA_MAX))
      throw new OutcryError('OVERFLOW', 'input', 'a value has too many digits', {
        where: `row ${i}`,
        expected: `at most 15 digits at ${scale} decimals`,
        found: `${value}`,
      });
    integers[i] = BigInt(whole);
  }
  return integers;
}

/** Volumes as integers. A candle in which something was traded keeps a volume. */
export function volumeQuanta(column: Float64Array, scale: number): BigInt64Array<ArrayBuffer> {
  const rounded = quantaOf(column, scale);
  for (let i = 0; i < rounded.length; i++)
    if (rounded[i] === 0n && (column[i] ?? 0) > 0) rounded[i] = 1n;
  return rounded;
}

/** Most decimals at which `value` fits; below zero where none do. */
function mostDecimals(value: number): number {
  let scale = SCALE_MAX;
  while (scale >= 0 && Math.abs(value) * Number(`1e${scale}`) > QUANTA_MAX) scale--;
  return scale;
}

/** Scales of candles; what the user says stands. */
export interface CandleScales {
  readonly priceScale: number;
  readonly qtyScale: number;
}

/**
 * The scales that candles need.
 * @param hint what the user says of them
 * @throws OutcryError OVERFLOW with line and column of what does not fit, and what would
 */
export function scalesOf(candles: Candles, hint: Partial<CandleScales>): CandleScales {
  const { name, finestPrice, highestPrice, largestVolume } = candles;
  const priceScale = hint.priceScale ?? candles.priceScale;
  const pricesMost = mostDecimals(highestPrice.value);
  if (priceScale > pricesMost) {
    const isSaid = hint.priceScale !== undefined;
    const at = isSaid || pricesMost < 0 ? highestPrice : finestPrice;
    const beside = at === highestPrice ? '' : `, beside ${highestPrice.value} in line`;
    throw new OutcryError('OVERFLOW', 'input', 'a price has too many digits', {
      where: name,
      line: at.line,
      expected: `at most ${Math.max(pricesMost, 0)} decimals${
        beside === '' ? '' : `${beside} ${highestPrice.line}`
      }`,
      found: isSaid ? `${at.column} ${at.text} at ${priceScale}` : `${at.column} ${at.text}`,
      ...(pricesMost < 0 ? {} : { hint: `priceScale ${pricesMost} rounds all prices` }),
    });
  }
  const volumesMost = mostDecimals(largestVolume.value);
  const needed = Math.max(candles.qtyScale, QTY_SCALE);
  const qtyScale = hint.qtyScale ?? Math.min(needed, Math.max(volumesMost, 0));
  if (Math.abs(largestVolume.value) * Number(`1e${qtyScale}`) > QUANTA_MAX)
    throw new OutcryError('OVERFLOW', 'input', 'a volume has too many digits', {
      where: name,
      line: largestVolume.line,
      expected: `at most ${QUANTA_MAX} at 0 decimals`,
      found: `volume ${largestVolume.text} at ${qtyScale}`,
      hint: volumesMost < 0 ? 'qtyScale -6 counts millions' : `qtyScale ${volumesMost} fits`,
    });
  return { priceScale, qtyScale };
}
