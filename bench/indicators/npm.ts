// JavaScript libraries, from bench/peers/npm-indicators.
import { readFileSync } from 'node:fs';
import type { Runner } from './ours.ts';
import type { Bars } from './series.ts';

const modules = new URL('../peers/npm-indicators/node_modules/', import.meta.url);

type Columns = ArrayLike<number>[];
type Functions = Record<string, (...args: unknown[]) => unknown>;

export function versionOf(library: string): string {
  const text = readFileSync(new URL(`${library}/package.json`, modules), 'utf8');
  return `${library} ${(JSON.parse(text) as { version: string }).version}`;
}

async function load(path: string): Promise<Record<string, unknown>> {
  const url = new URL(path, modules).href;
  return (await import(url)) as Record<string, unknown>;
}

/** Plain arrays: what these libraries take. */
type Plain = Record<keyof Bars, number[]>;

function plain(bars: Bars): Plain {
  return {
    open: [...bars.open],
    high: [...bars.high],
    low: [...bars.low],
    close: [...bars.close],
    volume: [...bars.volume],
  };
}

const column = (rows: readonly unknown[], key: string): number[] =>
  rows.map((row) => (row as Record<string, number>)[key] ?? Number.NaN);

export async function indicatorts(name: string, bars: Bars): Promise<Runner | undefined> {
  const library = (await load('indicatorts/dist/cjs/index.js')) as Functions;
  const { high, low, close, volume } = plain(bars);
  const call = (key: string, ...args: unknown[]): unknown => library[key]?.(...args);
  const one = (key: string, ...args: unknown[]): Columns => [call(key, ...args) as number[]];
  const fields = (keys: string[], key: string, ...args: unknown[]): Columns => {
    const made = call(key, ...args) as Record<string, number[]>;
    return keys.map((field) => made[field] ?? []);
  };
  const table: Record<string, Runner> = {
    sma: () => one('sma', close, { period: 20 }),
    ema: () => one('ema', close, { period: 20 }),
    dema: () => one('dema', close, { period: 20 }),
    tema: () => one('tema', close, { period: 20 }),
    rsi: () => one('rsi', close, { period: 14 }),
    macd: () =>
      fields(['macdLine', 'signalLine'], 'macd', close, { fast: 10, slow: 21, signal: 9 }),
    bbands: () => fields(['upper', 'middle', 'lower'], 'bb', close, { period: 20 }),
    atr: () => fields(['atrLine'], 'atr', high, low, close, { period: 14 }),
    cci: () => one('cci', high, low, close, { period: 20 }),
    stoch: () => fields(['k', 'd'], 'stoch', high, low, close, { kPeriod: 14, dPeriod: 3 }),
    willR: () => one('willr', high, low, close, { period: 14 }),
    mfi: () => one('mfi', high, low, close, volume, { period: 14 }),
    onBalanceVolume: () => one('obv', close, volume),
    roc: () => one('roc', close, { period: 10 }),
    aroon: () => fields(['down', 'up'], 'aroon', high, low, { period: 25 }),
    standardDeviation: () => one('mstd', close, { period: 20 }),
    max: () => one('mmax', close, { period: 20 }),
  };
  return table[name];
}

interface Calculating {
  calculate(input: Record<string, unknown>): unknown[];
  new (input: Record<string, unknown>): { nextValue(value: unknown): unknown };
}

