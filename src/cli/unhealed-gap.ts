// The fault that a result itself shows: a market that ended without a readable book.
import { OutcryError } from '../errors/outcry-error.ts';
import { formatTime } from '../model/time.ts';
import type { Gap } from '../replay/merge.ts';
import type { TopOfBookReport } from '../replay/report.ts';

/** The error of the first book that ended gapped, naming its last gap; undefined: all is well. */
export function unhealedGap(
  gaps: readonly Gap[],
  books: readonly TopOfBookReport[],
  hint: string,
): OutcryError | undefined {
  const broken = books.find((top) => top.state === 'gapped');
  if (broken === undefined) return undefined;
  const gap = gaps.findLast((g) => g.instrument === `${broken.venue}:${broken.symbol}`);
  if (gap === undefined) return undefined;
  return new OutcryError('SEQUENCE_GAP', 'input', `${gap.instrument} ends without a book`, {
    where: gap.source,
    ...(gap.line === undefined ? {} : { line: gap.line }),
    expected: `update id ${gap.expected}`,
    found: `${gap.found} at ${formatTime(gap.recvTsNs)}`,
    hint,
  });
}
