// What `outcry ta` is given and what it computes from.
import type { CandleOptions } from '../import/candles.ts';
import type { ChosenInputs } from './ta-bind.ts';

export const SESSIONS = ['day', 'week', 'month', 'none'] as const;
/** A span of UTC whose first bar begins a session; weeks begin on Monday. */
export type Session = (typeof SESSIONS)[number];

export type InputKind = 'candles' | 'columns';

export interface TaInputOptions extends CandleOptions {
  /** What the file is. @default candles where it has a time and four prices */
  readonly kind?: InputKind;
  readonly inputs?: ChosenInputs;
  /** Spans that begin sessions, where no column says. @default 'day' */
  readonly session?: Session;
}

export interface TaInput {
  /** Input of the indicator to the series that it takes. */
  readonly columns: Readonly<Record<string, Float64Array>>;
  /** Input of the indicator to the name of that series. */
  readonly names: Readonly<Record<string, string>>;
  readonly length: number;
  /** Texts that name the rows, and what they are; undefined: rows are counted. */
  readonly labels: { readonly name: string; readonly of: (row: number) => string } | undefined;
  /** What the user should know: rows left out, for instance. */
  readonly warnings: readonly string[];
}
