// Decimal text to integer quanta and back, without a float. Cold path: the hot path has the same
// rules in core-wasm/math/decimal.ts, and a test holds the two together.
import { OutcryError } from '../errors/outcry-error.ts';

const DECIMAL = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const MAX = (1n << 63n) - 1n;

/**
 * Quanta of `text` at `scale` (10^-scale each): `parseDecimal('61800.20', 2)` is `6180020n`.
 *
 * @param scale decimals kept, -6..18; negative scales count tens, hundreds, ...
 * @throws OutcryError BAD_DECIMAL, SCALE_TOO_FINE (digits would be lost), OVERFLOW (63 bits)
 */
export function parseDecimal(text: string, scale: number): bigint {
  const match = DECIMAL.exec(text);
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (match === null || whole.length + fraction.length === 0)
    throw new OutcryError('BAD_DECIMAL', 'input', 'not a decimal number', { found: `'${text}'` });
  const shift = scale - fraction.length + Number(match[4] ?? '0');
  let quanta = BigInt(whole + fraction);
  if (quanta === 0n) return 0n;
  if (shift >= 0) {
    if (shift > 40) throw overflow(text);
    quanta *= 10n ** BigInt(shift);
  } else {
    const divisor = 10n ** BigInt(Math.min(-shift, 5000));
    if (quanta % divisor !== 0n)
      throw new OutcryError('SCALE_TOO_FINE', 'input', 'more decimals than the scale holds', {
        expected: `at most ${scale} decimals`,
        found: `'${text}'`,
      });
    quanta /= divisor;
  }
  if (quanta > MAX) throw overflow(text);
  return match[1] === '-' ? -quanta : quanta;
}

function overflow(text: string): OutcryError {
  return new OutcryError('OVERFLOW', 'input', 'number too large for 63 bits', {
    found: `'${text}'`,
  });
}

/** Text of `quanta` at `scale`, with exactly `scale` decimals: `formatDecimal(5n, 2)` is `0.05`. */
export function formatDecimal(quanta: bigint, scale: number): string {
  if (scale <= 0) return (quanta * 10n ** BigInt(-scale)).toString();
  const digits = (quanta < 0n ? -quanta : quanta).toString().padStart(scale + 1, '0');
  const cut = digits.length - scale;
  return `${quanta < 0n ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

/** Decimals that `text` needs: `61800.20` needs 1, `5` needs 0, `1e-3` needs 3. */
export function significantDecimals(text: string): number {
  const match = DECIMAL.exec(text);
  if (match === null)
    throw new OutcryError('BAD_DECIMAL', 'input', 'not a decimal number', { found: `'${text}'` });
  const exponent = Number(match[4] ?? '0');
  const all = `${match[2] ?? ''}${match[3] ?? ''}`.replace(/0+$/, '');
  if (all.length === 0) return 0;
  return Math.max(0, all.length - (match[2] ?? '').length - exponent);
}
