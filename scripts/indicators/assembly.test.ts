// Indicators in AssemblyScript, compiled by a user: from the files that the package brings and
// from nothing else. Every class gives what `compute` gives, bit for bit; so does a kernel of the
// user's that stands on ours. Programs are those of docs/indicators.md.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compute } from '../../src/indicators/default.ts';
import { checkIndicator } from '../../src/indicators/own.ts';
import { type KernelDefinition, loadKernel } from '../../src/indicators/own-kernel.ts';
import { INDICATORS } from '../../src/indicators/registry.ts';
import type { IndicatorSpec, InputName } from '../../src/indicators/spec.ts';
import { className } from './assembly.ts';
import { PUBLISHED } from './published.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const OPTIONS = '--runtime stub --importMemory --memoryBase 1024 --enable simd'.split(' ');

const guide = readFileSync(join(root, 'docs/indicators.md'), 'utf8');
const programs = [...guide.matchAll(/```(?:typescript|ts)\n([^]+?)```/g)].map(
  (match) => match[1] ?? '',
);

/** The program of the guide that has this word. */
function shown(word: string): string {
  const text = programs.find((one) => one.includes(word));
  if (text === undefined) throw new Error(`docs/indicators.md shows no program with ${word}`);
  return text;
}

let project: string;
beforeAll(() => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  project = mkdtempSync(join(root, '.cache/assembly-'));
  for (const path of PUBLISHED)
    cpSync(join(root, path), join(project, 'node_modules/outcry', path), { recursive: true });
});
afterAll(() => {
  rmSync(project, { recursive: true });
});

/** Compiles a program of the user's; throws with what the compiler said. */
function compile(
  name: string,
  text: string,
  options: readonly string[] = OPTIONS,
): Uint8Array<ArrayBuffer> {
  writeFileSync(join(project, `${name}.ts`), text);
  const asc = join(root, 'node_modules/assemblyscript/bin/asc.js');
  const args = [asc, `${name}.ts`, '--outFile', `${name}.wasm`, ...options];
  execFileSync(process.execPath, args, { cwd: project, stdio: 'pipe' });
  return new Uint8Array(readFileSync(join(project, `${name}.wasm`)));
}

const BARS = 700;
type Columns = Record<InputName, Float64Array<ArrayBuffer>>;

