// What a run took for granted, in sentences, from its configuration. Keys are known by their last
// part wherever they stand; what is not known here stands in the configuration below all the same.
import type { PlainValue } from '../stats/record.ts';
import { duration, percent } from './numbers.ts';

export type Config = Readonly<Record<string, PlainValue>>;

/** A value that has no parts. */
export type Leaf = string | number | boolean | bigint | null;

/** `a.b.0.c` to value, leaves only, in order. */
export function flatten(config: Config): readonly (readonly [string, Leaf])[] {
  const rows: (readonly [string, Leaf])[] = [];
  const visit = (path: string, value: PlainValue): void => {
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value as Config);
      if (entries.length === 0) rows.push([path, Array.isArray(value) ? '[]' : '{}']);
      for (const [key, one] of entries) visit(path === '' ? key : `${path}.${key}`, one);
    } else rows.push([path, value ?? null]);
  };
  visit('', config);
  return rows;
}

const QUEUES: Readonly<Record<string, string>> = {
  'risk-averse':
    'Queue position is pessimistic: what leaves a price level without a trade left from ' +
    'behind our order.',
  log:
    'Queue position is estimated: cancellations are shared between ahead and behind by ' +
    'logarithms of both.',
  log2:
    'Queue position is estimated: cancellations are shared by logarithms of behind and ' +
    'of the whole level.',
  power: 'Queue position is estimated: cancellations are shared by powers of ahead and behind.',
  power2:
    'Queue position is estimated: cancellations are shared by powers of behind and of the whole.',
  power3: 'Queue position is estimated: cancellations are shared by a power of the share ahead.',
};

const FILLS: Readonly<Record<string, string>> = {
  market:
    'Orders fill from the recorded book and trades: a resting order when trades used up the ' +
    'queue ahead of it, a taking order against displayed quantity.',
  bars:
    'Pessimistic candle fills: only candles are known. A market order fills at the next ' +
    'open; of a stop and a target inside one candle, the worse is taken to come first.',
  honest: 'Fills happen only where the recorded market shows that they could have.',
  'compat-hftbacktest': 'Fills follow the rules of hftbacktest, so that results can be compared.',
};

const BAR_ORDERS: Readonly<Record<string, string>> = {
  'stops-first': 'Inside one candle stops come before limits.',
  'limits-first': 'Inside one candle limits come before stops, which is optimistic.',
};

type Say = (value: Leaf) => string | undefined;

const named =
  (names: Readonly<Record<string, string>>): Say =>
  (value) =>
    names[String(value)];

function rate(who: string): Say {
  return (value) => {
    const share = Number(value);
    if (Number.isNaN(share)) return undefined;
    return share < 0
      ? `${who} are paid a rebate of ${percent(-share, 4)} of their value.`
      : `${who} pay ${percent(share, 4)} of their value.`;
  };
}

function span(what: string, msPerUnit: number): Say {
  return (value) => {
    const ms = Number(value) * msPerUnit;
    if (Number.isNaN(ms)) return undefined;
    return ms === 0 ? `${what}: none.` : `${what}: ${microspan(ms)}.`;
  };
}

function microspan(ms: number): string {
  if (ms >= 1) return duration(ms);
  return ms >= 0.001 ? `${Number((ms * 1000).toFixed(3))} µs` : `${Math.round(ms * 1e6)} ns`;
}

const LATENCIES: Readonly<Record<string, string>> = {
  feed: 'Market data reaches the strategy after',
  entry: 'Orders reach the venue after',
  order: 'Orders reach the venue after',
  response: 'Answers come back after',
};

function latency(key: string): Say | undefined {
  const match = /^(feed|entry|order|response)?latency(ns|us|ms|s)?$/i.exec(key);
  if (match === null) return undefined;
  const what = LATENCIES[(match[1] ?? '').toLowerCase()] ?? 'Latency';
  const unit = { ns: 1e-6, us: 1e-3, ms: 1, s: 1000 }[(match[2] ?? 'ms').toLowerCase()] ?? 1;
  return span(what, unit);
}

const RULES: Readonly<Record<string, Say>> = {
  queuemodel: named(QUEUES),
  profile: named(FILLS),
  fillsource: named(FILLS),
  fillmodel: named(FILLS),
  barorder: named(BAR_ORDERS),
  bartouch: (value) =>
    value === true || value === 1
      ? 'A resting limit order fills when a candle touches its price, which is optimistic.'
      : 'A resting limit order fills only when a candle trades through its price.',
  makerrate: rate('Makers'),
  takerrate: rate('Takers'),
  slippagebps: (value) => `Takers pay ${String(value)} bp more than is displayed.`,
  impact: (value) =>
    value === 'none' ? 'Own orders do not move the market.' : `Market impact: ${String(value)}.`,
  hiddenshare: (value) => `Hidden quantity ahead of a new order: ${percent(Number(value))}.`,
  hiddenpermille: (value) =>
    `Hidden quantity ahead of a new order: ${percent(Number(value) / 1000)}.`,
  leverage: (value) => `Leverage up to ${String(value)}.`,
  funding: (value) => `Perpetuals pay funding: ${String(value)}.`,
};

export interface Assumption {
  readonly text: string;
  /** Key that says it; empty for what nothing says. */
  readonly key: string;
}

const TOPICS = [
  [/latency/i, 'The configuration states no latency.'],
  [/queuemodel|fillsource|fillmodel|profile/i, 'The configuration states no fill or queue model.'],
  [/rate$|fee/i, 'The configuration states no fees.'],
] as const;

/** Sentences for what the configuration says, and for what it does not say though it should. */
export function assumptionsOf(config: Config): readonly Assumption[] {
  const rows = flatten(config);
  const said: Assumption[] = [];
  for (const [key, value] of rows) {
    const last = key.split('.').at(-1) ?? '';
    const say = RULES[last.toLowerCase()] ?? latency(last);
    const text = say?.(value);
    if (text !== undefined) said.push({ key, text });
  }
  for (const [topic, text] of TOPICS)
    if (!rows.some(([key]) => topic.test(key))) said.push({ key: '', text });
  return said;
}
