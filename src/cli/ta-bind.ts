// Which columns of a file serve the inputs of an indicator.
import { nearHint } from '../errors/near-names.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import {
  CANDLE_COLUMNS,
  type CandleColumn,
  cleanTitle,
  TIME_TITLES,
  usualPlaces,
} from '../import/candle-titles.ts';
import { meaningOf, seriesFor, takesAnySeries } from '../indicators/binding.ts';
import type { IndicatorSpec, InputName } from '../indicators/spec.ts';

/** `--inputs`: columns in the order of the indicator's inputs, or by their names. */
export interface ChosenInputs {
  readonly listed: readonly string[];
  readonly named: ReadonlyMap<InputName, string>;
}

const isPrice = (input: string): input is Exclude<CandleColumn, 'time'> =>
  input !== 'time' && CANDLE_COLUMNS.some((name) => name === input);

/** The column that is called as the input is, in any case of letters, or as it usually is. */
function namesake(input: InputName, there: readonly string[]): string | undefined {
  const exact = there.find((name) => name === input);
  const lower = input.toLowerCase();
  const place = isPrice(input)
    ? usualPlaces(there, input)[0]
    : there.findIndex((name) => name.toLowerCase() === lower);
  return exact ?? (place === undefined ? undefined : there[place]);
}

/** Titles of columns that tell rows apart in other ways. */
const NUMBERS = ['bar', 'index', 'row', 'id', 'trade_id', 'tradeid'];
/** Titles of columns that say what all rows are of. */
const KINDS = ['symbol', 'ticker', 'instrument', 'pair', 'market', 'exchange', 'venue', 'per'];
const LABELS = new Set([...TIME_TITLES, ...NUMBERS, ...KINDS, 'name', 'isin', 'close_time']);

const keyOf = (title: string): string => cleanTitle(title).toLowerCase();

/** Whether a column of this name tells rows apart and is no series. */
export const isRowLabel = (title: string): boolean => LABELS.has(keyOf(title));

/** The column that names the rows; undefined where none does. */
export function labelOf(there: readonly string[]): string | undefined {
  for (const wanted of [...TIME_TITLES, ...NUMBERS]) {
    const found = there.find((title) => keyOf(title) === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether that column holds times. */
export const isTime = (title: string): boolean => TIME_TITLES.includes(keyOf(title));

const badInputs = (expected: string, found: string, hint = {}): OutcryError =>
  new OutcryError('BAD_ARGUMENT', 'usage', 'these cannot be its inputs', {
    where: '--inputs',
    expected,
    found,
    ...hint,
  });

/** Reads `btc,eth` or `real0=btc,real1=eth`. @throws OutcryError BAD_ARGUMENT */
export function parseInputs(spec: IndicatorSpec, text: string): ChosenInputs {
  const listed: string[] = [];
  const named = new Map<InputName, string>();
  for (const part of text.split(',')) {
    const equals = part.indexOf('=');
    const column = part.slice(equals + 1).trim();
    const input = spec.inputs.find((known) => known === part.slice(0, equals).trim());
    if (column === '' || (equals >= 0 && (input === undefined || named.has(input))))
      throw badInputs(`columns, or ${spec.inputs.join('=..., ')}=... once each`, `'${part}'`);
    if (input === undefined) listed.push(column);
    else named.set(input, column);
  }
  if (listed.length > 0 && named.size > 0)
    throw badInputs('all of them named, or none', `'${text}'`);
  return { listed, named };
}

function chosenColumns(
  spec: IndicatorSpec,
  { listed, named }: ChosenInputs,
  there: readonly string[],
): Map<InputName, string> {
  // Prices have their names in the file.
  const open = spec.inputs.filter((input) => !isPrice(input));
  const takers = listed.length === spec.inputs.length ? spec.inputs : open;
  if (listed.length > 0 && listed.length !== takers.length) {
    const some = open.length === 0 || open.length === spec.inputs.length ? '' : open.join(',');
    throw badInputs(`${spec.inputs.join(',')}${some && ` or ${some}`}`, listed.join(','));
  }
  const chosen = new Map(named);
  listed.forEach((column, i) => chosen.set(takers[i] ?? 'real', column));
  for (const [input, column] of chosen) {
    if (there.includes(column)) continue;
    const known = `one of ${there.join(', ')}`;
    throw badInputs(`${known} as ${input}`, `'${column}'`, nearHint(column, there));
  }
  return chosen;
}

/** What a file offers. */
export interface Offer {
  /** All columns. */
  readonly there: readonly string[];
  /** The file, for messages. */
  readonly where: string;
  /** Whether its rows have times, of which anchors of sessions can be made. */
  readonly hasTimes: boolean;
}

/**
 * The column of each input: as chosen, else the one of its name, else (for inputs that take any
 * series) the others in their order, or the close. An anchor that has none is left out where the
 * file has times, or where the indicator does without.
 * @throws OutcryError BAD_INPUT, BAD_ARGUMENT
 */
export function bindColumns(
  spec: IndicatorSpec,
  { there, where, hasTimes }: Offer,
  chosen?: ChosenInputs,
): Map<InputName, string> {
  const bound =
    chosen === undefined ? new Map<InputName, string>() : chosenColumns(spec, chosen, there);
  const series = there.filter((name) => !isRowLabel(name));
  for (const input of spec.inputs) {
    const name = namesake(input, series);
    if (!bound.has(input) && name !== undefined) bound.set(input, name);
  }
  const open = spec.inputs.filter((input) => takesAnySeries(input) && !bound.has(input));
  const taken = new Set(bound.values());
  const unused = series.filter((name) => !taken.has(name));
  const names = seriesFor(open, unused, namesake('close', unused));
  names?.slice(0, open.length).forEach((name, i) => bound.set(open[i] ?? 'real', name));
  const isSpare = (input: InputName): boolean =>
    spec.absent?.[input] !== undefined || (input === 'anchor' && hasTimes);
  const missing = spec.inputs.filter((input) => !bound.has(input) && !isSpare(input));
  if (missing.length === 0) return inOrder(spec, bound);
  const { hint } = meaningOf(missing);
  const flags = spec.inputs.map((input) => `${input}=...`).join(',');
  throw new OutcryError(
    'BAD_INPUT',
    'input',
    names === undefined
      ? `${spec.name} cannot tell which columns it takes`
      : `${spec.name} needs other columns`,
    {
      where,
      expected: names === undefined ? oneOf(open) : spec.inputs.join(', '),
      found: there.join(', ') || 'none',
      hint: `say which: --inputs ${flags}${hint === undefined ? '' : `; ${hint}`}`,
    },
  );
}

const oneOf = (inputs: readonly InputName[]): string =>
  inputs.length === 1 ? 'one series, or a close' : `${inputs.length} series`;

function inOrder(
  spec: IndicatorSpec,
  bound: ReadonlyMap<InputName, string>,
): Map<InputName, string> {
  return new Map(
    spec.inputs.flatMap((input) => {
      const name = bound.get(input);
      return name === undefined ? [] : [[input, name] as const];
    }),
  );
}
