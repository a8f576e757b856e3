// Flags that say what the input is, for all commands that read market data or candles. They are
// made of the table that settings files are checked by.
import { type Command, Option } from 'commander';
import {
  CANDLE_KEYS,
  INPUT_FIELDS,
  INPUT_KEYS,
  type InputKey,
  MARKET_KEYS,
} from '../backtest/input-fields.ts';
import { type InputPlan, readInput } from '../backtest/input-settings.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import type { InputOptions, RowKind } from '../inputs/inputs.ts';
import { FieldReader } from '../session/field-reader.ts';
import { integer } from './flag-values.ts';
import { readInstrumentsFile } from './instruments-file.ts';

/** Values of the flags; `readInput` checks them. */
export type RawInputOptions = { readonly [K in InputKey]?: unknown };

/** The flag of a key: `--tick-size` of `tickSize`. */
export function flagOf(key: InputKey): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The flag of a key as a command's option; `about` is that of the table where it is left out. */
export function inputOption(key: InputKey, about?: string): Option {
  const { arg, about: standard, names, range } = INPUT_FIELDS[key];
  const flags = arg === undefined ? flagOf(key) : `${flagOf(key)} <${arg}>`;
  const option = new Option(flags, about ?? standard);
  if (names !== undefined) option.choices(names);
  if (range !== undefined) option.argParser(integer(...range));
  return option;
}

const MARKET_ROWS = ['trades', 'depth', 'bbo'] as const satisfies readonly RowKind[];

/** Adds the flags of market data to a command. */
export function addMarketOptions(command: Command, takesCandles = false): Command {
  command.optionsGroup('What the data is (seen from the data unless given):');
  for (const key of MARKET_KEYS)
    command.addOption(
      key === 'csvKind' && !takesCandles
        ? inputOption(key, 'what its rows are (trades)').choices(MARKET_ROWS)
        : inputOption(key),
    );
  return command;
}

/** Adds the flags of how candles are written. */
export function addCandleOptions(command: Command): Command {
  command.optionsGroup('How candles are written:');
  for (const key of CANDLE_KEYS) command.addOption(inputOption(key));
  return command;
}

/** What the flags say of the input. */
export function inputFlags(options: RawInputOptions): (readonly [InputKey, unknown])[] {
  const said = INPUT_KEYS.filter((key) => options[key] !== undefined);
  return said.map((key) => [key, options[key]]);
}

/** @throws OutcryError BAD_ARGUMENT that names every flag at fault */
export function inputPlan(options: RawInputOptions): InputPlan {
  const faults: string[] = [];
  const plan = readInput(new FieldReader('', '', faults), options, flagOf);
  if (faults.length === 0) return plan;
  throw new OutcryError('BAD_ARGUMENT', 'usage', faults.join('; '));
}

/** What files are opened with. @throws OutcryError of the file of instruments */
export async function openedWith({ instruments, ...plan }: InputPlan): Promise<InputOptions> {
  const hints = instruments === undefined ? new Map() : await readInstrumentsFile(instruments);
  return { ...plan, hints };
}

/** What openSession needs of the flags. */
export function inputOptions(options: RawInputOptions): Promise<InputOptions> {
  return openedWith(inputPlan(options));
}
