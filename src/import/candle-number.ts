// Decimal text to the nearest double, and the decimals that it needs. Up to 15 digits are a
// quotient of two exact integers, which rounds once; other texts go through Number.
import { significantDecimals } from '../model/decimal.ts';
import { DIGITS_PLAIN, withoutNoise } from './float-noise.ts';
import { POW10 } from './text-fields.ts';

const DIGITS_MAX = 15;
/** Digits that tell all doubles apart. */
const DOUBLE_DIGITS = 17;
/** Below it there is no noise to look for. */
const MANTISSA_PLAIN = 10 ** DIGITS_PLAIN;
const DOT = 46;
const MINUS = 45;
const ZERO = 48;
const SPACE = 32;
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?$/;

/** What to do about a number whose decimals stand behind a comma; undefined for other texts. */
export function commaHint(text: string): string | undefined {
  return /^'[-+]?\d*,\d+'$/.test(text) ? 'decimals stand behind a point, not a comma' : undefined;
}

export class DecimalField {
  value = 0;
  /** Decimals of the last value, without zeros at the end, and without those of float noise. */
  decimals = 0;
  readonly #decoder = new TextDecoder();

  /** Reads [first, last); `implied` decimals are left out in the text. False: no number. */
  read(bytes: Uint8Array, first: number, last: number, implied: number): boolean {
    let start = first;
    let end = last;
    while (start < end && bytes[start] === SPACE) start++;
    while (end > start && bytes[end - 1] === SPACE) end--;
    const isNegative = bytes[start] === MINUS;
    let mantissa = 0;
    let digits = 0;
    let decimals = -1;
    for (let at = isNegative ? start + 1 : start; at < end; at++) {
      const digit = (bytes[at] as number) - ZERO;
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        digits++;
        if (decimals >= 0) decimals++;
      } else if (bytes[at] === DOT && decimals < 0) decimals = 0;
      else return this.#readSlowly(bytes, start, end, implied);
    }
    let scale = Math.max(decimals, 0) + implied;
    if (digits === 0 || digits > DIGITS_MAX || scale > DIGITS_MAX)
      return this.#readSlowly(bytes, start, end, implied);
    const value = mantissa / (POW10[scale] as number);
    this.value = isNegative ? -value : value;
    if (mantissa === 0) scale = 0;
    for (; scale > 0 && mantissa % 10 === 0; scale--) mantissa /= 10;
    this.decimals = scale;
    if (scale > 0 && mantissa >= MANTISSA_PLAIN) this.#hear();
    return true;
  }

  /** Decimals of noise do not count. */
  #hear(): void {
    const plain = withoutNoise(this.value);
    if (plain !== this.value) this.decimals = significantDecimals(String(plain));
  }

  #readSlowly(bytes: Uint8Array, start: number, end: number, implied: number): boolean {
    const text = this.#decoder.decode(bytes.subarray(start, end)).trim();
    if (!NUMBER.test(text)) return false;
    const [mantissa = '', exponent = '0'] = text.replace(/^\+/, '').toLowerCase().split('e');
    const shifted = `${mantissa}e${Number(exponent) - implied}`;
    this.value = Number(shifted);
    if (!Number.isFinite(this.value)) return false;
    // A double keeps 17 digits: its own text tells what more of them meant.
    const plain = withoutNoise(this.value);
    const isNoisy = plain !== this.value || mantissa.length > DOUBLE_DIGITS + 3;
    this.decimals = significantDecimals(isNoisy ? String(plain) : shifted);
    return true;
  }
}
