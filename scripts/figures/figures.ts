// The figures of the README: a table made from bench/results/*.json, between two markers.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const START = '<!-- figures:start -->';
const END = '<!-- figures:end -->';

/** The part of a result file of bench/ that is shown. */
export interface Result {
  readonly title: string;
  readonly market: string;
  readonly unit: string;
  readonly commit: string;
  readonly date: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string };
  readonly rounds: number;
  readonly reference: string;
  readonly contenders: readonly {
    readonly name: string;
    readonly version: string;
    readonly nsPerUnitMedian: number;
  }[];
  readonly ratios: Readonly<Record<string, { readonly median: number }>>;
}

/** All results, by file name. */
export function readResults(root: string): Result[] {
  const folder = join(root, 'bench/results');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Result)
    .filter((result) => Array.isArray(result.contenders));
}

function rowsOf(result: Result): string[] {
  return result.contenders.map((contender, i) => {
    const ratio = result.ratios[contender.name];
    const time = `${Number(contender.nsPerUnitMedian.toPrecision(3))} ns/${result.unit}`;
    const against = contender.name === result.reference ? '1' : (ratio?.median.toFixed(2) ?? '?');
    const title = i === 0 ? `${result.title} (${result.market})` : '';
    return `| ${title} | ${contender.name} ${contender.version} | ${time} | ${against} |`;
  });
}

/** Table and origin in Markdown. */
export function renderFigures(results: readonly Result[]): string {
  if (results.length === 0)
    return 'No results are recorded in `bench/results`. `npm run bench` measures on your machine.';
  const origins = results.map(
    ({ machine: m, commit, date, rounds }) =>
      `${m.cpu}, ${m.cores} cores, Node ${m.node.replace(/^v/, '')}, commit ${commit}, ` +
      `${date.slice(0, 10)}, median of ${rounds} interleaved rounds`,
  );
  return [
    '| job | contender | median | time against ours |',
    '|---|---|---:|---:|',
    ...results.flatMap(rowsOf),
    '',
    ...[...new Set(origins)].map((origin) => `Measured on: ${origin}.`),
  ].join('\n');
}

/** `readme` with the figures between its markers. */
export function insertFigures(readme: string, figures: string): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start) throw new Error(`README.md lacks ${START} and ${END}`);
  return `${readme.slice(0, start + START.length)}\n\n${figures}\n\n${readme.slice(end)}`;
}

export function figuresUpToDate(root: string): boolean {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  return insertFigures(readme, renderFigures(readResults(root))) === readme;
}
