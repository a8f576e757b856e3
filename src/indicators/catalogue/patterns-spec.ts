// How the entries of candlestick patterns are made: each says which candle settings it looks at,
// and gets their three parameters each (measure, period, factor).
import { type IndicatorSpec, type ParamSpec, PERIOD_MAX } from '../spec.ts';

/** What a candle setting measures of a candle. */
const Measure = { Body: 0, Range: 1, Shadows: 2 } as const;

interface Setting {
  /** Order of the settings' parameters; the kernel's column. */
  readonly place: number;
  readonly name: string;
  readonly measure: 0 | 1 | 2;
  readonly period: number;
  readonly factor: number;
  readonly text: string;
}

const { Body, Range, Shadows } = Measure;
const setting = (
  place: number,
  name: string,
  measure: 0 | 1 | 2,
  period: number,
  factor: number,
  text: string,
): Setting => ({ place, name, measure, period, factor, text });

export const SETTINGS = {
  BodyLong: setting(0, 'bodyLong', Body, 10, 1, 'a long body exceeds'),
  BodyShort: setting(1, 'bodyShort', Body, 10, 1, 'a short body stays below'),
  BodyDoji: setting(2, 'bodyDoji', Range, 10, 0.1, 'the body of a doji is at most'),
  ShadowLong: setting(3, 'shadowLong', Body, 0, 1, 'a long shadow exceeds'),
  ShadowVeryLong: setting(4, 'shadowVeryLong', Body, 0, 2, 'a very long shadow exceeds'),
  ShadowShort: setting(5, 'shadowShort', Shadows, 10, 1, 'a short shadow stays below'),
  ShadowVeryShort: setting(6, 'shadowVeryShort', Range, 10, 0.1, 'what counts as none is below'),
  Near: setting(7, 'near', Range, 5, 0.2, 'near is at most'),
  Far: setting(8, 'far', Range, 5, 0.6, 'far is at least'),
  Equal: setting(9, 'equal', Range, 5, 0.05, 'equal prices differ by at most'),
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;

/** The three parameters of a setting. */
function settingParams({ name, measure, period, factor, text }: Setting): ParamSpec[] {
  return [
    {
      name: `${name}Measure`,
      default: measure,
      min: Body,
      max: Shadows,
      integer: true,
      text: `${text} factor x the mean of: 0 bodies, 1 ranges, 2 half of both shadows`,
    },
    {
      name: `${name}Period`,
      default: period,
      min: 0,
      max: PERIOD_MAX,
      integer: true,
      text: 'candles before the one in question; 0: that one itself',
    },
    { name: `${name}Factor`, default: factor, min: 0, max: 1e6, text: 'factor of that mean' },
  ];
}

/** TA-Lib is the source of what it has; the others say whom they follow. */
type Origin =
  | { readonly talib: string; readonly source?: undefined }
  | { readonly talib?: undefined; readonly source: string };

interface Rule {
  readonly id: number;
  readonly name: string;
  readonly title: string;
  /** Candles before the newest that must be there, beside those of the settings. */
  readonly before: number;
  readonly settings?: readonly SettingName[];
  /** Least period that counts as the settings'. @default 0 */
  readonly periodMin?: number;
  /** How deep into a candle: default, and what it means. */
  readonly share?: readonly [value: number, text: string];
  /** Values other than 0. */
  readonly signs: string;
  /** The rule. Candles count back: [0] is the newest. */
  readonly rule: string;
}

export type PatternEntry = Rule & Origin;

/** The catalogue's entry of a pattern. */
export function pattern(entry: PatternEntry): IndicatorSpec {
  const { id, name, talib, title, before, signs, rule, share, periodMin = 0 } = entry;
  const settings = (entry.settings ?? [])
    .map((key): Setting => SETTINGS[key])
    .toSorted((a, b) => a.place - b.place);
  const isTalib = talib !== undefined;
  const params: ParamSpec[] = settings.flatMap(settingParams);
  if (share !== undefined)
    params.unshift({
      name: isTalib ? 'penetration' : 'share',
      ...(isTalib ? { talib: 'optInPenetration' } : {}),
      default: share[0],
      min: 0,
      max: 1000,
      text: share[1],
    });
  const first = share === undefined ? 1 : 2;
  return {
    id,
    name,
    ...(isTalib ? { talib } : {}),
    title,
    inputs: ['open', 'high', 'low', 'close'],
    params,
    outputs: [
      {
        name,
        ...(isTalib ? { talib: 'outInteger' } : {}),
        text: `${signs}; 0 where the pattern is not`,
      },
    ],
    begin: (values) =>
      before +
      settings.reduce((most, _, i) => Math.max(most, values[first + 3 * i] ?? 0), periodMin),
    unit: 'score: positive bullish, negative bearish',
    formula: rule,
    source: entry.source ?? `TA-Lib ${entry.talib}`,
  };
}