/** Bars on quarters, some flat, some without volume. */
function walk(): Columns {
  let state = 5;
  const below = (n: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const columns = {} as Columns;
  let level = 800;
  for (let i = 0; i < BARS; i++) {
    const open = level + below(3) - 1;
    level = Math.max(100, level + below(15) - 7);
    const high = Math.max(open, level) + below(5);
    const low = Math.min(open, level) - below(5);
    const bar: Record<InputName, number> = {
      open,
      high,
      low,
      close: level,
      volume: below(40),
      real: level,
      real0: high,
      real1: low,
      periods: 2 + below(20),
      bidPrice: level - 1,
      bidQty: below(9),
      askPrice: level + 1,
      askQty: below(9),
      signedQty: below(11) - 5,
      anchor: i % 30 === 0 ? 1 : 0,
    };
    for (const [name, value] of Object.entries(bar) as [InputName, number][])
      (columns[name] ??= new Float64Array(BARS))[i] = value;
  }
  return columns;
}
const columns = walk();

/** Runs an indicator over columns at `inputs`; outputs and what peek said go to `outputs`. */
function program(spec: IndicatorSpec): string {
  const { inputs, outputs } = spec;
  const bar = inputs.map((_, k) => `load<f64>(inputs + (${k} * n + i) * 8)`).join(', ');
  const stores = outputs.map(
    (_, k) => `store<f64>(outputs + (${2 * k} * n + i) * 8, x.value(${k}));
    store<f64>(outputs + (${2 * k + 1} * n + i) * 8, x.peeked(${k}));`,
  );
  const name = className(spec);
  return `export function run${name}(inputs: usize, outputs: usize, n: usize): void {
  const x = new ${name}();
  for (let i: usize = 0; i < n; i++) {
    const peeked = x.peek(${bar});
    const value = x.update(${bar});
    ${stores.join('\n    ')}
    if (reinterpret<u64>(peeked) != reinterpret<u64>(value)) unreachable();
  }
  x.free();
}
`;
}

type Run = (inputs: number, outputs: number, n: number) => void;

async function instantiate(wasm: Uint8Array<ArrayBuffer>): Promise<{
  memory: WebAssembly.Memory;
  exports: WebAssembly.Exports;
}> {
  const memory = new WebAssembly.Memory({ initial: 64 });
  const { instance } = await WebAssembly.instantiate(wasm, { env: { memory, abort() {} } });
  return { memory, exports: instance.exports };
}

describe('classes', () => {
  test('of all indicators give what compute gives, forming bars too, bit for bit', async () => {
    const names = INDICATORS.map(className).join(', ');
    const text = `import { ${names} } from 'outcry/assembly/indicators';
export function take(bytes: usize): usize { return heap.alloc(bytes); }
${INDICATORS.map(program).join('')}`;
    const { memory, exports } = await instantiate(compile('all', text));
    const take = exports['take'] as (bytes: number) => number;
    const inputs = take(8 * BARS * 8);
    const outputs = take(2 * 16 * BARS * 8);
    const wrong: string[] = [];
    for (const spec of INDICATORS) {
      spec.inputs.forEach((name, k) => {
        new Float64Array(memory.buffer).set(columns[name], inputs / 8 + k * BARS);
      });
      (exports[`run${className(spec)}`] as Run)(inputs, outputs, BARS);
      const named = Object.fromEntries(spec.inputs.map((name) => [name, columns[name]]));
      const want = compute(spec.name, named);
      const have = new Float64Array(memory.buffer);
      spec.outputs.forEach(({ name }, k) => {
        const at = outputs / 8 + 2 * k * BARS;
        const one = have.slice(at, at + BARS);
        const bar = one.findIndex((value, i) => !Object.is(value, want[name]?.[i]));
        if (bar >= 0) wrong.push(`${spec.name}.${name}, bar ${bar}: ${one[bar]}`);
      });
    }
    expect(wrong).toEqual([]);
  });

  test('SMA and RSI in a small strategy', async () => {
    const text = `${shown('onBar')}
export function sma(): f64 { return mean.sma; }
export function strength(): f64 { return rsi.value(0); }`;
    const options = [...OPTIONS, '-O3'];
    const wasm = compile('small', text, options);
    const { exports } = await instantiate(wasm);
    const [onBar, sma, strength] = ['onBar', 'sma', 'strength'].map((name) => exports[name]) as [
      (close: number) => number,
      () => number,
      () => number,
    ];
    const { close } = columns;
    const { sma: means = [] } = compute('sma', { close }, { period: 20 });
    const { rsi: strengths = [] } = compute('rsi', { close }, { period: 14 });
    const orders = new Set<number>();
    close.forEach((value, i) => {
      const [mean = 0, rsi = 0] = [means[i], strengths[i]];
      const isReady = i >= 19;
      const buys = isReady && value > mean && rsi < 60;
      const sells = isReady && value < mean && rsi > 40;
      const order = onBar(value);
      orders.add(order);
      expect(order).toBe(buys ? 1 : sells ? -1 : 0);
      expect([sma(), strength()]).toEqual([mean, rsi]);
    });
    expect([...orders].toSorted()).toEqual([-1, 0, 1]);
    // The groups of two indicators, not the catalogue.
    expect(wasm.length).toBeLessThan(60_000);
  });

  test('stop at parameters out of range, and want their reserved memory', async () => {
    const text = `import { Sma } from 'outcry/assembly/indicators';
export function make(period: f64): void { new Sma(period); }`;
    const { exports } = await instantiate(compile('ranges', text));
    const make = exports['make'] as (period: number) => void;
    make(5);
    for (const period of [0, -1, 2.5, Number.NaN, 1e9])
      expect(() => make(period)).toThrow('unreachable');
    const careless = OPTIONS.filter((option) => !['--memoryBase', '1024'].includes(option));
    expect(() => compile('careless', text, careless)).toThrow('compile with --memoryBase 1024');
  });
});

describe('a kernel of the user', () => {
  /** The mean of the range's middle, by our kernel of the mean. */
  const KERNEL = shown('smaStart');
  const description: Omit<KernelDefinition, 'wasm'> = {
    name: 'middleMean',
    inputs: ['high', 'low'],
    params: [{ name: 'period', default: 9, min: 1, max: 5000, integer: true, text: 'bars' }],
    outputs: [{ name: 'mean', text: 'the mean' }],
    warmUp: ([n = 0]) => n - 1,
  };

  test('runs all three ways', async () => {
    const own = await loadKernel({ ...description, wasm: compile('kernel', KERNEL) });
    for (const period of [1, 9, 300]) checkIndicator(own, { params: { period } });
    // More bars than one run of a kernel takes, and than one chunk of columns.
    const long = Float64Array.from({ length: 10_000 }, (_, i) => (i * 37) % 101);
    const { mean } = own.compute({ high: long, low: long }, { period: 1000 });
    expect(mean).toEqual(compute('sma', { close: long }, { period: 1000 })['sma']);
    const { high, low } = columns;
    const middle = high.map((value, i) => (value + (low[i] ?? 0)) / 2);
    expect(own.compute({ high, low })['mean']).toEqual(
      compute('sma', { close: middle }, { period: 9 })['sma'],
    );
  });

  test('is loaded as the guide says', () => {
    compile('kernel', KERNEL);
    const file = join(project, 'load.ts');
    const end = `const { mean } = middleMean.compute({ high: [2, 4], low: [0, 2] }, { period: 2 });
if (mean?.[1] !== 2) throw new Error('no mean');`;
    writeFileSync(file, `${shown('loadKernel')}\n${end}\n`);
    const config = { extends: '../../tsconfig.json', include: ['load.ts'] };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(root, 'node_modules/@typescript/native/bin/tsc');
    expect(spawnSync(process.execPath, [tsc, '-p', project]).stdout.toString()).toBe('');
    const node = ['--conditions=outcry-source', file];
    const run = spawnSync(process.execPath, node, { cwd: project, encoding: 'utf8' });
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('is noticed when it keeps state elsewhere', async () => {
    const hidden = KERNEL.replace(
      'export function size',
      'let calls: f64 = 0;\nexport function size',
    ).replace('  smaNext(', '  store<f64>(middle, load<f64>(middle) + ++calls);\n  smaNext(');
    const own = await loadKernel({ ...description, wasm: compile('hidden', hidden) });
    expect(() => checkIndicator(own)).toThrow(/middleMean: (streaming|a forming bar) differs/);
  });

  test('is refused when it is none', async () => {
    const wasm = compile('none', 'export function size(params: usize): u32 { return 8; }');
    await expect(loadKernel({ ...description, wasm })).rejects.toThrow(
      /the module is no kernel: expected exports init, run, heapBase.*outcry\/assembly\/host/,
    );
  });
});
