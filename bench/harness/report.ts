// Results: one JSON file per job, and a table for people.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured } from './interleave.ts';
import type { Machine } from './machine.ts';
import { median, ratios } from './stats.ts';
import type { Goal, JobSpec } from './types.ts';

export interface GoalResult {
  readonly text: string;
  /** Undefined when a contender was missing. */
  readonly value?: number;
  readonly met?: boolean;
}

export interface JobResult {
  readonly job: string;
  readonly title: string;
  readonly market: string;
  readonly unit: string;
  readonly commit: string;
  readonly date: string;
  readonly machine: Machine;
  /** Load average before the run and before this job; judged only when the first is fit. */
  readonly loadBeforeRun: number;
  readonly loadBefore: number;
  readonly judged: boolean;
  readonly pinnedToCore: number;
  readonly rounds: number;
  readonly contenders: readonly (Measured & { nsPerUnitMedian: number; nsPerUnitMin: number })[];
  /** Contenders that did not run, and why. */
  readonly skipped: Readonly<Record<string, string>>;
  /** Time of each contender / time of the reference, per round. */
  readonly reference: string;
  readonly ratios: Readonly<Record<string, { min: number; median: number; max: number }>>;
  readonly goals: readonly GoalResult[];
}

const byName = (all: readonly Measured[], name: string): Measured | undefined =>
  all.find((m) => m.name === name);

/** Evaluates one goal; `ours` is the contender that the goals speak of. */
export function judge(
  goal: Goal,
  ours: Measured | undefined,
  all: readonly Measured[],
): GoalResult {
  if (goal.kind === 'fact') {
    const raw = ours?.facts[goal.fact];
    const bound = goal.atMost === undefined ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`;
    const text = `${goal.fact} ${bound}`;
    if (typeof raw !== 'number') return { text };
    const met = raw <= (goal.atMost ?? Infinity) && raw >= (goal.atLeast ?? -Infinity);
    return { text, value: raw, met };
  }
  if (goal.kind === 'rate') {
    const text = `>= ${goal.atLeast} a second`;
    if (ours === undefined) return { text };
    const value = 1e9 / median(ours.nsPerUnit);
    return { text, value, met: value >= goal.atLeast };
  }
  const peer = byName(all, goal.against);
  if (goal.kind === 'fact-ratio') {
    const text = `${goal.fact} <= ${goal.atMost}x that of ${goal.against}`;
    const [own, other] = [ours?.facts[goal.fact], peer?.facts[goal.fact]];
    if (typeof own !== 'number' || typeof other !== 'number') return { text };
    return { text, value: own / other, met: own <= goal.atMost * other };
  }
  const text =
    goal.kind === 'speedup'
      ? `>= ${goal.atLeast}x ${goal.against}`
      : `<= ${goal.atMost}x the time of ${goal.against}`;
  if (ours === undefined || peer === undefined) return { text };
  if (goal.kind === 'speedup') {
    const value = ratios(peer.nsPerUnit, ours.nsPerUnit).median;
    return { text, value, met: value >= goal.atLeast };
  }
  const value = ratios(ours.nsPerUnit, peer.nsPerUnit).median;
  return { text, value, met: value <= goal.atMost };
}

/** Ratios and goals of a job's measurements. */
export function summarise(
  job: JobSpec,
  all: readonly Measured[],
): Pick<JobResult, 'contenders' | 'reference' | 'ratios' | 'goals'> {
  const oursName = job.contenders.find((c) => c.role === 'ours')?.name ?? '';
  const ours = byName(all, oursName);
  const reference = ours ?? all[0];
  const table: Record<string, { min: number; median: number; max: number }> = {};
  for (const m of all) {
    if (reference === undefined || m === reference) continue;
    const { min, median: middle, max } = ratios(m.nsPerUnit, reference.nsPerUnit);
    table[m.name] = { min, median: middle, max };
  }
  return {
    contenders: all.map((m) => ({
      ...m,
      nsPerUnitMedian: median(m.nsPerUnit),
      nsPerUnitMin: Math.min(...m.nsPerUnit),
    })),
    reference: reference?.name ?? '',
    ratios: table,
    goals: job.goals.map((goal) => judge(goal, ours, all)),
  };
}

/** Writes `<job>.json`, or `<job>-<market>.json` for markets other than the first. */
export function writeResult(folder: string, result: JobResult): string {
  mkdirSync(folder, { recursive: true });
  const suffix = result.market === 'usdm' ? '' : `-${result.market}`;
  const file = join(folder, `${result.job}${suffix}.json`);
  writeFileSync(file, `${JSON.stringify(result, rounded, 2)}\n`);
  return file;
}

/** Six significant digits are more than any of these figures has. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value)
    ? Number(value.toPrecision(6))
    : value;
}

function factText(facts: Readonly<Record<string, number | string>>): string {
  const show = (v: number | string): string =>
    typeof v === 'number' ? `${Number(v.toPrecision(4))}` : v;
  return Object.entries(facts)
    .map(([key, value]) => `${key} ${show(value)}`)
    .join(', ');
}

/** The result as lines for a terminal. */
export function renderResult(result: JobResult): string {
  const width = Math.max(10, ...result.contenders.map((c) => c.name.length));
  const lines = [
    `${result.title} (${result.market}), median of ${result.rounds} interleaved rounds`,
    `  ${'contender'.padEnd(width)}  ns/${result.unit.padEnd(7)} ${'min'.padStart(9)}` +
      `   time against ${result.reference}`,
  ];
  for (const c of result.contenders) {
    const ratio = result.ratios[c.name];
    const against =
      ratio === undefined
        ? '1'
        : `${ratio.median.toFixed(2)}x (${ratio.min.toFixed(2)}-${ratio.max.toFixed(2)})`;
    const middle = c.nsPerUnitMedian.toFixed(2).padStart(10);
    const least = c.nsPerUnitMin.toFixed(2).padStart(9);
    lines.push(`  ${c.name.padEnd(width)}  ${middle} ${least}   ${against}`);
    if (Object.keys(c.facts).length > 0) lines.push(`  ${''.padEnd(width)}  ${factText(c.facts)}`);
  }
  for (const [name, why] of Object.entries(result.skipped))
    lines.push(`  ${name.padEnd(width)}  skipped: ${why}`);
  for (const goal of result.goals) {
    const state = goal.met === undefined ? 'open' : goal.met ? 'met' : 'MISSED';
    lines.push(`  goal ${goal.text}: ${goal.value?.toFixed(2) ?? '-'} ${state}`);
  }
  if (!result.judged)
    lines.push(`  not judged: load ${result.loadBeforeRun.toFixed(2)} before the run`);
  return lines.join('\n');
}
