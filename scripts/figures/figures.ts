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

/** `hft-roi 3.1x, js-map 46x`: how many times as long the others take, nearest first. */
function othersOf(result: Result): string {
  return result.contenders
    .filter(({ name }) => name !== result.reference)
    .map(({ name }) => ({ name, ratio: result.ratios[name]?.median ?? Number.NaN }))
    .sort((a, b) => a.ratio - b.ratio)
    .map(({ name, ratio }) => `${name} ${ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0)}x`)
    .join(', ');
}

function rowOf(result: Result): string {
  const ours = result.contenders.find(({ name }) => name === result.reference);
  const time = `${Number((ours?.nsPerUnitMedian ?? Number.NaN).toPrecision(3))} ns/${result.unit}`;
  // Titles begin with the letter of the job.
  const title = result.title.replace(/^[a-z](, S\d)?: /, '');
  return `| ${title} | ${time} | ${othersOf(result)} |`;
}

const origin = ({ machine: m, commit, date, rounds }: Result): string =>
  `${m.cpu}, ${m.cores} cores, Node ${m.node.replace(/^v/, '')}, commit ${commit}, ` +
  `${date.slice(0, 10)}, median of ${rounds} interleaved rounds`;

/** Table and origin in Markdown, of the market that has most results. */
export function renderFigures(results: readonly Result[]): string {
  const count = (market: string): number => results.filter((r) => r.market === market).length;
  const [market] = [...new Set(results.map((r) => r.market))].sort((a, b) => count(b) - count(a));
  if (market === undefined)
    return 'No results are recorded in `bench/results`. `npm run bench` measures on your machine.';
  const shown = results.filter((result) => result.market === market);
  const origins = [...new Set(shown.map(origin))];
  return [
    '| job | ours | the others take |',
    '|---|---:|---|',
    ...shown.map(rowOf),
    '',
    `Market: ${market}. ${origins.map((text) => `Measured on ${text}.`).join(' ')}`,
    'Contenders and other markets: [docs/benchmarks.md](docs/benchmarks.md).',
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