const TECHNICAL: Record<string, { type: string; input: Record<string, unknown>; keys?: string[] }> =
  {
    sma: { type: 'SMA', input: { period: 20 } },
    ema: { type: 'EMA', input: { period: 20 } },
    wma: { type: 'WMA', input: { period: 20 } },
    rsi: { type: 'RSI', input: { period: 14 } },
    macd: {
      type: 'MACD',
      input: { fastPeriod: 10, slowPeriod: 21, signalPeriod: 9 },
      keys: ['MACD', 'signal', 'histogram'],
    },
    bbands: {
      type: 'BollingerBands',
      input: { period: 20, stdDev: 2 },
      keys: ['upper', 'middle', 'lower'],
    },
    atr: { type: 'ATR', input: { period: 14 } },
    adx: { type: 'ADX', input: { period: 14 }, keys: ['adx'] },
    cci: { type: 'CCI', input: { period: 20 } },
    stoch: { type: 'Stochastic', input: { period: 14, signalPeriod: 3 }, keys: ['k', 'd'] },
    willR: { type: 'WilliamsR', input: { period: 14 } },
    mfi: { type: 'MFI', input: { period: 14 } },
    onBalanceVolume: { type: 'OBV', input: {} },
    roc: { type: 'ROC', input: { period: 10 } },
    standardDeviation: { type: 'SD', input: { period: 20 } },
    max: { type: 'Highest', input: { period: 20 } },
  };

export async function technicalindicators(
  name: string,
  bars: Bars,
  isStream: boolean,
): Promise<Runner | undefined> {
  const entry = TECHNICAL[name];
  if (entry === undefined) return undefined;
  const loaded = await load('technicalindicators/dist/index.js');
  const library = (loaded['default'] ?? loaded) as Record<string, Calculating>;
  const type = library[entry.type];
  if (type === undefined) return undefined;
  const { high, low, close, volume } = plain(bars);
  const isSingle = ['SMA', 'EMA', 'WMA', 'RSI', 'MACD', 'BollingerBands', 'ROC', 'SD', 'Highest'];
  const isOne = isSingle.includes(entry.type);
  const given = isOne ? { values: close } : { high, low, close, volume };
  const pick = (rows: unknown[]): Columns =>
    entry.keys === undefined ? [rows as number[]] : entry.keys.map((key) => column(rows, key));
  if (!isStream) return () => pick(type.calculate({ ...entry.input, ...given }));
  const empty = isOne ? { values: [] } : { high: [], low: [], close: [], volume: [] };
  return () => {
    const rows: unknown[] = [];
    const one = new type({ ...entry.input, ...empty });
    for (let i = 0; i < close.length; i++) {
      const value = isOne
        ? close[i]
        : { high: high[i], low: low[i], close: close[i], volume: volume[i] };
      const row = one.nextValue(value);
      if (row !== undefined) rows.push(row);
    }
    return pick(rows);
  };
}

interface Updating {
  update(value: unknown, replace: boolean): unknown;
}
type Classes = Record<string, new (...args: unknown[]) => Updating>;

/** Streams only: a batch is a loop of updates there. */
export async function tradingSignals(name: string, bars: Bars): Promise<Runner | undefined> {
  const library = (await load('trading-signals/dist/index.js')) as Classes;
  const make = (type: string, ...args: unknown[]): Updating => {
    const Type = library[type];
    if (Type === undefined) throw new Error(`trading-signals has no ${type}`);
    return new Type(...args);
  };
  const ema = (n: number): Updating => make('EMA', n);
  const table: Record<string, [() => Updating, (string[] | undefined)?, boolean?]> = {
    sma: [() => make('SMA', 20)],
    ema: [() => ema(20)],
    wma: [() => make('WMA', 20)],
    dema: [() => make('DEMA', 20)],
    tema: [() => make('TEMA', 20)],
    rsi: [() => make('RSI', 14)],
    macd: [() => make('MACD', ema(10), ema(21), ema(9)), ['macd', 'signal', 'histogram']],
    bbands: [() => make('BollingerBands', 20, 2), ['upper', 'middle', 'lower']],
    atr: [() => make('ATR', 14), undefined, true],
    adx: [() => make('ADX', 14), undefined, true],
    cci: [() => make('CCI', 20), undefined, true],
    stoch: [() => make('StochasticOscillator', 14, 3, 3), ['stochK', 'stochD'], true],
    willR: [() => make('WilliamsR', 14), undefined, true],
    mfi: [() => make('MFI', 14), undefined, true],
    onBalanceVolume: [() => make('OBV', 2), undefined, true],
    roc: [() => make('ROC', 10)],
    linearRegression: [() => make('LinearRegression', 14), ['prediction']],
  };
  const entry = table[name];
  if (entry === undefined) return undefined;
  const [create, keys, isBar = false] = entry;
  const { open, high, low, close, volume } = plain(bars);
  const candles = close.map((c, i) => ({
    open: open[i],
    high: high[i],
    low: low[i],
    close: c,
    volume: volume[i],
  }));
  return () => {
    const one = create();
    const rows: unknown[] = [];
    for (let i = 0; i < close.length; i++) {
      const row = one.update(isBar ? candles[i] : close[i], false);
      if (row !== null) rows.push(row);
    }
    return keys === undefined ? [rows as number[]] : keys.map((key) => column(rows, key));
  };
}

