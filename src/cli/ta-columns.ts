// Named columns of a CSV file, for `outcry ta`: series of any kind.
import { OutcryError } from '../errors/outcry-error.ts';
import type { ByteSource } from '../fs/types.ts';
import { commaHint, DecimalField } from '../import/candle-number.ts';
import { cleanTitle, dayAndClock } from '../import/candle-titles.ts';
import { checkCandleOptions } from '../import/candles.ts';
import { CsvReader } from '../import/csv-reader.ts';
import type { IndicatorSpec, InputName } from '../indicators/spec.ts';
import { counted } from './output.ts';
import { bindColumns, isTime, labelOf } from './ta-bind.ts';
import { timesOf, withAnchors } from './ta-sessions.ts';
import type { TaInput, TaInputOptions } from './ta-types.ts';

const FAULTS_SHOWN = 10;

const isNumber = (text: string): boolean =>
  /^\s*[-+]?\.?\d/.test(text) && !Number.isNaN(Number(text));

interface Series {
  readonly input: InputName;
  readonly title: string;
  readonly place: number;
  readonly values: number[];
}

/** Rows of a CSV file of which the bound columns are read. */
class ColumnRows {
  readonly #spec: IndicatorSpec;
  readonly #reader: CsvReader;
  readonly #options: TaInputOptions;
  readonly #field = new DecimalField();
  readonly #faults: string[] = [];
  #faultCount = 0;
  #firstFault = 0;
  #hint: string | undefined;
  #titles: readonly string[] | undefined;
  #series: readonly Series[] = [];
  /** Columns of the text that names a row: one, or a day and a time of it. */
  #label: readonly number[] = [];
  #hasTimes = false;
  readonly #labels: string[] = [];
  readonly #row: number[] = [];

  constructor(spec: IndicatorSpec, reader: CsvReader, options: TaInputOptions) {
    this.#spec = spec;
    this.#reader = reader;
    this.#options = options;
  }

  take(): void {
    const reader = this.#reader;
    if (this.#titles === undefined) {
      const first = Array.from({ length: reader.fieldCount }, (_, i) => cleanTitle(reader.text(i)));
      const isTitled = !first.some(isNumber);
      this.#titles = isTitled ? first : first.map((_, i) => `#${i + 1}`);
      this.#start(this.#titles);
      if (isTitled) return;
    }
    if (reader.fieldCount !== this.#titles.length) {
      this.#fault(`${this.#titles.length} columns as in the first line`, `${reader.fieldCount}`);
      return;
    }
    let isGood = true;
    for (const [i, { title, place }] of this.#series.entries()) {
      const [start = 0, end = 0] = [reader.starts[place], reader.ends[place]];
      if (this.#field.read(reader.bytes, start, end, 0)) this.#row[i] = this.#field.value;
      else {
        this.#fault(`a number as ${title}`, `'${reader.text(place).slice(0, 40)}'`);
        isGood = false;
      }
    }
    if (!isGood) return;
    for (const [i, { values }] of this.#series.entries()) values.push(this.#row[i] ?? 0);
    const texts = this.#label.map((place) => reader.text(place));
    if (texts.length > 0) this.#labels.push(texts.join(' '));
  }

  #start(titles: readonly string[]): void {
    const { name, line } = this.#reader;
    const twice = titles.find((title, i) => titles.indexOf(title) !== i);
    if (twice !== undefined)
      throw new OutcryError('AMBIGUOUS_COLUMN', 'input', 'two columns have one name', {
        where: name,
        line,
        found: `'${twice}'`,
      });
    const label = labelOf(titles);
    const pair = dayAndClock(titles);
    this.#label =
      pair === undefined
        ? [titles.indexOf(label ?? '')].filter((at) => at >= 0)
        : [pair.day, pair.clock];
    this.#hasTimes = label !== undefined && isTime(label);
    const offer = { there: titles, where: name, hasTimes: this.#hasTimes };
    const bound = bindColumns(this.#spec, offer, this.#options.inputs);
    this.#series = [...bound].map(([input, title]) => ({
      input,
      title,
      place: titles.indexOf(title),
      values: [],
    }));
  }

