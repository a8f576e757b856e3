// Tables of golden cases: which indicator answers which case of a golden file, with what
// parameters; where ours differs by rule, what differs (`why`) and how far it is compared: from a
// bar on, to a tolerance, or our own answer. The tables are in golden-cases-*.ts and export
// `CASES`, and `UNSERVED` for cases that no indicator answers.

export type GoldenFile =
  | 'reference'
  | 'tulip'
  /** Only in Tulip's own tests: of a later version than the other values. */
  | 'tulipTests'
  | 'ttr'
  | 'signals'
  | 'stock'
  | 'chartschool';

/** Cases without a row, by file: what they are and why no indicator answers them. */
export type Unserved = Readonly<Partial<Record<GoldenFile, Readonly<Record<string, string>>>>>;

export interface GoldenCase {
  readonly file: GoldenFile;
  /** Key in the golden file. */
  readonly golden: string;
  /** Our indicator. */
  readonly name: string;
  readonly params?: Readonly<Record<string, number>>;
  /** Parameters that take the options of a Tulip case, in their order; `a+b` both take one. */
  readonly options?: readonly string[];
  /** Column of the series for an input, where it is not the one of the same name. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Which of Tulip's outputs these are, where not all: for its own tests. */
  readonly places?: readonly number[];
  /** Inputs in Tulip's order, where ours differ. */
  readonly order?: readonly string[];
  /** Golden column: our output. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Golden = scale times ours, plus the offset. */
  readonly scale?: number;
  readonly offset?: number;
  /** Our value of bar b + shift answers theirs of bar b. */
  readonly shift?: number;
  /** First bar that is compared. */
  readonly from?: number;
  /** Bars of theirs that are not compared. */
  readonly except?: readonly number[];
  /** Our first value comes at another bar than theirs. */
  readonly begins?: 'other';
  readonly tolerance?: number;
  /** Our output at a bar, where the golden is not followed. */
  readonly answer?: Readonly<Record<string, readonly [number, number]>>;
  /** The deviation, by definitions. */
  readonly why?: string;
}

export type Row = Omit<GoldenCase, 'file' | 'golden' | 'name' | 'params' | 'outputs'>;

function maker(file: GoldenFile) {
  return (
    golden: string,
    name: string,
    params: Readonly<Record<string, number>>,
    outputs: Readonly<Record<string, string>>,
    more: Row = {},
  ): GoldenCase => ({ file, golden, name, params, outputs, ...more });
}

export const reference = maker('reference');
export const tulipTest = maker('tulipTests');
export const ttr = maker('ttr');
export const signals = maker('signals');
export const stock = maker('stock');
export const chartschool = maker('chartschool');

/** A case of Tulip, and of its own tests: `options` are our parameters in the order of theirs. */
export function tulip(
  golden: string,
  name: string,
  options: readonly string[],
  outputs: Readonly<Record<string, string>>,
  more: Row & Pick<GoldenCase, 'params'> = {},
): GoldenCase {
  return { file: 'tulip', golden, name, options, outputs, ...more };
}

export const CHIKOU = 'the lagging span is a value of later bars: not given';
export const FRACTAL_LATE = 'a fractal is known two bars later';
export const ATR_SEED =
  'the library averages a range of bar 0: ours begins at bar 1, the values meet';
export const SMA_SEED = 'the library starts from a mean of n values: the values meet';
/** Sums of squares lose digits: definitions section 0. */
export const SQUARES = 'sums of squares in the library lose digits';
export const TS_SEED = 'the library starts its averages from the first value: the values meet';
export const LATER = 'the library shows the same values from a later bar on';

export const FIRST_VALUE_SEED = 'the sheet starts from the first value: the values meet';
/** Spreadsheets are rounded to 4 to 9 digits. */
export const SHEET = {
  tolerance: 1e-6,
  begins: 'other',
  why: 'rounded values in the sheet',
} as const;
