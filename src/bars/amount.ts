// Prices, quantities and ids of events as integers.
import { badArgument } from '../errors/arguments.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { parseDecimal } from '../model/decimal.ts';

/** A number in units, decimal text, or quanta. What the scale cannot hold is refused. */
export type Amount = number | string | bigint;

/** @throws OutcryError BAD_ARGUMENT, OVERFLOW unless it is an integer of 64 bits */
export function checkI64(value: bigint, name: string): bigint {
  if (typeof value !== 'bigint') throw badArgument(`${name} is no bigint`, 'a bigint', value);
  if (BigInt.asIntN(64, value) === value) return value;
  throw new OutcryError('OVERFLOW', 'input', `${name} does not fit into 64 bits`, {
    expected: 'from -2^63 to 2^63 - 1',
    found: `${value}`,
  });
}

/** @throws OutcryError BAD_ARGUMENT, SCALE_TOO_FINE, BAD_DECIMAL, OVERFLOW */
export function quantaOf(amount: Amount, scale: number, name: string): bigint {
  if (typeof amount === 'bigint') return checkI64(amount, name);
  if (typeof amount === 'number') {
    const power = 10 ** scale;
    const quanta = Math.round(amount * power);
    if (Number.isSafeInteger(quanta) && quanta / power === amount) return BigInt(quanta);
  } else if (typeof amount !== 'string')
    throw badArgument(
      `${name} is no amount`,
      'a number, decimal text, or quanta as bigint',
      amount,
    );
  return parseDecimal(String(amount), scale);
}
