// What an indicator is, for programs and for the reference pages. One entry of the catalogue per
// indicator; the kernel that its id stands for is in core-wasm/indicators.

export type InputName =
  | 'open'
  | 'high'
  | 'low'
  | 'close'
  | 'volume'
  /**
   * Any series, under any name; several bind in the order of the keys that are given. All other
   * inputs are taken by their name.
   */
  | 'real'
  | 'real0'
  | 'real1'
  /** The period of each bar. */
  | 'periods'
  | 'bidPrice'
  | 'bidQty'
  | 'askPrice'
  | 'askQty'
  /** Signed: positive when the aggressor bought. */
  | 'signedQty'
  /** 1 at the first bar of a session or anchor, otherwise 0. */
  | 'anchor';

export interface ParamSpec {
  readonly name: string;
  /** TA-Lib's name, where TA-Lib has the function. */
  readonly talib?: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly integer?: boolean;
  readonly text: string;
}

export interface OutputSpec {
  readonly name: string;
  readonly talib?: string;
  readonly text: string;
}

/** Most periods: states of such windows take 8 MB a ring. */
export const PERIOD_MAX = 1_000_000;

export interface IndicatorSpec {
  /** Group times 64, plus the place in the group. */
  readonly id: number;
  /** Readable name, lower camel case. */
  readonly name: string;
  /** TA-Lib's function name. */
  readonly talib?: string;
  /** Names by which other libraries and charts know it. */
  readonly aliases?: readonly string[];
  readonly title: string;
  readonly inputs: readonly InputName[];
  /** What an input that is left out holds at every bar; all others must be given. */
  readonly absent?: Partial<Readonly<Record<InputName, number>>>;
  readonly params: readonly ParamSpec[];
  readonly outputs: readonly OutputSpec[];
  /** Bars without a value at the beginning; one number per output where they differ. */
  readonly begin: (params: readonly number[]) => number | readonly number[];
  /** What parameters must fulfil together: undefined, or what was expected. */
  readonly check?: (params: readonly number[]) => string | undefined;
  /** `price`, `percent`, `0..100`, `quantity`, ... */
  readonly unit: string;
  readonly formula: string;
  readonly source: string;
}

/** A period: a count of bars. */
export function period(
  name: string,
  value: number,
  talib: string,
  text: string,
  min = 1,
): ParamSpec {
  return { name, talib, default: value, min, max: PERIOD_MAX, integer: true, text };
}
