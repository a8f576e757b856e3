// Figures of the indicators: ratios, geometric means, the result file.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Figures {
  readonly name: string;
  /** ns a bar of the fastest round, by contender: what other work on the machine disturbs least. */
  readonly ns: Readonly<Record<string, number>>;
  readonly medians: Readonly<Record<string, number>>;
  readonly versions: Readonly<Record<string, string>>;
  /** Contenders that mean another thing: timed, not compared. */
  readonly notes: Readonly<Record<string, string>>;
}

export interface Against {
  readonly indicators: number;
  /** Their time / ours. */
  readonly geometricMean: number;
  readonly least: number;
  readonly leastOf: string;
}

/** Times of the others against those of `reference`, where both ran. */
function against(figures: readonly Figures[], reference: string): Record<string, Against> {
  const names = [...new Set(figures.flatMap(({ ns }) => Object.keys(ns)))];
  const out: Record<string, Against> = {};
  for (const peer of names) {
    if (peer === reference) continue;
    const pairs = figures.flatMap(({ name, ns }) => {
      const ours = ns[reference];
      const theirs = ns[peer];
      return ours === undefined || theirs === undefined ? [] : [{ name, ratio: theirs / ours }];
    });
    if (pairs.length === 0) continue;
    const logs = pairs.reduce((sum, { ratio }) => sum + Math.log(ratio), 0);
    const worst = pairs.reduce((a, b) => (b.ratio < a.ratio ? b : a));
    out[peer] = {
      indicators: pairs.length,
      geometricMean: Math.exp(logs / pairs.length),
      least: worst.ratio,
      leastOf: worst.name,
    };
  }
  return out;
}

/** Our ways in. */
const OURS = ['ours', 'ours-into', 'ours-kernel'];
const SCRIPTED = ['indicatorts', 'technicalindicators', 'trading-signals'];

/** The fastest library of plain JavaScript for each indicator, as one more contender. */
function withFastest(figures: readonly Figures[]): Figures[] {
  return figures.map((figure) => {
    const times = SCRIPTED.flatMap((name) => figure.ns[name] ?? []);
    if (times.length === 0) return figure;
    return { ...figure, ns: { ...figure.ns, 'fastest JavaScript': Math.min(...times) } };
  });
}

export type Summary = Record<string, Record<string, Record<string, Against>>>;

/** Mode, then ours by which way in, then the peer. */
export function summarise(modes: Readonly<Record<string, readonly Figures[]>>): Summary {
  return Object.fromEntries(
    Object.entries(modes).map(([mode, figures]) => {
      const all = withFastest(figures);
      return [mode, Object.fromEntries(OURS.map((name) => [name, against(all, name)]))];
    }),
  );
}

export function render(mode: string, { name, ns }: Figures): string {
  const parts = Object.entries(ns).map(([key, value]) => `${key} ${value.toFixed(2)}`);
  return `${mode} ${name.padEnd(18)} ${parts.join('  ')}`;
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value)
    ? Number(value.toPrecision(5))
    : value;
}

export function writeSummary(file: string, summary: object): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(summary, rounded, 2)}\n`);
}
