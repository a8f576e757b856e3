// Indicators against C, Rust and JavaScript libraries: `node bench/indicators/run.ts`. Each pair of
// contender and indicator has a process; values are compared first, then times are taken in
// interleaved rounds. Options: --mode batch|stream, --only NAME (indicator), --peer NAME,
// --rounds N, --round-ms N, --no-write.
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Entrant, type Measured, measure } from '../harness/interleave.ts';
import { type LineProcess, startProcess } from '../harness/line-process.ts';
import { describeCommit, describeMachine, LOAD_LIMIT, loadNow } from '../harness/machine.ts';
import { median } from '../harness/stats.ts';
import { buildPeers } from './build.ts';
import { compare } from './equal.ts';
import { type Figures, render, summarise, writeSummary } from './report.ts';
import { BARS, writeBars } from './series.ts';
import { MEASURES, type Measure } from './set.ts';

const { values } = parseArgs({
  options: {
    mode: { type: 'string', multiple: true, default: ['batch', 'stream'] },
    only: { type: 'string', multiple: true, default: [] },
    peer: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string', default: '7' },
    'round-ms': { type: 'string', default: '40' },
    'no-write': { type: 'boolean', default: false },
  },
});

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, '.cache', 'bench');
const places = {
  peers: join(root, 'bench', 'peers'),
  binaries: join(cache, 'bin'),
  cargoTarget: join(cache, 'cargo'),
};
const bars = join(cache, 'indicators', 'bars.bin');
const child = join(root, 'bench', 'indicators', 'child.ts');

interface Peer {
  readonly name: string;
  readonly needs: 'npm' | 'gcc' | 'cargo' | 'none';
  readonly modes: readonly string[];
  command(indicator: string, mode: string): string[];
}

function node(name: string): Peer['command'] {
  return (indicator, mode) => [
    process.execPath,
    ...process.execArgv,
    child,
    name,
    mode,
    indicator,
    bars,
  ];
}

const native = (name: string): Peer['command'] => {
  return (indicator) => [join(places.binaries, `indicators-${name}`), indicator, bars];
};

const PEERS: readonly Peer[] = [
  { name: 'ours', needs: 'none', modes: ['batch', 'stream'], command: node('ours') },
  { name: 'ours-into', needs: 'none', modes: ['batch'], command: node('ours-into') },
  { name: 'ours-kernel', needs: 'none', modes: ['batch', 'stream'], command: node('ours-kernel') },
  { name: 'tulip', needs: 'gcc', modes: ['batch'], command: native('tulip') },
  { name: 'talib', needs: 'gcc', modes: ['batch'], command: native('talib') },
  { name: 'talib-web', needs: 'npm', modes: ['batch'], command: node('talib-web') },
  { name: 'indicatorts', needs: 'npm', modes: ['batch'], command: node('indicatorts') },
  {
    name: 'technicalindicators',
    needs: 'npm',
    modes: ['batch', 'stream'],
    command: node('technicalindicators'),
  },
  {
    name: 'trading-signals',
    needs: 'npm',
    modes: ['batch', 'stream'],
    command: node('trading-signals'),
  },
  {
    name: 'yata',
    needs: 'cargo',
    modes: ['stream'],
    command: (indicator) => [join(places.cargoTarget, 'release', 'peer-yata'), indicator, bars],
  },
  {
    name: 'yata-kept',
    needs: 'cargo',
    modes: ['stream'],
    command: (name) => [join(places.cargoTarget, 'release', 'peer-yata'), name, bars, 'kept'],
  },
];

const skipped: Record<string, string> = {};

async function start(one: Measure, mode: string, missing: Readonly<Record<string, string>>) {
  const entrants: (Entrant & { contender: LineProcess })[] = [];
  for (const peer of PEERS) {
    const isOurs = peer.needs === 'none';
    if (!peer.modes.includes(mode)) continue;
    if (!isOurs && values.peer.length > 0 && !values.peer.includes(peer.name)) continue;
    const why = missing[peer.needs] ?? '';
    const label = `${mode} ${one.name} ${peer.name}`;
    if (why !== '') {
      skipped[label] = why;
      continue;
    }
    try {
      const options = { core: cpus().length - 1, timeoutMs: 120_000 };
      const contender = await startProcess(peer.name, peer.command(one.name, mode), options);
      entrants.push({ name: peer.name, contender });
    } catch (error) {
      if (isOurs) throw error;
      const said = error instanceof Error ? error.message : String(error);
      skipped[label] = /has no|no such/.test(said) ? 'not in the library' : said.slice(0, 200);
    }
  }
  return entrants;
}

