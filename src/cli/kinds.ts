// `--kinds depth,trade,bbo`: which records a command takes.
import { RecordKind } from '../abi/records.ts';
import { OutcryError } from '../errors/outcry-error.ts';

const KINDS: Readonly<Record<string, readonly number[]>> = {
  depth: [
    RecordKind.DepthDelta,
    RecordKind.DepthSnapshot,
    RecordKind.DepthClear,
    RecordKind.DepthSingle,
  ],
  trade: [RecordKind.Trade],
  bbo: [RecordKind.Bbo],
  order: [
    RecordKind.OrderAdd,
    RecordKind.OrderReduce,
    RecordKind.OrderDelete,
    RecordKind.OrderModify,
    RecordKind.OrderExecute,
  ],
};

/** The engine's kindMask for a comma-separated list. @throws OutcryError BAD_ARGUMENT */
export function parseKinds(text: string): number {
  let mask = (1 << RecordKind.Definition) | (1 << RecordKind.Status);
  for (const name of text.split(',')) {
    const kinds = KINDS[name.trim()];
    if (kinds === undefined)
      throw new OutcryError('BAD_ARGUMENT', 'usage', 'unknown kind of record', {
        where: '--kinds',
        expected: `some of ${Object.keys(KINDS).join(', ')}`,
        found: `'${name}'`,
      });
    for (const kind of kinds) mask |= 1 << kind;
  }
  return mask >>> 0;
}
