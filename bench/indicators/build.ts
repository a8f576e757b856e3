// Builds the peers of the indicators on demand. What is missing skips its peers, with the reason.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface Places {
  /** bench/peers. */
  readonly peers: string;
  readonly binaries: string;
  readonly cargoTarget: string;
}

function run(command: readonly string[], cwd: string): string | undefined {
  const [program = '', ...args] = command;
  const done = spawnSync(program, args, { cwd, encoding: 'utf8', timeout: 600_000 });
  if (done.status === 0) return undefined;
  const said = `${done.error?.message ?? ''} ${done.stderr ?? ''}`.trim().split('\n').slice(-3);
  return `${program} failed: ${said.join(' | ')}`;
}

function buildNpm({ peers }: Places): string | undefined {
  const folder = join(peers, 'npm-indicators');
  if (existsSync(join(folder, 'node_modules', 'tulind'))) return undefined;
  // No scripts: of tulind and talib only the C sources are wanted.
  return run(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
}

function buildC({ peers, binaries }: Places): string | undefined {
  const modules = join(peers, 'npm-indicators', 'node_modules');
  const source = join(peers, 'c', 'indicators.c');
  const tulip = join(modules, 'tulind', 'external');
  const talib = join(modules, 'talib', 'src', 'lib');
  const files = (folder: string): string[] =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.c') && !file.startsWith('excel'))
      .map((file) => join(folder, file));
  const own = join(talib, 'src', 'ta_func');
  const common = join(talib, 'src', 'ta_common');
  const parts: [string, string[]][] = [
    ['tulip', ['-DTULIP', `-I${tulip}`, source, join(tulip, 'tiamalgamation.c')]],
    [
      'talib',
      [`-I${join(talib, 'include')}`, `-I${common}`, source, ...files(own), ...files(common)],
    ],
  ];
  mkdirSync(binaries, { recursive: true });
  for (const [name, args] of parts) {
    const target = join(binaries, `indicators-${name}`);
    if (existsSync(target) && statSync(target).mtimeMs > statSync(source).mtimeMs) continue;
    const failed = run(['gcc', '-O3', '-march=native', ...args, '-lm', '-o', target], peers);
    if (failed !== undefined) return failed;
  }
  return undefined;
}

function buildRust({ peers, cargoTarget }: Places): string | undefined {
  const command = ['cargo', 'build', '--release', '--locked', '-p', 'peer-yata'];
  return run([...command, '--target-dir', cargoTarget], join(peers, 'rust'));
}

/** Why peers that need npm, gcc or cargo cannot run. */
export function buildPeers(places: Places): Readonly<Record<'npm' | 'gcc' | 'cargo', string>> {
  const npm = buildNpm(places) ?? '';
  return { npm, gcc: npm === '' ? (buildC(places) ?? '') : npm, cargo: buildRust(places) ?? '' };
}