  #fault(expected: string, found: string): void {
    const { line } = this.#reader;
    if (this.#faultCount++ === 0) this.#firstFault = line;
    this.#hint ??= commaHint(found);
    if (this.#faultCount === 1) this.#faults.push(`expected ${expected}, found ${found}`);
    else if (this.#faultCount <= FAULTS_SHOWN)
      this.#faults.push(`line ${line}: expected ${expected}, found ${found}`);
  }

  /** Rows whose newest comes first would be computed backwards. */
  #demandRising(labels: readonly string[], isTurned: boolean): void {
    const { name } = this.#reader;
    const ends = [labels[0] ?? '', labels.at(-1) ?? ''];
    if (!this.#hasTimes || !isFallingTime(ends, name, this.#options)) return;
    throw new OutcryError('BAD_ROW', 'input', 'the rows go back in time', {
      where: name,
      expected: 'the oldest first',
      found: ends.join(' to '),
      hint: isTurned ? 'leave --falling out' : '--falling turns them round',
    });
  }

  finish(): TaInput {
    const { name } = this.#reader;
    const { onFault, order, session } = this.#options;
    const more = this.#faultCount - FAULTS_SHOWN;
    if (more > 0) this.#faults.push(`and ${more} more`);
    if (this.#faultCount > 0 && onFault !== 'skip')
      throw new OutcryError(
        'BAD_ROW',
        'input',
        `not all rows hold numbers: ${this.#faults.join('; ')}`,
        {
          where: name,
          line: this.#firstFault,
          hint: this.#hint ?? '--skip-faults leaves such rows out',
        },
      );
    const length = this.#series[0]?.values.length ?? 0;
    if (length === 0)
      throw new OutcryError('NO_EVENTS', 'input', 'there are no rows', { where: name });
    const isFalling = order === 'falling';
    const label = this.#titles?.[this.#label.at(-1) ?? -1];
    const labels = isFalling ? this.#labels.reverse() : this.#labels;
    this.#demandRising(labels, isFalling);
    const columnOf = (values: readonly number[]): Float64Array =>
      isFalling ? Float64Array.from(values).reverse() : Float64Array.from(values);
    const input: TaInput = {
      columns: Object.fromEntries(
        this.#series.map(({ input, values }) => [input, columnOf(values)]),
      ),
      names: Object.fromEntries(this.#series.map(({ input, title }) => [input, title])),
      length,
      labels: label === undefined ? undefined : { name: label, of: (row) => labels[row] ?? '' },
      warnings:
        this.#faultCount === 0 ? [] : [`${counted(this.#faultCount, 'faulty row')} left out`],
    };
    const times = (): bigint[] => timesOf(labels, name, this.#options);
    return withAnchors(this.#spec, input, session, this.#hasTimes ? times : undefined);
  }
}

/** Whether the second of two times lies before the first; labels that are no times do not fall. */
function isFallingTime(ends: readonly string[], name: string, options: TaInputOptions): boolean {
  try {
    const [first = 0n, last = 0n] = timesOf(ends, name, options);
    return last < first;
  } catch {
    return false;
  }
}

/**
 * Reads the columns that `spec` takes. Columns without titles are called #1, #2 and so on.
 * @throws OutcryError BAD_ROW with every faulty row, AMBIGUOUS_COLUMN, BAD_INPUT, NO_EVENTS
 */
export async function readCsvColumns(
  spec: IndicatorSpec,
  source: ByteSource,
  options: TaInputOptions,
): Promise<TaInput> {
  checkCandleOptions(options);
  const reader = new CsvReader(source.name, source.chunks(), options.delimiter ?? ',');
  const rows = new ColumnRows(spec, reader, options);
  do {
    while (reader.next()) rows.take();
  } while (await reader.fill());
  return rows.finish();
}
