// Everything that CI asks, by name: `npm run check` for all, `node scripts/run.mjs
// scripts/check.ts format lint` for some. `--count` ends with the one line `N passed, N failed`,
// in which every test and every other check counts one; `--tests-ended=STATUS` adds the tests of a
// run that has been.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const RESULTS = `${root}.cache/test-results.json`;

/** Arguments of Node, one program per check. */
const CHECKS: Readonly<Record<string, readonly string[]>> = {
  format: ['scripts/format.ts', '--check'],
  lint: ['node_modules/oxlint/bin/oxlint', '--type-aware'],
  types: ['node_modules/@typescript/native/bin/tsc', '-p', '.'],
  test: ['--conditions=outcry-source', 'node_modules/vitest/vitest.mjs', 'run'],
};

interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

interface TestFile {
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

/**
 * What vitest wrote. A file that fails outside its tests counts as one failure, and so does a run
 * that ended badly without saying why.
 */
function testOutcome(status: number | null): Outcome {
  if (!existsSync(RESULTS)) return { passed: 0, failed: 1 };
  const { testResults } = JSON.parse(readFileSync(RESULTS, 'utf8')) as { testResults: TestFile[] };
  let passed = 0;
  let failed = 0;
  for (const file of testResults) {
    const failedHere = file.assertionResults.filter((test) => test.status === 'failed').length;
    passed += file.assertionResults.filter((test) => test.status === 'passed').length;
    failed += file.status === 'failed' ? Math.max(failedHere, 1) : failedHere;
  }
  return { passed, failed: failed === 0 && status !== 0 ? 1 : failed };
}

function runCheck(name: string): Outcome {
  console.error(`\n── ${name}`);
  if (name === 'test') rmSync(RESULTS, { force: true });
  const { status } = spawnSync(process.execPath, CHECKS[name] ?? [], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (name === 'test') return testOutcome(status);
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function main(): number {
  const args = process.argv.slice(2);
  const names = args.filter((arg) => !arg.startsWith('--'));
  const unknown = names.find((name) => CHECKS[name] === undefined);
  if (unknown !== undefined) {
    console.error(`no check '${unknown}': there are ${Object.keys(CHECKS).join(', ')}`);
    return 2;
  }
  let passed = 0;
  let failed = 0;
  const broken: string[] = [];
  const add = (name: string, outcome: Outcome): void => {
    passed += outcome.passed;
    failed += outcome.failed;
    if (outcome.failed > 0) broken.push(name);
  };
  const ended = args.find((arg) => arg.startsWith('--tests-ended='))?.split('=')[1];
  if (ended !== undefined) add('test', testOutcome(Number(ended)));
  for (const name of names.length > 0 ? names : Object.keys(CHECKS)) {
    add(name, runCheck(name));
  }
  if (broken.length > 0) console.error(`\nfailed: ${broken.join(', ')}`);
  if (args.includes('--count')) console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = main();
