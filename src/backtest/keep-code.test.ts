// Threads come and go without V8's collection of machine code, which ends the process in Node 24.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMMAND } from '../testing/cli.ts';
import { candleFile } from '../testing/sweep-kit.ts';

const KIT = fileURLToPath(new URL('../testing/sweep-kit.ts', import.meta.url));
const file = candleFile({ seed: 7, bars: 400 });
const [NODE = '', ...MAIN] = COMMAND;
const TRACED = ['--trace-wasm-code-gc', '--stress-wasm-code-gc', ...MAIN];

const commands = [
  ['backtest', `${KIT}#crossing`, file],
  ['sweep', `${KIT}#crossing`, file, '--grid', 'quick=2..8:3', '--mode', 'runs'],
];

describe.skipIf(!process.versions.v8.startsWith('13.6.'))('code of threads that have ended', () => {
  it.each(commands)('is kept by %s', (...args) => {
    const output = execFileSync(NODE, [...TRACED, ...args], { stdio: 'pipe' }).toString();
    expect(output).toContain('dataHash');
    // Isolate 0 is the thread that begins: it may collect as long as it is alone.
    expect(output).not.toMatch(/\[wasm-gc\] Isolate [1-9]/);
  });
});