/** It fetches its module: a path is not enough. */
function dataUrl(file: URL): string {
  return `data:application/wasm;base64,${readFileSync(file).toString('base64')}`;
}

export async function talibWeb(name: string, bars: Bars): Promise<Runner | undefined> {
  const library = (await load('talib-web/lib/index.cjs.js')) as { readonly default?: unknown };
  const functions = (library.default ?? library) as Functions;
  await functions['init']?.(dataUrl(new URL('talib-web/lib/talib.wasm', modules)));
  const { high, low, close, volume } = plain(bars);
  const hlc = { high, low, close };
  const table: Record<string, [string, Record<string, unknown>, string[]?]> = {
    sma: ['SMA', { inReal: close, timePeriod: 20 }],
    ema: ['EMA', { inReal: close, timePeriod: 20 }],
    wma: ['WMA', { inReal: close, timePeriod: 20 }],
    dema: ['DEMA', { inReal: close, timePeriod: 20 }],
    tema: ['TEMA', { inReal: close, timePeriod: 20 }],
    rsi: ['RSI', { inReal: close, timePeriod: 14 }],
    macd: [
      'MACD',
      { inReal: close, fastPeriod: 10, slowPeriod: 21, signalPeriod: 9 },
      ['MACD', 'MACDSignal', 'MACDHist'],
    ],
    bbands: [
      'BBANDS',
      { inReal: close, timePeriod: 20, nbDevUp: 2, nbDevDn: 2, MAType: 0 },
      ['upperBand', 'middleBand', 'lowerBand'],
    ],
    atr: ['ATR', { ...hlc, timePeriod: 14 }],
    adx: ['ADX', { ...hlc, timePeriod: 14 }],
    cci: ['CCI', { ...hlc, timePeriod: 20 }],
    stoch: [
      'STOCH',
      {
        ...hlc,
        fastK_Period: 14,
        slowK_Period: 3,
        slowK_MAType: 0,
        slowD_Period: 3,
        slowD_MAType: 0,
      },
      ['slowK', 'slowD'],
    ],
    willR: ['WILLR', { ...hlc, timePeriod: 14 }],
    mfi: ['MFI', { ...hlc, volume, timePeriod: 14 }],
    onBalanceVolume: ['OBV', { inReal: close, volume }],
    roc: ['ROC', { inReal: close, timePeriod: 10 }],
    aroon: ['AROON', { high, low, timePeriod: 25 }, ['aroonDown', 'aroonUp']],
    standardDeviation: ['STDDEV', { inReal: close, timePeriod: 20, nbDev: 1 }],
    linearRegression: ['LINEARREG', { inReal: close, timePeriod: 14 }],
    max: ['MAX', { inReal: close, timePeriod: 20 }],
  };
  const entry = table[name];
  if (entry === undefined) return undefined;
  const [key, input, keys = ['output']] = entry;
  return () => {
    const made = functions[key]?.(input) as Record<string, ArrayLike<number>>;
    return keys.map((field) => made[field] ?? []);
  };
}
