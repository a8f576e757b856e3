// tidy-ok: size: a table, one entry per golden case
// Which indicator answers which golden case, with what parameters; where ours differs by rule, what
// differs (`why`) and how far it is compared: from a bar on, to a tolerance, or our own answer.

export type GoldenFile = 'reference' | 'tulip' | 'ttr' | 'signals' | 'stock' | 'chartschool';

export interface Case {
  readonly file: GoldenFile;
  /** Key in the golden file. */
  readonly golden: string;
  /** Our indicator. */
  readonly name: string;
  readonly params?: Readonly<Record<string, number>>;
  /** Parameters that take the options of a Tulip case, in their order. */
  readonly options?: readonly string[];
  /** Column of the series for an input, where it is not the one of the same name. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Inputs in Tulip's order, where ours differ. */
  readonly order?: readonly string[];
  /** Golden column: our output. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Golden = scale times ours. */
  readonly scale?: number;
  /** First bar that is compared. */
  readonly from?: number;
  /** Our first value comes at another bar than theirs. */
  readonly begins?: 'other';
  readonly tolerance?: number;
  /** Our output at a bar, where the golden is not followed. */
  readonly answer?: Readonly<Record<string, readonly [number, number]>>;
  /** The deviation, by definitions. */
  readonly why?: string;
}

type Row = Omit<Case, 'file' | 'golden' | 'name' | 'params' | 'outputs'>;

function maker(file: GoldenFile) {
  return (
    golden: string,
    name: string,
    params: Readonly<Record<string, number>>,
    outputs: Readonly<Record<string, string>>,
    more: Row = {},
  ): Case => ({ file, golden, name, params, outputs, ...more });
}

const reference = maker('reference');
const ttr = maker('ttr');
const signals = maker('signals');
const stock = maker('stock');
const chartschool = maker('chartschool');

function tulip(
  golden: string,
  name: string,
  options: readonly string[],
  outputs: Readonly<Record<string, string>>,
  more: Row & Pick<Case, 'params'> = {},
): Case {
  return { file: 'tulip', golden, name, options, outputs, ...more };
}

const TULIP_CASES: readonly Case[] = [
  tulip('wilders', 'smma', ['period'], { wilders: 'smma' }),
  tulip('zlema', 'zlema', ['period'], { zlema: 'zlema' }),
  tulip('vwma', 'vwma', ['period'], { vwma: 'vwma' }),
];

/** By Tulip's name: also for its own tests. */
export const TULIP: Readonly<Record<string, Case>> = Object.fromEntries(
  TULIP_CASES.map((entry) => [entry.golden, entry]),
);

export const CASES: readonly Case[] = [
  ...TULIP_CASES,

  reference('smma', 'smma', { period: 20 }, { smma: 'smma' }),
  reference('zlema', 'zlema', { period: 20 }, { zlema: 'zlema' }),
  reference('vwma', 'vwma', { period: 20 }, { vwma: 'vwma' }),
  reference('mcginley', 'mcginley', { period: 14 }, { dynamic: 'mcginley' }),
  reference('alligator', 'alligator', {}, { jaw: 'jaw', teeth: 'teeth', lips: 'lips' }),
  reference('gator', 'gator', {}, { upper: 'upper', lower: 'lower' }),
  reference(
    'heikin_ashi',
    'heikinAshi',
    {},
    {
      open: 'open',
      high: 'high',
      low: 'low',
      close: 'close',
    },
  ),

  ttr('EVWMA', 'evwma', { period: 10 }, { x: 'evwma' }),
  ttr('VWMA', 'vwma', { period: 10 }, { x: 'vwma' }),
  ttr('ZLEMA', 'zlema', { period: 10 }, { x: 'zlema' }),
  ttr(
    'GMMA',
    'gmma',
    {},
    {
      'short lag 3': 'ema3',
      'short lag 5': 'ema5',
      'short lag 8': 'ema8',
      'short lag 10': 'ema10',
      'short lag 12': 'ema12',
      'short lag 15': 'ema15',
      'long lag 30': 'ema30',
      'long lag 35': 'ema35',
      'long lag 40': 'ema40',
      'long lag 45': 'ema45',
      'long lag 50': 'ema50',
      'long lag 60': 'ema60',
    },
  ),

  signals('Alligator()/bar', 'alligator', {}, { jaw: 'jaw', teeth: 'teeth', lips: 'lips' }),
  signals('GannHiLo()/bar', 'gannHiLo', {}, { line: 'line' }),
  signals('VIDYA(14)/close', 'vidyaCmo', { period: 14 }, { value: 'vidya' }),
  signals('ZLEMA(20)/close', 'zlema', { period: 20 }, { value: 'zlema' }),
  signals('McGinleyDynamic(14)/close', 'mcginley', { period: 14 }, { value: 'mcginley' }),

  stock('alligator', 'alligator', {}, { jaw: 'jaw', teeth: 'teeth', lips: 'lips' }),
  stock('gator', 'gator', {}, { upper: 'upper', lower: 'lower' }),
  stock('smma', 'smma', { period: 20 }, { smma: 'smma' }),
  stock('vwma', 'vwma', { period: 14 }, { vwma: 'vwma' }),
  stock('dynamic', 'mcginley', { period: 14 }, { dynamic: 'mcginley' }),
  stock(
    'heikinashi',
    'heikinAshi',
    {},
    {
      open: 'open',
      high: 'high',
      low: 'low',
      close: 'close',
    },
  ),
];

/** Golden cases without a row, by file, and why. */
export const UNSERVED: Readonly<Partial<Record<GoldenFile, Readonly<Record<string, string>>>>> = {};

/** Tulip's tests of what is no indicator. */
export const TULIP_TESTS_UNSERVED: readonly string[] = [];

/** Indicators in the table that the catalogue lacks. */
export const PENDING: readonly string[] = [];
