// Bundles the scripts of the HTML reports (src/report/page) into src/report/page-script.ts, which
// is checked in: reports are written where there is no bundler. `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = `${root}src/report/page-script.ts`;

/** Constant to its entry. */
const SCRIPTS = {
  REPORT_SCRIPT: 'src/report/page/report.ts',
  SWEEP_SCRIPT: 'src/report/page/sweep.ts',
} as const;

async function bundle(entry: string): Promise<string> {
  const { output } = await build({
    cwd: root,
    input: entry,
    platform: 'browser',
    output: { format: 'iife', minify: true },
    write: false,
    logLevel: 'warn',
  });
  return output[0].code.trim();
}

/** The text that src/report/page-script.ts must have. */
export async function pageScripts(): Promise<string> {
  const parts = ['// Generated from src/report/page by scripts/generate-page.ts. Do not edit.\n'];
  for (const [name, entry] of Object.entries(SCRIPTS)) {
    parts.push('// biome-ignore format: one line\n');
    parts.push(`export const ${name} = ${JSON.stringify(await bundle(entry))};\n`);
  }
  return parts.join('');
}

async function main(): Promise<number> {
  const text = await pageScripts();
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text);
    return 0;
  }
  if (readFileSync(target, 'utf8') === text) return 0;
  console.error('src/report/page-script.ts is stale: node scripts/generate-page.ts');
  return 1;
}

if (import.meta.main) process.exitCode = await main();
