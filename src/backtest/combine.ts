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

/** All instruments, in the order in which they are met, with the marks of the longest run. */
class Instruments {
  readonly list: RunInstrument[] = [];
  private readonly longest: readonly JobReport[];

  /** @param longest all reports, the one that saw most of the market first */
  constructor(longest: readonly JobReport[]) {
    this.longest = longest;
  }

  /** Places in the common list of a report's own. */
  add(report: JobReport): number[] {
    return report.instruments.map((instrument) => {
      const place = this.list.findIndex(({ symbol }) => symbol === instrument.symbol);
      return place >= 0 ? place : this.list.push(instrument) - 1;
    });
  }

  get marks(): MarkColumns[] {
    return this.list.flatMap(({ symbol }) => {
      for (const { instruments, marks } of this.longest) {
        const found = marks[instruments.findIndex((one) => one.symbol === symbol)];
        if (found !== undefined) return [found];
      }
      return [];
    });
  }
}

/** The reports, those that saw most of the market first: a strategy's fault may end a run early. */
function byLength(reports: readonly JobReport[]): JobReport[] {
  const faults = ({ record }: JobReport): number => record.errors.length;
  return reports.toSorted((a, b) =>
    a.endNs === b.endNs ? faults(a) - faults(b) : a.endNs > b.endNs ? -1 : 1,
  );
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
  const longest = byLength(reports);
  const instruments = new Instruments(longest);
  const strategies: StrategyRecord[] = reports.map((report) => {
    const places = instruments.add(report);
    return { ...report.record, fills: renumbered(report.record.fills, places) };
  });
  return {
    ...head,
    dataHash: (longest[0] ?? first).dataHash,
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
