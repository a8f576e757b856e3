// Benchmarks. `npm run bench` compares with what npm alone gives, `npm run bench:peers` also with
// compiled and Python peers. `node bench/run.ts --help` lists the options.
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildPeers } from './harness/build-peers.ts';
import { defaultMarket, prepareInputs, prepareProfile } from './harness/inputs.ts';
import { type Entrant, measure, OutputsDiffer } from './harness/interleave.ts';
import { canPin, LineProcess, startProcess } from './harness/line-process.ts';
import {
  describeCommit,
  describeMachine,
  LOAD_LIMIT,
  loadNow,
  waitForQuiet,
} from './harness/machine.ts';
import { type JobResult, renderResult, summarise, writeResult } from './harness/report.ts';
import type { ContenderSpec, JobContext, JobSpec, Toolchain } from './harness/types.ts';
import { MARKETS, type Market } from './inputs/make-inputs.ts';
import { JOBS, loadJob } from './jobs/index.ts';

const HELP = `usage: node bench/run.ts [options]

  --peers             also run the peers that need gcc, cargo, python or other npm packages
                      (built and installed on demand)
  --job NAME          only this job: ${JOBS.map((j) => j.id).join(', ')}; repeatable
  --only NAME         only these contenders (and ours); repeatable
  --market NAME       ${MARKETS.join(', ')}; repeatable. Default usdm,
                      or generated where its recording is not there
  --recording FILE    recording of the market instead of the shared one; repeatable
  --rounds N          interleaved rounds, at least 7. Default 7
  --round-ms N        length of one contender's part of a round. Default 150
  --warmup-ms N       warm-up of each contender. Default 1000
  --core N            core to pin contenders to; -1 for none. Default: the last
  --wait-load S       wait up to S seconds for a load of at most ${LOAD_LIMIT}. Default 60
  --allow-load        go on above that load; the result says that it may not be judged
  --no-write          print only
`;

const root = fileURLToPath(new URL('..', import.meta.url));
const isTerminal = process.stderr.isTTY === true;
function progress(text: string): void {
  if (isTerminal) process.stderr.write(`\r\x1b[K${text}`);
}

