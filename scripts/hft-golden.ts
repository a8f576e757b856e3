// Writes src/session/golden/hftbacktest-0.9.4.json: what the peer fills on the recorded USD-M tape,
// a line per strategy and queue model. Build the peer first.
//   node scripts/hft-golden.ts PEER
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tapeOfRecording } from '../src/testing/hft-tape.ts';

const RECORDING = '../../shared/data/binance-raw/usdm_btcusdt_20240808.jsonl.gz';
const TARGET = '../src/session/golden/hftbacktest-0.9.4.json';
const MODELS = ['risk', 'log', 'log2', 'power', 'power2', 'power3'];

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

function run(peer: string, strategy: string, model: string, tape: string): object {
  const words = ['trade', strategy, model, tape, '0.1', '0.001'];
  const { stdout, status } = spawnSync(peer, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${strategy} ${model}: the peer ended with ${status}`);
  const lines = stdout.trim().split('\n');
  const account = (lines.pop() ?? '').split(',').slice(1).map(Number);
  const sha256 = createHash('sha256').update(lines.sort().join('\n')).digest('hex');
  const [trades, position, balance, fee] = account;
  return { strategy, model, fills: lines.length, sha256, trades, position, balance, fee };
}

const peer = process.argv[2];
if (peer === undefined) throw new Error('which peer? give the path of peer-hft');
const folder = mkdtempSync(join(tmpdir(), 'outcry-golden-'));
try {
  const tape = join(folder, 'tape.npy');
  writeFileSync(tape, await tapeOfRecording(path(RECORDING)));
  const runs = ['s1', 's2', 's3'].flatMap((strategy) =>
    MODELS.map((model) => run(peer, strategy, model, tape)),
  );
  writeFileSync(path(TARGET), `${JSON.stringify(runs, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