/** The last values; none where a peer fails, which is then left out. */
async function tailOf(contender: LineProcess, name: string, label: string): Promise<string> {
  try {
    return String((await contender.check()).facts['tail'] ?? '');
  } catch (error) {
    if (name.startsWith('ours')) throw error;
    skipped[label] = error instanceof Error ? error.message.slice(0, 200) : String(error);
    return '';
  }
}

/** Times; a peer that ends in a round is left out, and the rest measured again. */
async function measureFit(fit: readonly Entrant[], label: string): Promise<Measured[]> {
  const options = {
    rounds: Number(values.rounds),
    roundMs: Number(values['round-ms']),
    warmupMs: 100,
  };
  try {
    return await measure(fit, options);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const gone = fit.find(({ name }) => !name.startsWith('ours') && said.startsWith(`${name}:`));
    if (gone === undefined) throw error;
    skipped[`${label} ${gone.name}`] = said.slice(0, 200);
    return measureFit(
      fit.filter((one) => one !== gone),
      label,
    );
  }
}

async function measureOne(one: Measure, mode: string, missing: Readonly<Record<string, string>>) {
  const entrants = await start(one, mode, missing);
  try {
    const tails = new Map<string, string>();
    for (const { name, contender } of entrants)
      tails.set(name, await tailOf(contender, name, `${mode} ${one.name} ${name}`));
    const ours = tails.get('ours') ?? '';
    const notes: Record<string, string> = {};
    const fit = entrants.filter(({ name }) => {
      if (tails.get(name) === '') return false;
      const found = compare(
        ours,
        tails.get(name) ?? '',
        one.theirs?.[name.replace('-kept', '')] ?? {},
      );
      if (found === undefined) return true;
      if (found.isKnown) notes[name] = found.text;
      else skipped[`${mode} ${one.name} ${name}`] = found.text;
      return found.isKnown;
    });
    const measured = await measureFit(fit, `${mode} ${one.name}`);
    const ns = Object.fromEntries(measured.map((m) => [m.name, Math.min(...m.nsPerUnit)]));
    const medians = Object.fromEntries(measured.map((m) => [m.name, median(m.nsPerUnit)]));
    const versions = Object.fromEntries(measured.map((m) => [m.name, m.version]));
    return { name: one.name, ns, medians, versions, notes };
  } finally {
    for (const { contender } of entrants) contender.stop();
  }
}

writeBars(bars);
const missing = buildPeers(places);
const loadBefore = loadNow();
const modes: Record<string, Figures[]> = {};
for (const mode of values.mode) {
  const figures: Figures[] = [];
  for (const one of MEASURES) {
    if (values.only.length > 0 && !values.only.includes(one.name)) continue;
    const figure = await measureOne(one, mode, missing);
    figures.push(figure);
    console.log(render(mode, figure));
  }
  modes[mode] = figures;
}
const summary = summarise(modes);
console.log(JSON.stringify(summary, undefined, 2));
if (Object.keys(skipped).length > 0) console.log(JSON.stringify(skipped, undefined, 2));
if (!values['no-write'] && values.only.length === 0 && values.peer.length === 0)
  writeSummary(join(root, 'bench', 'results', 'indicators.json'), {
    title: 'e: twenty indicators, batch and streaming',
    unit: 'bar',
    bars: BARS,
    commit: describeCommit(root),
    date: new Date().toISOString(),
    machine: describeMachine(),
    loadBefore,
    judged: loadBefore <= LOAD_LIMIT,
    rounds: Number(values.rounds),
    modes,
    summary,
    skipped,
  });
process.exit(0);