const { values } = parseArgs({
  options: {
    peers: { type: 'boolean', default: false },
    job: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', multiple: true, default: [] },
    market: { type: 'string', multiple: true, default: [] },
    recording: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string', default: '7' },
    'round-ms': { type: 'string', default: '150' },
    'warmup-ms': { type: 'string', default: '1000' },
    core: { type: 'string', default: `${cpus().length - 1}` },
    'wait-load': { type: 'string', default: '60' },
    'allow-load': { type: 'boolean', default: false },
    'no-write': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function number(text: string, name: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${name}: expected a whole number of at least ${least}, found '${text}'`);
  return value;
}

function marketOf(name: string): Market {
  const market = MARKETS.find((m) => m === name);
  if (market === undefined) throw new Error(`--market: there are ${MARKETS.join(', ')}`);
  return market;
}

function chosen(job: JobSpec, market: string): ContenderSpec[] {
  return job.contenders.filter(
    (c) =>
      (values.peers || c.role !== 'peer') &&
      (values.only.length === 0 || c.role === 'ours' || values.only.includes(c.name)) &&
      (c.markets === undefined || c.markets.includes(market)),
  );
}

interface Run {
  readonly core: number;
  readonly loadBeforeRun: number;
  readonly missing: ReadonlyMap<Toolchain, string>;
  readonly commit: string;
}

/** Starts the contenders of a job; those that cannot start are named with the reason. */
async function start(
  job: JobSpec,
  market: string,
  context: JobContext,
  run: Run,
): Promise<{ entrants: Entrant[]; skipped: Record<string, string> }> {
  const entrants: Entrant[] = [];
  const skipped: Record<string, string> = {};
  for (const spec of chosen(job, market)) {
    const why = run.missing.get(spec.needs);
    if (why !== undefined) {
      skipped[spec.name] = why;
      continue;
    }
    progress(`starting ${spec.name}`);
    const child = join(root, 'bench', 'harness', 'child.ts');
    const command = spec.command?.(context) ?? [
      process.execPath,
      '--expose-gc',
      '--conditions=outcry-source',
      child,
      job.id,
      spec.name,
      context.inputs,
    ];
    try {
      const options = { core: run.core, timeoutMs: 120_000 };
      entrants.push({
        name: spec.name,
        contender: await startProcess(spec.name, command, options),
      });
    } catch (error) {
      // A peer may fail to start on a strange machine; ours and the baselines may not.
      if (spec.role !== 'peer') throw error;
      skipped[spec.name] = error instanceof Error ? error.message : String(error);
    }
  }
  return { entrants, skipped };
}

async function runJob(job: JobSpec, market: string, context: JobContext, run: Run): Promise<void> {
  const loadBefore = loadNow();
  const { entrants, skipped } = await start(job, market, context, run);
  const rounds = number(values.rounds, 'rounds', 7);
  try {
    const measured = await measure(entrants, {
      rounds,
      roundMs: number(values['round-ms'], 'round-ms', 1),
      warmupMs: number(values['warmup-ms'], 'warmup-ms', 1),
      progress: (text) => progress(`${job.id} ${market}: ${text}`),
    });
    const result: JobResult = {
      job: job.id,
      title: job.title,
      market,
      unit: job.unit,
      commit: run.commit,
      date: new Date().toISOString(),
      machine: describeMachine(),
      loadBeforeRun: run.loadBeforeRun,
      loadBefore,
      judged: run.loadBeforeRun <= LOAD_LIMIT,
      pinnedToCore: canPin() ? run.core : -1,
      rounds,
      ...summarise(job, measured),
      skipped,
    };
    progress('');
    console.log(`${renderResult(result)}\n`);
    // A part of the contenders is for looking, not for keeping.
    if (!values['no-write'] && values.only.length === 0) {
      const folder = values.peers ? ['results'] : ['results', 'npm'];
      const file = writeResult(join(root, 'bench', ...folder), result);
      console.log(`  written to ${file.slice(root.length)}\n`);
    }
  } finally {
    for (const { contender } of entrants) if (contender instanceof LineProcess) contender.stop();
  }
}

async function main(): Promise<void> {
  if (values.help) {
    console.log(HELP);
    return;
  }
  const jobs = values.job.length === 0 ? JOBS : values.job.map(loadJob);
  const markets = values.market.length === 0 ? [defaultMarket(root)] : values.market.map(marketOf);
  const peers = join(root, 'bench', 'peers');
  const cache = join(root, '.cache', 'bench');
  const paths = {
    peers,
    binaries: join(cache, 'bin'),
    cargoTarget: join(cache, 'cargo'),
    venv: join(cache, 'venv'),
    packages: join(cache, 'npm'),
  };
  const runs = jobs.flatMap((job) => (job.profiles ?? markets).map((name) => ({ job, name })));
  const needed = new Set(runs.flatMap(({ job, name }) => chosen(job, name).map((c) => c.needs)));
  const inputs = new Map<string, string>();
  for (const { job, name } of runs) {
    const market = markets.find((m) => m === name);
    if (job.profiles !== undefined) inputs.set(name, prepareProfile(root, name, progress));
    else if (market !== undefined)
      inputs.set(name, prepareInputs(root, market, values.recording, progress));
  }
  const missing = buildPeers(needed, paths, progress);
  const patience = number(values['wait-load'], 'wait-load', 0) * 1000;
  const load = await waitForQuiet(patience, progress);
  if (load > LOAD_LIMIT && !values['allow-load'])
    throw new Error(
      `load ${load.toFixed(2)} is above ${LOAD_LIMIT}: ratios would say nothing. ` +
        'Stop other work, or go on with --allow-load',
    );
  const run: Run = {
    core: number(values.core, 'core', -1),
    loadBeforeRun: load,
    missing,
    commit: describeCommit(root),
  };
  for (const { job, name } of runs) {
    const folder = inputs.get(name);
    if (folder === undefined) continue;
    const context: JobContext = {
      inputs: folder,
      binaries: paths.binaries,
      rust: join(paths.cargoTarget, 'release'),
      python: join(paths.venv, 'bin', 'python'),
      peers,
      scratch: join(cache, 'scratch', name),
    };
    await runJob(job, name, context, run);
  }
}

try {
  await main();
  process.exit(0);
} catch (error) {
  progress('');
  const expected = error instanceof Error;
  console.error(error instanceof OutputsDiffer || expected ? error.message : error);
  process.exit(1);
}
