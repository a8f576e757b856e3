// Which columns of a file serve the inputs of an indicator.
import { nearHint } from '../errors/near-names.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { CANDLE_COLUMNS, type CandleColumn, usualPlaces } from '../import/candles.ts';
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

const LABELS = new Set(['time', 'timestamp', 'date', 'datetime', 'bar']);

/** Whether a column of this name tells rows apart and is no series. */
export const isRowLabel = (title: string): boolean => LABELS.has(title.toLowerCase());

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

/** Inputs that take any series: those without a name of their own in the file. */
function openInputs(spec: IndicatorSpec, there: readonly string[], isChosen: boolean): InputName[] {
  return spec.inputs.filter(
    (input) => !isPrice(input) && (isChosen || namesake(input, there) === undefined),
  );
}

function chosenColumns(
  spec: IndicatorSpec,
  { listed, named }: ChosenInputs,
  there: readonly string[],
): Map<InputName, string> {
  const open = openInputs(spec, there, true);
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

/**
 * The column of each input: as chosen, else the one of its name, else (for inputs that take any
 * series) the close, or the other columns in their order.
 * @throws OutcryError BAD_INPUT, BAD_ARGUMENT
 */
export function bindColumns(
  spec: IndicatorSpec,
  there: readonly string[],
  where: string,
  chosen?: ChosenInputs,
): Map<InputName, string> {
  const bound =
    chosen === undefined ? new Map<InputName, string>() : chosenColumns(spec, chosen, there);
  for (const input of spec.inputs) {
    const name = namesake(input, there);
    if (!bound.has(input) && name !== undefined) bound.set(input, name);
  }
  const open = openInputs(spec, there, false).filter((input) => !bound.has(input));
  const unused = there.filter((name) => ![...bound.values()].includes(name));
  // One series of a file of prices is the close, unless told otherwise.
  const close = namesake('close', there);
  const given = open.length === 1 && close !== undefined ? [close] : unused;
  open.forEach((input, i) => {
    const name = given[i];
    if (name !== undefined) bound.set(input, name);
  });
  const missing = spec.inputs.filter((input) => !bound.has(input));
  if (missing.length === 0)
    return new Map(spec.inputs.map((input) => [input, bound.get(input) ?? input]));
  throw new OutcryError('BAD_INPUT', 'input', `${spec.name} needs other columns`, {
    where,
    expected: spec.inputs.join(', '),
    found: there.join(', ') || 'none',
    hint: `say which: --inputs ${spec.inputs.map((input) => `${input}=...`).join(',')}`,
  });
}
