// Each rule notices a planted violation and leaves the allowed neighbour of it alone.
import { describe, expect, test } from 'vitest';
import {
  completeLock,
  missingEntries,
  platformOfName,
  registryAddresses,
} from '../complete-lock.mjs';
import { satisfies } from '../setup/pinned-node.mjs';
import { brokenWasmRules } from '../setup/wasm-rules.mjs';
import { hostMathFaults } from './host-math.ts';
import { cycleFaults, importTableFaults, packageFaults, readImportTable } from './imports.ts';
import { barrelFaults, defaultExportFaults, leftoverFaults, sizeFaults } from './modules.ts';
import { seamFaults } from './seams.ts';
import type { SourceFile } from './source-file.ts';
import { exportFaults, interfaceMembers } from './wasm-exports.ts';

const file = (path: string, ...lines: string[]): SourceFile => ({ path, text: lines.join('\n') });

describe('imports', () => {
  const table = readImportTable(
    [
      '<!-- imports -->',
      '',
      '| folder | may import |',
      '|---|---|',
      '| `src/core`, `src/tape` | `src/abi` |',
      '| `src/abi` | nothing |',
      '| `src/cli` | anything |',
      '| `core-wasm/book` | `core-wasm/abi` |',
      '| `bench` | `package.json` |',
      '',
      'Text with `src/errors`.',
    ].join('\n'),
  );

  test('the table ends with the table', () => {
    expect([...table.keys()]).toEqual([
      'src/core',
      'src/tape',
      'src/abi',
      'src/cli',
      'core-wasm/book',
      'bench',
    ]);
  });

  test('follow the table, types and dynamic imports included', () => {
    const files = [
      file('src/core/a.ts', "import '../abi/x.ts';", "import type { T } from '../tape/t.ts';"),
      file('src/tape/a.ts', "const a = await import('../core/a.ts');", "import './b.ts';"),
      file('src/core/b.ts', "type C = import('../cli/c.ts').C;"),
      file('src/cli/main.ts', "import '../core/a.ts';"),
      file('src/odd/a.ts', ''),
      file('src/core/x.test.ts', "import '../tape/t.ts';"),
      file(
        'core-wasm/book/a.ts',
        '@inline',
        'function f(): void {}',
        "export { x } from '../tape/y';",
      ),
      file('bench/jobs/a.ts', "import '../lib/b.ts';", "import '../../src/core/a.ts';"),
    ];
    expect(importTableFaults(files, table)).toEqual([
      'src/core/a.ts:2: src/core may not import src/tape',
      'src/tape/a.ts:1: src/tape may not import src/core',
      'src/core/b.ts:1: src/core may not import src/cli',
      'src/odd/a.ts:1: src/odd is not in the import table of docs/architecture.md',
      'core-wasm/book/a.ts:3: core-wasm/book may not import core-wasm/tape',
      'bench/jobs/a.ts:2: bench/jobs may not import src/core',
    ]);
  });

  test('make no cycles', () => {
    const files = [
      file('src/a/a.ts', "import '../b/b.ts';"),
      file('src/b/b.ts', "import './c.ts';"),
      file('src/b/c.ts', "import type { A } from '../a/a.ts';", "import './d.ts';"),
      file('src/b/d.ts', ''),
    ];
    expect(cycleFaults(files)).toEqual([
      'src/a/a.ts:1: import cycle src/a/a.ts -> src/b/b.ts -> src/b/c.ts -> src/a/a.ts',
    ]);
  });

  test('name packages that users have', () => {
    const files = [
      file('src/index.ts', "export * from './core/a.ts';"),
      file('src/core/a.ts', "import 'node:fs';", "import '@x/y/z';", "import 'left/sub';"),
      file('src/cli/a.ts', "import '../fs/b.ts';"),
      file('src/fs/b.ts', "import 'bundled';"),
      file('src/core/a.test.ts', "import 'vitest';"),
    ];
    expect(packageFaults(files, ['left', 'unused'])).toEqual([
      'src/core/a.ts:2: @x/y is not a dependency of the package',
      'package.json:1: nothing imports the dependency unused',
    ]);
  });
});

