// Puts the reports of strategies that ran apart together into one record: every strategy saw the
// same market, each names its own instruments.
import { OutcryError } from '../errors/outcry-error.ts';
import type {
  FillColumns,
  MarkColumns,
  PlainValue,
  RunFault,
  RunInstrument,
  RunRecord,
  StrategyRecord,
} from '../stats/record.ts';
import type { JobReport } from './job.ts';

export interface RunHead {
  readonly title: string;
  readonly version: string;
  readonly config: Readonly<Record<string, PlainValue>>;
  /** Faults of strategies that left no report. */
  readonly errors: readonly RunFault[];
}

/**
 * All instruments, in the order in which they are met, with the marks of the first that has them.
 */
class Instruments {
  readonly list: RunInstrument[] = [];
  readonly marks: MarkColumns[] = [];

  /** Places in the common list of a report's own. */
  add(report: JobReport): number[] {
    return report.instruments.map((instrument, i) => {
      const place = this.list.findIndex(({ symbol }) => symbol === instrument.symbol);
      const marks = report.marks[i];
      if (place >= 0 || marks === undefined) return place;
      this.marks.push(marks);
      return this.list.push(instrument) - 1;
    });
  }
}

function renumbered(fills: FillColumns, places: readonly number[]): FillColumns {
  return { ...fills, instrument: fills.instrument.map((own) => places[own] ?? own) };
}

function least(values: readonly bigint[]): bigint {
  return values.reduce((a, b) => (a < b ? a : b));
}

/**
 * @throws OutcryError BAD_ARGUMENT where strategies settle in different currencies: their results
 *   cannot stand side by side
 */
export function combine(reports: readonly JobReport[], head: RunHead): RunRecord {
  const [first] = reports;
  if (first === undefined) throw new RangeError('no report to combine');
  const other = reports.find(({ currency }) => currency !== first.currency);
  if (other !== undefined)
    throw new OutcryError('BAD_ARGUMENT', 'usage', 'strategies settle in different currencies', {
      expected: `${first.currency}, as ${first.record.name} does`,
      found: `${other.currency} of ${other.record.name}`,
      hint: 'run them apart',
    });
  const instruments = new Instruments();
  const strategies: StrategyRecord[] = reports.map((report) => {
    const places = instruments.add(report);
    return { ...report.record, fills: renumbered(report.record.fills, places) };
  });
  return {
    ...head,
    dataHash: first.dataHash,
    startNs: least(reports.map(({ startNs }) => startNs)),
    endNs: -least(reports.map(({ endNs }) => -endNs)),
    currency: first.currency,
    cashScale: first.cashScale,
    instruments: instruments.list,
    marks: instruments.marks,
    horizonsMs: first.horizonsMs,
    strategies,
    notes: [...new Set(reports.flatMap(({ notes }) => notes))],
  };
}
