// Refused events as errors.
import { BarFault } from '../abi/bars.ts';
import { OutcryError } from '../errors/outcry-error.ts';

const FAULTS: Readonly<Record<number, readonly [code: string, message: string, hint?: string]>> = {
  [BarFault.Late]: [
    'LATE_EVENT',
    'an event whose bar is closed',
    "late: 'ignore' leaves such events out and counts them",
  ],
  [BarFault.Disorder]: [
    'OUT_OF_ORDER',
    'an event earlier than the one before it',
    "disorder: 'include' takes such events",
  ],
  [BarFault.Duplicate]: ['DUPLICATE_EVENT', 'an event that was there already'],
  [BarFault.Malformed]: [
    'MALFORMED_EVENT',
    'a negative quantity, or a bar whose high and low do not hold its prices',
    "malformed: 'ignore' leaves such events out and counts them",
  ],
  [BarFault.Straddle]: [
    'BAR_TOO_LONG',
    'a bar that reaches over the end of the bar it starts in',
    'the length of the smaller bars must divide that of the larger ones',
  ],
  [BarFault.LongGap]: [
    'LONG_GAP',
    'more bars at once than fillMax',
    'a wrong time or price does this; otherwise raise fillMax',
  ],
  [BarFault.Overflow]: ['OVERFLOW', 'quantities that add up to more than 63 bits hold'],
};

/** The error for a `BarFault`. */
export function faultError(fault: number, where: string, found: string): OutcryError {
  const [code, message, hint] = FAULTS[fault] ?? ['BAD_MESSAGE', 'not a record'];
  const details = { where, found };
  return new OutcryError(
    code,
    'input',
    message,
    hint === undefined ? details : { ...details, hint },
  );
}
