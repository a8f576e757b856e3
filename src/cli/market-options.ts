// Options that all commands share which read market data, and their meaning.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { OutcryError } from '../errors/outcry-error.ts';
import { type CsvKind, parseColumnMap } from '../import/csv-plan.ts';
import type { InstrumentHint } from '../import/instrument-registry.ts';
import { TIME_UNITS, type TimeUnit } from '../import/time-unit.ts';
import type { InputOptions } from '../inputs/inputs.ts';
import { parseDecimal } from '../model/decimal.ts';
import { VENUE_NAMES, type VenueName } from '../model/instrument.ts';
import { readInstrumentsFile } from './instruments-file.ts';

export interface RawMarketOptions {
  readonly venue?: VenueName;
  readonly symbol?: string;
  readonly columns?: string;
  readonly csvKind?: CsvKind;
  readonly timeUnit?: TimeUnit;
  readonly date?: string;
  readonly priceScale?: number;
  readonly qtyScale?: number;
  readonly tickSize?: string;
  readonly lotSize?: string;
  readonly windowBits?: number;
  readonly instruments?: string;
}

const integer =
  (low: number, high: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < low || value > high)
      throw new InvalidArgumentError(`expected an integer from ${low} to ${high}.`);
    return value;
  };

/** Adds the options to a command. */
export function addMarketOptions(command: Command): Command {
  return command
    .optionsGroup('What the data is (seen from the data unless given):')
    .addOption(new Option('--venue <name>', 'venue of the data').choices(Object.keys(VENUE_NAMES)))
    .option('--symbol <symbol>', 'symbol, where the data names none')
    .addOption(new Option('--time-unit <unit>', 'unit of time stamps').choices([...TIME_UNITS]))
    .option('--date <yyyy-mm-dd>', 'day of LOBSTER messages')
    .option('--columns <map>', 'columns of a CSV file: time=ts,price=px,qty=size,side=side,id=id')
    .addOption(
      new Option('--csv-kind <kind>', 'what its rows are')
        .choices(['trades', 'depth', 'bbo'])
        .default('trades', 'trades'),
    )
    .option('--price-scale <n>', 'decimals of prices', integer(-6, 18))
    .option('--qty-scale <n>', 'decimals of quantities', integer(-6, 18))
    .option('--tick-size <decimal>', 'price step of the book window (with --price-scale)')
    .option('--lot-size <decimal>', 'quantity step (with --qty-scale)')
    .option('--window-bits <n>', 'log2 of the ticks of the dense book window', integer(8, 20))
    .option('--instruments <file>', 'JSON file of the above by symbol');
}

function step(text: string | undefined, scale: number | undefined, flag: string, need: string) {
  if (text === undefined) return undefined;
  if (scale === undefined)
    throw new OutcryError('BAD_ARGUMENT', 'usage', `${flag} needs ${need}`, { found: text });
  const quanta = parseDecimal(text, scale);
  if (quanta < 1n)
    throw new OutcryError('BAD_ARGUMENT', 'usage', `${flag} must be positive`, { found: text });
  return quanta;
}

/** The hints that the flags give for all instruments. */
function commonHint(options: RawMarketOptions): InstrumentHint {
  const { priceScale, qtyScale, windowBits } = options;
  const tickSize = step(options.tickSize, priceScale, '--tick-size', '--price-scale');
  const lotSize = step(options.lotSize, qtyScale, '--lot-size', '--qty-scale');
  return {
    ...(priceScale === undefined ? {} : { priceScale }),
    ...(qtyScale === undefined ? {} : { qtyScale }),
    ...(tickSize === undefined ? {} : { tickSize }),
    ...(lotSize === undefined ? {} : { lotSize }),
    ...(windowBits === undefined ? {} : { windowBits }),
  };
}

/** What openSession needs of the flags. */
export async function inputOptions(options: RawMarketOptions): Promise<InputOptions> {
  const { venue, symbol, timeUnit, date, columns, csvKind } = options;
  return {
    ...(venue === undefined ? {} : { venue }),
    ...(symbol === undefined ? {} : { symbol }),
    ...(timeUnit === undefined ? {} : { timeUnit }),
    ...(date === undefined ? {} : { date }),
    ...(columns === undefined ? {} : { columns: parseColumnMap(columns) }),
    ...(csvKind === undefined ? {} : { csvKind }),
    hints:
      options.instruments === undefined
        ? new Map()
        : await readInstrumentsFile(options.instruments),
    common: commonHint(options),
  };
}
