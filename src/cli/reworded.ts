// Errors in words of the command line. Hints of the library name options of programs: where a flag
// stands for one, the hint names the flag.
import { type ErrorDetails, OutcryError } from '../errors/outcry-error.ts';

/** `fault` with another hint. */
export function withHint(fault: OutcryError, hint: string): OutcryError {
  return withDetails(fault, { hint });
}

/** `fault` at another place. */
export function withWhere(fault: OutcryError, where: string): OutcryError {
  return withDetails(fault, { where });
}

function withDetails(fault: OutcryError, changed: ErrorDetails): OutcryError {
  const { code, category, details } = fault;
  // What the details make of an empty sentence stands around the real one.
  const empty = new OutcryError(code, category, '\0', details).message;
  const [before = '', after = ''] = empty.split('\0');
  const sentence = fault.message.slice(before.length, fault.message.length - after.length);
  return new OutcryError(code, category, sentence, { ...details, ...changed, cause: fault });
}

/** What hints say of options, and what they say of flags. */
const FLAG_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^onFault 'skip' leaves/, '--skip-faults leaves'],
  [/^the file runs the other way: see the option order$/, 'the newest comes first? --falling'],
  [/^say which: (\w+=#N)$/, 'say which: --columns $1'],
  [
    /^say which: (\w+=VENUE:SYMBOL)(.*?)(; files of one instrument: )symbol NAME$/,
    'say which: --market $1$2$3--symbol NAME',
  ],
  [/^say which: (\w+=VENUE:SYMBOL)/, 'say which: --market $1'],
  [/^write VENUE:SYMBOL$/, '--market ROLE=VENUE:SYMBOL'],
  [/^market ROLE=/, '--market ROLE='],
  [/^milliseconds of a day\? .*/, 'milliseconds of a day? --day-start YYYY-MM-DD'],
  [/^name them: columns /, 'name them: --columns '],
  [/^priceScale (\d+) rounds/, '--price-scale $1 rounds'],
  [/^qtyScale (-?\d+) /, '--qty-scale $1 '],
  [/^leave the mode out, or take 'runs'$/, 'leave --mode out, or take --mode runs'],
  [/^raise memoryBytes.*/, 'run fewer instruments at once, or with a smaller --window-bits'],
  [/^lower memoryBytes, or raise/, 'raise'],
];

/** Options of candles, and their flags. */
const CANDLE_FLAGS: Readonly<Record<string, string>> = {
  order: '--falling',
  onFault: '--skip-faults',
  dayStartNs: '--day-start',
  impliedDecimals: '--implied-decimals',
  delimiter: '--delimiter',
  columns: '--columns',
};

/** `fault` with a hint that names flags. */
export function withFlagNames(fault: OutcryError): OutcryError {
  const { hint } = fault.details;
  if (hint?.startsWith('given: ') === true) {
    const flags = hint.slice('given: '.length).split(', ');
    return withHint(fault, `given: ${flags.map((one) => CANDLE_FLAGS[one] ?? one).join(', ')}`);
  }
  const found = FLAG_NAMES.find(([option]) => hint !== undefined && option.test(hint));
  if (hint === undefined || found === undefined) return fault;
  return withHint(fault, hint.replace(...found));
}
