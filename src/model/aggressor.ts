// Who took liquidity, as programs say it and as records have it.
import { RecordFlag } from '../abi/records.ts';
import { badArgument } from '../errors/arguments.ts';

/**
 * The bit of a trade's flags; none where nobody knows.
 *
 * @throws OutcryError BAD_ARGUMENT: a word that is neither side would count as one otherwise
 */
export function aggressorFlag(side: 'buy' | 'sell' | undefined): number {
  if (side === undefined) return 0;
  if (side === 'buy') return RecordFlag.Buy;
  // Programs need not be TypeScript.
  if ((side as unknown) === 'sell') return RecordFlag.Sell;
  throw badArgument('this is no side of a trade', "'buy', 'sell', or undefined: not known", side);
}
