// Which bars are wanted, as text: `1m`, `1h@09:15+05:30`, `tick:100`, `renko:10`, `pnf:1x3`.
import { OutcryError } from '../errors/outcry-error.ts';

export type BarKindName =
  | 'time'
  | 'month'
  | 'tick'
  | 'volume'
  | 'dollar'
  | 'imbalance'
  | 'volume-imbalance'
  | 'dollar-imbalance'
  | 'range'
  | 'renko'
  | 'pnf';

export interface BarSpec {
  /** As it was written. */
  readonly text: string;
  readonly kind: BarKindName;
  /**
   * Decimal text: ns of `time`, months of `month`, events of `tick` and `imbalance`; otherwise in
   * the instrument's units: quantity, turnover, or price.
   */
  readonly size: string;
  /** Where the grid of times starts, ns since 1970 UTC; negative for places east of Greenwich. */
  readonly anchorNs: bigint;
  /** How long the session lasts from the anchor; 0: the whole day. */
  readonly sessionNs: bigint;
  /** Boxes that turn a column of point and figure. */
  readonly reversal: number;
  readonly heikinAshi: boolean;
}

const SECOND = 1_000_000_000n;
const MINUTE = 60n * SECOND;
const DAY = 1440n * MINUTE;
const UNITS: Readonly<Record<string, bigint>> = {
  ms: 1_000_000n,
  s: SECOND,
  m: MINUTE,
  h: 60n * MINUTE,
  d: DAY,
  w: 7n * DAY,
};
/** Weeks start on Monday; 1970 began on a Thursday. */
const FIRST_MONDAY = 4n * DAY;
const KINDS: Readonly<Record<string, BarKindName>> = {
  tick: 'tick',
  volume: 'volume',
  dollar: 'dollar',
  imbalance: 'imbalance',
  'tick-imbalance': 'imbalance',
  'volume-imbalance': 'volume-imbalance',
  'dollar-imbalance': 'dollar-imbalance',
  range: 'range',
  renko: 'renko',
};
const WHOLE = new Set<BarKindName>(['tick', 'imbalance']);
const TIME = /^(\d+)(ms|s|m|h|d|w|M)(?:@(\d\d:\d\d)(?:-(\d\d:\d\d))?(Z|(?:UTC)?[+-]\d\d:\d\d)?)?$/;
const ZONED = /^\d+\w+@[\d:-]+ ?([A-Za-z]+\/[A-Za-z_/+-]+)$/;
const SIZED = /^([a-z-]+):(\d+(?:\.\d+)?)$/;
const COLUMNS = /^pnf:(\d+(?:\.\d+)?)x(\d{1,3})$/;
const PREFIX = 'heikin-ashi:';

function refuse(text: string, expected: string, hint?: string): OutcryError {
  return new OutcryError('BAD_BAR_SPEC', 'usage', 'no bars are meant by this', {
    expected,
    found: `'${text}'`,
    ...(hint === undefined ? {} : { hint }),
  });
}

/** A zone's name where an offset should be: what it means is not known here. */
function refuseZone(text: string, zone: string): OutcryError {
  return refuse(
    text,
    'an offset from UTC, which does not follow daylight saving, or none',
    `leave the zone out and pass offsets: zoneOffsets('${zone}', fromNs, toNs) as an option`,
  );
}

function clockNs(text: string, spec: string): bigint {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  if (hour > 23 || minute > 59) throw refuse(spec, 'a time of day, 00:00 to 23:59');
  return BigInt(hour * 60 + minute) * MINUTE;
}

/** Offset from UTC, at most 14 hours. */
function offsetNs(text: string | undefined, spec: string): bigint {
  if (text === undefined || text === 'Z') return 0n;
  const ns = clockNs(text.slice(-5), spec);
  if (ns > 14n * 60n * MINUTE) throw refuse(spec, 'an offset from UTC up to 14:00');
  return text.at(-6) === '-' ? -ns : ns;
}

/** Whether the text says an offset from UTC. */
export function hasOffset(spec: BarSpec): boolean {
  const { text, heikinAshi } = spec;
  return TIME.exec(heikinAshi ? text.slice(PREFIX.length) : text)?.[5] !== undefined;
}

type Times = Pick<BarSpec, 'kind' | 'size' | 'anchorNs' | 'sessionNs'>;

function timed(match: RegExpExecArray, text: string): Times {
  const [, count = '0', unit = '', from, to, zone] = match;
  const n = BigInt(count);
  if (n === 0n) throw refuse(text, 'an interval of 1 or more');
  const start = from === undefined ? 0n : clockNs(from, text);
  const anchor = start - offsetNs(zone, text);
  const session = to === undefined ? 0n : (clockNs(to, text) - start + DAY) % DAY || DAY;
  if (unit === 'M') {
    if (session > 0n || n > 1200n) throw refuse(text, 'up to 1200 months, without a session');
    return { kind: 'month', size: count, anchorNs: anchor, sessionNs: 0n };
  }
  const size = n * (UNITS[unit] ?? 1n);
  if (size > 36500n * DAY) throw refuse(text, 'an interval of 100 years or less');
  if (session > 0n && size > DAY) throw refuse(text, 'a session with intervals up to a day');
  const anchorNs = unit === 'w' ? anchor + FIRST_MONDAY : anchor;
  return { kind: 'time', size: `${size}`, anchorNs, sessionNs: session };
}

/**
 * Reads a bar specification.
 *
 * - time: `<n><ms|s|m|h|d|w|M>`, with `@HH:MM` where the grid starts each day, `@HH:MM-HH:MM` a
 *   session, both with an offset from UTC (`+05:30`, `UTC-05:00`; UTC if none): after a start
 *   alone a bare `-05:00` would be the end of a session; offsets that change are an option of bars
 * - `tick:N`, `volume:Q`, `dollar:T`, `imbalance:N`, `volume-imbalance:Q`, `dollar-imbalance:T`
 * - `range:P`, `renko:P`, `pnf:BOXxREVERSAL`
 * - `heikin-ashi:` before any of them
 *
 * @throws OutcryError BAD_BAR_SPEC
 */
export function parseBarSpec(text: string): BarSpec {
  const heikinAshi = text.startsWith(PREFIX);
  const body = heikinAshi ? text.slice(PREFIX.length) : text;
  const plain = { text, anchorNs: 0n, sessionNs: 0n, reversal: 1, heikinAshi };
  const time = TIME.exec(body);
  if (time !== null) return { ...plain, ...timed(time, text) };
  const zone = ZONED.exec(body)?.[1];
  if (zone !== undefined) throw refuseZone(text, zone);
  const columns = COLUMNS.exec(body);
  const [, name = '', size = ''] =
    columns === null ? (SIZED.exec(body) ?? []) : ['', 'pnf', columns[1]];
  const kind: BarKindName | undefined = columns === null ? KINDS[name] : 'pnf';
  if (kind === undefined)
    throw refuse(
      text,
      '1m, 1h@09:15+05:30, 1w, 1M, tick:100, volume:2.5, dollar:100000, imbalance:50, range:5, ' +
        'renko:10, pnf:1x3, or one of them after heikin-ashi:',
    );
  const reversal = Number(columns?.[2] ?? '1');
  if (reversal < 1 || reversal > 255) throw refuse(text, 'a reversal of 1 to 255 boxes');
  if (Number(size) === 0) throw refuse(text, 'a size above 0');
  if (WHOLE.has(kind) && !/^\d{1,9}$/.test(size)) throw refuse(text, 'a whole number of events');
  return { ...plain, kind, size, reversal };
}
