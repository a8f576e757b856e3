// The package as users get it: built, packed by npm, installed from the tarball into an empty
// project. Made once per state of the sources, under .cache, and shared by all tests.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from '../setup/lock.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface PackedFile {
  readonly path: string;
  readonly size: number;
}

export interface PackedPackage {
  /** A project with the package in its node_modules. */
  readonly project: string;
  /** Sum of the sizes of the package's files, bytes. */
  readonly unpackedSize: number;
  readonly files: readonly PackedFile[];
}

function keyOfSources(): string {
  const hash = createHash('sha256');
  const single = [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'tsconfig.examples.json',
  ];
  const more = ['LICENSE', 'README.md', 'CHANGELOG.md', 'scripts/build.ts'];
  const folders = [
    'src',
    'wasm',
    'assembly',
    'core-wasm',
    'examples/strategies',
    'scripts/build',
    'scripts/product',
  ];
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|wasm)$/.test(name) && !name.endsWith('.test.ts'))
      .toSorted()
      .map((name) => join(folder, name)),
  );
  for (const file of [...single, ...more, ...inFolders])
    if (existsSync(join(root, file)))
      hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

function npm(args: readonly string[], cwd: string): string {
  return execFileSync('npm', [...args, '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

interface PackReport {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly PackedFile[];
}

/** npm 10 and 11 answer with a list, later ones with an object by package name. */
function pack(folder: string, into: string): PackReport {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', into];
  const answer = JSON.parse(npm(args, folder)) as Record<string, PackReport>;
  const [report] = Object.values(answer);
  if (report === undefined) throw new Error(`npm pack said nothing about ${folder}`);
  return report;
}

function make(work: string): void {
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: root, stdio: ['ignore', 2, 2] });
  const own = pack(root, work);
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  const others = Object.keys(manifest.dependencies ?? {}).map((name) =>
    pack(join(root, 'node_modules', name), work),
  );
  const project = join(work, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  // Dependencies come from tarballs as well: nothing is asked of the network.
  const tarballs = [own, ...others].map((report) => join(work, report.filename));
  npm(
    ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', ...tarballs],
    project,
  );
  for (const tarball of tarballs) rmSync(tarball);
  const { unpackedSize, files } = own;
  writeFileSync(join(work, 'report.json'), JSON.stringify({ unpackedSize, files }));
}

/** Builds, packs and installs unless that has been done for these sources. */
export async function packedPackage(): Promise<PackedPackage> {
  const cache = join(root, '.cache');
  const folder = join(cache, `packed-${keyOfSources()}`);
  if (!existsSync(folder)) {
    await withLock(join(cache, 'packed.lock'), async () => {
      if (existsSync(folder)) return;
      for (const name of readdirSync(cache))
        if (name.startsWith('packed-')) rmSync(join(cache, name), { recursive: true });
      const work = mkdtempSync(join(cache, 'packing-'));
      try {
        make(work);
        renameSync(work, folder);
      } finally {
        rmSync(work, { recursive: true, force: true });
      }
    });
  }
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as PackReport;
  return { project: join(folder, 'project'), ...report };
}
