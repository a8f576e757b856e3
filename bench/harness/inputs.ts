// Finds the recordings and makes the input files when the cache lacks them.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CANDLES_VERSION, SWEEP_PROFILES } from '../inputs/make-candles.ts';
import { COMMANDS_VERSION } from '../inputs/make-commands.ts';
import { INPUT_VERSION, type Market } from '../inputs/make-inputs.ts';

const FILES: Readonly<Record<Market, readonly string[]>> = {
  usdm: ['usdm_btcusdt_20240808'],
  spot: ['spot_btcusdt_20240808', 'spot_btcusdt_20240809'],
  coinm: ['cm_btcusd_perp_20240808', 'cm_btcusd_perp_20240809'],
  generated: [],
};

const sharedFolder = (root: string): string => join(root, '..', 'shared', 'data', 'binance-raw');

/** The market that is measured when none is named: the real one where its recording is there. */
export function defaultMarket(root: string): Market {
  return recordingsOf(root, 'usdm', []).every((file) => existsSync(file)) ? 'usdm' : 'generated';
}

/** Recordings of a market: those given, else the shared ones or the generated one. */
export function recordingsOf(root: string, market: Market, given: readonly string[]): string[] {
  if (given.length > 0) return [...given];
  if (market === 'generated') return [join(root, '.cache', 'bench', 'generated.jsonl')];
  return FILES[market].map((name) => join(sharedFolder(root), `${name}.jsonl.gz`));
}

interface Meta {
  readonly version?: number;
  readonly files?: readonly string[];
}

function isFresh(folder: string, version: number, files: readonly string[]): boolean {
  const path = join(folder, 'meta.json');
  if (!existsSync(path)) return false;
  const meta = JSON.parse(readFileSync(path, 'utf8')) as Meta;
  return meta.version === version && meta.files?.join() === files.join();
}

/**
 * Folder of the market's input files, made when missing or of another version.
 * @throws Error naming the recording that is not there
 */
export function prepareInputs(
  root: string,
  market: Market,
  given: readonly string[],
  progress: (text: string) => void,
): string {
  const folder = join(root, '.cache', 'bench', 'inputs', market);
  const files = recordingsOf(root, market, given);
  if (isFresh(folder, INPUT_VERSION, files)) return folder;
  if (market === 'generated' && given.length === 0) {
    progress('generating a market');
    runScript('micro/ours/generate-recording.ts', files);
  }
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined)
    throw new Error(`${missing} is not there: give recordings with --recording FILE`);
  progress(`making the inputs of ${market}`);
  runScript('inputs/make-inputs.ts', [market, folder, ...files]);
  return folder;
}

/** Folder of the inputs of a profile (`JobSpec.profiles`), made when missing. */
export function prepareProfile(
  root: string,
  profile: string,
  progress: (text: string) => void,
): string {
  const folder = join(root, '.cache', 'bench', 'inputs', profile);
  const isCandles = SWEEP_PROFILES.some((name) => name === profile);
  if (isFresh(folder, isCandles ? CANDLES_VERSION : COMMANDS_VERSION, [])) return folder;
  progress(`making the ${isCandles ? 'candles' : 'commands'} of ${profile}`);
  runScript(`inputs/make-${isCandles ? 'candles' : 'commands'}.ts`, [profile, folder]);
  return folder;
}

/** Runs a script of bench/; a process of its own gives the memory of the parse back. */
function runScript(name: string, args: readonly string[]): void {
  const script = fileURLToPath(new URL(`../${name}`, import.meta.url));
  const done = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${name} failed: ${done.stderr.trim()}`);
}