describe('modules', () => {
  test('have no default exports, configuration apart', () => {
    const files = [
      file('src/a.ts', 'export const a = 1;', 'export default a;'),
      file('src/b.ts', 'export default function f() {}'),
      file('src/c.ts', "export { a as default } from './a.ts';"),
      file('vitest.config.ts', 'export default {};'),
    ];
    expect(defaultExportFaults(files)).toEqual([
      'src/a.ts:2: default export',
      'src/b.ts:1: default export',
      'src/c.ts:1: default export',
    ]);
  });

  test('are no barrels, entries apart', () => {
    const lines = ["import { a } from './a.ts';", 'export { a };', "export * from './b.ts';"];
    const files = [
      file('src/core/all.ts', ...lines),
      file('src/core/own.ts', ...lines, 'export const c = 1;'),
      file('src/index.ts', ...lines),
      file('core-wasm/book/index.ts', ...lines),
      file('core-wasm/book/all.ts', ...lines),
    ];
    expect(barrelFaults(files)).toEqual([
      'src/core/all.ts:1: a file that only re-exports',
      'core-wasm/book/all.ts:1: a file that only re-exports',
    ]);
  });

  test('keep the sizes, generated files and excused tables apart', () => {
    const long = 'x'.repeat(101);
    const body = Array.from({ length: 70 }, () => '  1;');
    const files = [
      file('src/a.ts', `// ${long}`),
      file('src/b.ts', ...Array.from({ length: 402 }, () => '1;')),
      file('src/c.ts', 'function f() {', ...body, '}'),
      file('src/d.ts', '// Generated from x.', `// ${long}`),
      file('src/e.ts', '// tidy-ok: size: a table', `// ${long}`),
      file(
        'src/f.test.ts',
        "describe('x', () => {",
        ...body,
        '});',
        'const f = () => {',
        ...body,
        '};',
      ),
      file('core-wasm/x/g.ts', '@inline', 'export function f(): void {', ...body, '}'),
    ];
    expect(sizeFaults(files)).toEqual([
      'src/a.ts:1: line of 104 columns, at most 100',
      'src/b.ts:401: file of 401 lines, at most 400',
      'src/c.ts:1: function of 72 lines, at most 70',
      'src/f.test.ts:73: function of 72 lines, at most 70',
      'core-wasm/x/g.ts:2: function of 72 lines, at most 70',
    ]);
  });

  test('have no left-over markers', () => {
    const word = ['TO', 'DO'].join('');
    const only = ['test', 'only'].join('.');
    const files = [file('src/a.ts', `// ${word}: later`), file('src/a.test.ts', `${only}('x');`)];
    expect(leftoverFaults(files)).toEqual([
      `src/a.ts:1: left-over ${word}`,
      `src/a.test.ts:1: left-over ${only}`,
    ]);
  });
});

describe('seams', () => {
  test.each([
    ['const t = Date.now();', 'Date.now'],
    ['const t = globalThis.performance.now();', 'performance.now'],
    ['const t = process.hrtime.bigint();', 'process.hrtime.bigint'],
    ['const t = new Date();', 'new Date()'],
    ['setTimeout(f, 1);', 'setTimeout()'],
    ['setInterval(f, 1);', 'setInterval()'],
    ['const x = Math.random();', 'Math.random'],
    ['const x = crypto.randomUUID();', 'crypto.randomUUID'],
    ["import 'node:fs/promises';", 'node:fs/promises'],
    ["const z = await import('node:zlib');", 'node:zlib'],
    ["import { connect } from 'node:net';", 'node:net'],
    ['const r = await fetch(url);', 'fetch()'],
  ])('notice %s', (line, name) => {
    const [fault] = seamFaults([file('src/core/a.ts', '', line)]);
    expect(fault).toMatch('src/core/a.ts:2: ');
    expect(fault).toContain(`${name} reaches`);
  });

  test('let the seams themselves, tests, tools and excused lines alone', () => {
    const files = [
      file('src/clock/a.ts', 'Date.now();'),
      file('src/rng/a.ts', 'Math.random();'),
      file('src/fs/a.ts', "import 'node:fs';"),
      file('src/core/a.test.ts', 'Date.now();'),
      file('src/testing/a.ts', "import 'node:http';"),
      file('scripts/a.ts', 'Date.now();'),
      file(
        'src/core/a.ts',
        '// determinism-ok: a reason',
        'Date.now();',
        'new Date(5);',
        '// Date.now()',
      ),
    ];
    expect(seamFaults(files)).toEqual([]);
  });

  test('want a reason', () => {
    expect(seamFaults([file('src/core/a.ts', 'Date.now(); // determinism-ok:')])).toHaveLength(1);
  });
});

