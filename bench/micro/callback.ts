// What a call of a TypeScript handler costs over one in AssemblyScript, in empty calls of the
// border: both hosts run the same changes of the best bid. Each run has a process, as each strategy
// has a thread: what the compiler learned from another run would change its code. Kinds take turns.
// `npm run -s bench:callback -- [--rounds N] [--allow-load] [--no-write]`
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeCommit, describeMachine, LOAD_LIMIT, loadNow } from '../harness/machine.ts';
import { median } from '../harness/stats.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CHILD = fileURLToPath(new URL('callback-child.ts', import.meta.url));
const KINDS = ['assembly', 'typescript', 'border', 'inline'] as const;
type Kind = (typeof KINDS)[number];

interface Run {
  /** Of a handler's call, or of an empty one. */
  readonly ns: number;
  /** Of what happened: equal for both hosts. */
  readonly check: string;
}

function run(kind: Kind): Run {
  // Not pinned: the compiler's threads would share the core with what is timed.
  const own = [...process.execArgv, '--expose-gc', CHILD, kind];
  const { status, stdout, stderr } = spawnSync(process.execPath, own, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${kind}: ${stderr}`);
  return JSON.parse(stdout) as Run;
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    'allow-load': { type: 'boolean', default: false },
    'no-write': { type: 'boolean', default: false },
  },
});
const loadBefore = loadNow();
if (loadBefore > LOAD_LIMIT && !values['allow-load'])
  throw new Error(
    `load ${loadBefore.toFixed(2)} is above ${LOAD_LIMIT}: --allow-load measures all the same`,
  );
const { check } = run('assembly');
if (run('typescript').check !== check) throw new Error('the two hosts do not do the same');

const rounds = Number(values.rounds);
const ns: Record<Kind, number[]> = { assembly: [], typescript: [], border: [], inline: [] };
for (let round = 0; round < rounds; round++) {
  for (const kind of KINDS) ns[kind].push(run(kind).ns);
  process.stderr.write(`\rround ${round + 1} of ${rounds}${round + 1 === rounds ? '\n' : ''}`);
}
const rounded = (value: number): number => Number(value.toFixed(2));
const over = ns.typescript.map((value, i) => value - (ns.assembly[i] ?? Number.NaN));
const result = {
  title: 'a handler in TypeScript, called at each change of the best prices',
  unit: 'ns a call',
  commit: describeCommit(ROOT),
  date: new Date().toISOString(),
  machine: describeMachine(),
  loadBefore,
  judged: loadBefore <= LOAD_LIMIT,
  rounds,
  medians: Object.fromEntries(KINDS.map((kind) => [kind, rounded(median(ns[kind]))])),
  least: Object.fromEntries(KINDS.map((kind) => [kind, rounded(Math.min(...ns[kind]))])),
  overAssembly: rounded(median(over)),
  goal: rounded(2 * median(ns.border)),
};
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
if (!values['no-write'])
  writeFileSync(
    fileURLToPath(new URL('../results/callback.json', import.meta.url)),
    `${JSON.stringify(result, null, 2)}\n`,
  );
