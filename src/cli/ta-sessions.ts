// Anchors of sessions out of the times of bars: what averages since an anchor and pivots of
// sessions take.
import { OutcryError } from '../errors/outcry-error.ts';
import { type CandleTimeOptions, CandleTimes } from '../import/candle-times.ts';
import type { IndicatorSpec } from '../indicators/spec.ts';
import type { Session, TaInput } from './ta-types.ts';

const MS_NS = 1_000_000n;
const DAY_NS = 86_400_000n * MS_NS;

const floorDivided = (a: bigint, b: bigint): bigint => (a - (((a % b) + b) % b)) / b;

/** Number of the span that a time lies in. */
function spanOf(timeNs: bigint, session: Session): bigint {
  if (session === 'none') return 0n;
  const day = floorDivided(timeNs, DAY_NS);
  if (session === 'day') return day;
  // 1970 began on a Thursday.
  if (session === 'week') return floorDivided(day + 3n, 7n);
  const date = new Date(Number(floorDivided(timeNs, MS_NS)));
  return BigInt(date.getUTCFullYear() * 12 + date.getUTCMonth());
}

/** 1 at the first bar of each session, otherwise 0, of bars at `times`, oldest first. */
export function anchorsOf(times: ArrayLike<bigint>, session: Session): Float64Array {
  const column = new Float64Array(times.length);
  let last: bigint | undefined;
  for (let i = 0; i < times.length; i++) {
    const span = spanOf(times[i] ?? 0n, session);
    if (span !== last) column[i] = 1;
    last = span;
  }
  return column;
}

/**
 * `input` with anchors, where the indicator takes some and no column holds them.
 * @param session @default 'day'
 * @param timesOf ns since 1970, oldest first; undefined where rows have no times
 * @throws OutcryError BAD_ARGUMENT for a session that nothing asks for, or that needs times
 */
export function withAnchors(
  spec: IndicatorSpec,
  input: TaInput,
  session: Session | undefined,
  timesOf: (() => ArrayLike<bigint>) | undefined,
): TaInput {
  const refuse = (expected: string): never => {
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'there are no sessions to make', {
      where: '--session',
      expected,
    });
  };
  const isOpen = spec.inputs.includes('anchor') && input.columns['anchor'] === undefined;
  if (!isOpen || timesOf === undefined) {
    const warnings = [...input.warnings, 'rows have no times: all bars are one session'];
    if (session === undefined) return isOpen ? { ...input, warnings } : input;
    return refuse(isOpen ? 'rows with times' : 'an indicator whose input anchor no column serves');
  }
  const span = session ?? 'day';
  const anchor = anchorsOf(timesOf(), span);
  const isEach = anchor.length > 1 && !anchor.includes(0);
  const { columns, names, warnings } = input;
  return {
    ...input,
    columns: { ...columns, anchor },
    names: { ...names, anchor: span === 'none' ? 'the first bar' : `${span}s of UTC` },
    warnings: isEach ? [...warnings, 'each bar is a session of its own: see --session'] : warnings,
  };
}

/** Times of texts, ns since 1970. @throws OutcryError BAD_INPUT for the first that is none */
export function timesOf(
  texts: readonly string[],
  where: string,
  options: CandleTimeOptions,
): bigint[] {
  const times = new CandleTimes(options);
  return texts.map((text, row) => {
    const [day = '', clock = ''] = text.trim().split(' ');
    const time = times.readText(text.trim()) ?? times.readPair(day, clock);
    if (time !== undefined) return time;
    throw new OutcryError('BAD_INPUT', 'input', 'sessions need the times of rows', {
      where: `${where}, bar ${row}`,
      expected: times.expected,
      found: `'${text.slice(0, 40)}'`,
      hint: '--inputs anchor=... names a column that is 1 at the first bar of each session',
    });
  });
}
