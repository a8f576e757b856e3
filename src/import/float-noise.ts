// Decimals that floats have spoilt.

/** Digits that every double keeps of a decimal. */
const DIGITS_KEPT = 15;
/** Digits of a decimal that noise is looked for behind, and how near noise is, as a share. */
export const DIGITS_PLAIN = 12;
const NOISE = 2 ** -49;
/** Digits that tell all floats of 32 bits apart. */
const DIGITS_FLOAT = 9;

/** Digits of a number's shortest text, without zeros at both ends. */
function digitsOf(value: number): number {
  const [mantissa = ''] = String(Math.abs(value)).split('e');
  return mantissa.replace('.', '').replace(/^0+|0+$/g, '').length;
}

/**
 * The decimal that is meant by a value which arithmetic or a float of 32 bits has spoilt:
 * 100.10000000000001 is 100.1, 187.1499938964844 is 187.15. Other values stay.
 */
export function withoutNoise(value: number): number {
  const digits = digitsOf(value);
  if (digits <= DIGITS_PLAIN) return value;
  const plain = Number(value.toPrecision(DIGITS_PLAIN));
  const isNear = Math.abs(plain - value) <= NOISE * Math.abs(value);
  if (isNear && digits > DIGITS_KEPT) return plain;
  const float = Math.fround(value);
  if (Math.abs(float - value) > NOISE * Math.abs(value)) return value;
  for (let kept = 1; kept <= DIGITS_FLOAT; kept++) {
    const short = Number(value.toPrecision(kept));
    if (Math.fround(short) === float) return short;
  }
  return value;
}