describe('functions of the host', () => {
  test.each([
    'Math.exp(x)',
    'globalThis.Math.log10(x)',
    'Math.tanh(x)',
    'x ** 2',
    'Math.pow(2, x)',
  ])('are noticed: %s', (expression) => {
    for (const path of ['examples/strategies/a.ts', 'examples/strategies/a.as.ts'])
      expect(hostMathFaults([file(path, '', `const y = ${expression};`)])).toEqual([
        expect.stringMatching(new RegExp(`^${path}:2: .* gives other bits`)),
      ]);
  });

  test('that are exact are left alone, as are tests, reports and excused lines', () => {
    const files = [
      file('examples/strategies/a.ts', 'Math.sqrt(x) + Math.abs(x) + 10 ** scale + log(x);'),
      file('examples/show.ts', 'Math.sin(x);'),
      file('examples/strategies/a.test.ts', 'Math.exp(x);'),
      file('src/report/a.ts', 'Math.log(x);'),
      file('src/host/a.ts', 'Math.exp(x); // determinism-ok: shown only'),
    ];
    expect(hostMathFaults(files)).toEqual([]);
  });
});

describe('wasm', () => {
  const HEAD = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const MEMORY = [2, 8, 1, 1, 0x65, 1, 0x6d, 2, 0, 1];
  const module = (...sections: number[][]): Uint8Array<ArrayBuffer> =>
    new Uint8Array([...HEAD, ...sections.flat()]);

  test('may import the memory and have constants', () => {
    const bytes = module(MEMORY, [6, 6, 1, 0x7f, 0, 0x41, 1, 0x0b]);
    expect(WebAssembly.validate(bytes)).toBe(true);
    expect(brokenWasmRules(bytes)).toEqual([]);
  });

  test('has no data segment, no mutable global, no other import', () => {
    const data = module(MEMORY, [11, 7, 1, 0, 0x41, 0, 0x0b, 1, 9]);
    const global = module(MEMORY, [6, 6, 1, 0x7f, 1, 0x41, 1, 0x0b]);
    const other = module([1, 4, 1, 0x60, 0, 0], [2, 7, 1, 1, 0x65, 1, 0x66, 0, 0]);
    for (const bytes of [data, global, other]) expect(WebAssembly.validate(bytes)).toBe(true);
    expect(brokenWasmRules(data)).toEqual([expect.stringContaining('1 data segments')]);
    expect(brokenWasmRules(global)).toEqual([expect.stringContaining('1 mutable globals')]);
    expect(brokenWasmRules(other)).toEqual([expect.stringContaining('e.f (function)')]);
  });

  test('exports what is declared, inherited members included', () => {
    const source = file(
      'src/core/exports.ts',
      'interface A { a(): void }',
      'interface C extends A { c(): void }',
      'interface D { d(): void }',
    );
    const declared = interfaceMembers([source], 'C');
    expect(exportFaults(declared, ['a', 'c'])).toEqual([]);
    expect(exportFaults(declared, ['a', 'x'])).toEqual([
      'x is exported but not declared',
      'c is declared but not exported',
    ]);
  });
});

describe('set-up', () => {
  test('completes a lock', () => {
    const lock = {
      packages: {
        '': {},
        'node_modules/a': {
          dev: true,
          resolved: 'https://example.com/a.tgz',
          optionalDependencies: { 'a-linux-x64-musl': '1.2.3', 'a-darwin-arm64': '^1.0.0' },
        },
        'node_modules/b': { optionalDependencies: { 'a-darwin-arm64': '2.0.0' } },
      },
    };
    expect(missingEntries(lock)).toHaveLength(3);
    expect(registryAddresses(lock)).toEqual(['node_modules/a']);
    const complete = completeLock(lock);
    expect(missingEntries(complete)).toEqual([]);
    expect(registryAddresses(complete)).toEqual([]);
    expect(complete.packages['node_modules/a-linux-x64-musl']).toEqual({
      version: '1.2.3',
      cpu: ['x64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    });
    expect(complete.packages['node_modules/b/node_modules/a-darwin-arm64']?.version).toBe('2.0.0');
  });

  test('reads platforms from names', () => {
    expect(platformOfName('@x/cli-win32-arm64-msvc')).toEqual({ os: ['win32'], cpu: ['arm64'] });
    expect(platformOfName('x-linux-arm-gnueabihf')).toEqual({
      os: ['linux'],
      cpu: ['arm'],
      libc: ['glibc'],
    });
    expect(platformOfName('fsevents')).toEqual({});
  });

  test.each([
    ['v22.22.0', true],
    ['v22.21.9', false],
    ['v23.0.0', false],
    ['v24.6.0', true],
    ['v24.5.0', false],
    ['v25.9.0', false],
    ['v26.0.0', true],
    ['v30.1.2', true],
    ['v20.20.0', false],
  ])('knows whether Node %s will do', (version, expected) => {
    expect(satisfies(version, '^22.22 || ^24.6 || >=26')).toBe(expected);
  });
});
