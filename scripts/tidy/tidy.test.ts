// The rules of docs/architecture.md, held against the tree. rules.test.ts shows that each of them
// notices what it is there for.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { VENDORED } from '../build/vendor.ts';
import { missingEntries, registryAddresses } from '../complete-lock.mjs';
import { brokenWasmRulesOfFile, readWasm } from '../setup/wasm-rules.mjs';
import { hostMathFaults } from './host-math.ts';
import { cycleFaults, importTableFaults, packageFaults, readImportTable } from './imports.ts';
import { barrelFaults, defaultExportFaults, leftoverFaults, sizeFaults } from './modules.ts';
import { seamFaults } from './seams.ts';
import { readTree } from './source-file.ts';
import { exportFaults, interfaceMembers } from './wasm-exports.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const code = readTree(root, '');
const all = readTree(root, '', /\.(ts|mjs|js|md|json|fbs|rs|c|py|sh|yml|toml)$|^run$/);
const manifest = JSON.parse(read('package.json')) as {
  dependencies?: Record<string, string>;
  devDependencies: Record<string, string>;
  peerDependencies?: Record<string, string>;
};
const dependencies = Object.keys(manifest.dependencies ?? {});
const vendored = VENDORED.map(([name]) => name);
const optionalPeers = [...Object.keys(manifest.peerDependencies ?? {}), ...vendored];

describe('the sources', () => {
  test('are there', () => {
    expect(code.filter((file) => file.path.startsWith('src/')).length).toBeGreaterThan(10);
    expect(code.filter((file) => file.path.startsWith('core-wasm/')).length).toBeGreaterThan(4);
  });

  test('keep the import table', () => {
    expect(importTableFaults(code, readImportTable(read('docs/architecture.md')))).toEqual([]);
  });

  test('have no import cycles', () => {
    expect(cycleFaults(code)).toEqual([]);
  });

  test('import packages that users have', () => {
    expect(packageFaults(code, dependencies, optionalPeers)).toEqual([]);
  });

  test('have no default exports', () => {
    expect(defaultExportFaults(code)).toEqual([]);
  });

  test('have no barrels', () => {
    expect(barrelFaults(code)).toEqual([]);
  });

  test('reach clocks, random numbers, files and sockets in their seams', () => {
    expect(seamFaults(code)).toEqual([]);
  });

  test('decide by functions that have the same bits everywhere', () => {
    expect(hostMathFaults(code)).toEqual([]);
  });

  test('keep the sizes', () => {
    expect(sizeFaults(code)).toEqual([]);
  });

  test('have no left-over markers', () => {
    expect(leftoverFaults(all)).toEqual([]);
  });
});

describe('the compiled core', () => {
  test.each(['core.release', 'core.unshared', 'indicators.release'])(
    '%s keeps the memory rules',
    (module) => {
      const path = join(root, `wasm/${module}.wasm`);
      expect(brokenWasmRulesOfFile(path)).toEqual([]);
      expect(readWasm(new Uint8Array(readFileSync(path))).imports).toHaveLength(1);
    },
  );

  test.each([
    ['core.release', 'src/core/', 'CoreExports'],
    ['core.unshared', 'src/core/', 'CoreExports'],
    ['core.checked', 'src/core/', 'CoreExports'],
    ['indicators.release', 'src/indicators/', 'IndicatorExports'],
    ['indicators.checked', 'src/indicators/', 'IndicatorExports'],
  ])('%s exports what is declared', (module, folder, name) => {
    const declared = interfaceMembers(
      code.filter((file) => file.path.startsWith(folder)),
      name,
    );
    const bytes = new Uint8Array(readFileSync(join(root, `wasm/${module}.wasm`)));
    const functions = readWasm(bytes).exports.filter((entry) => entry.kind === 'function');
    const names = functions.map((entry) => entry.name);
    expect(exportFaults(declared, names)).toEqual([]);
  });
});

describe('package-lock.json', () => {
  const lock = JSON.parse(read('package-lock.json')) as Parameters<typeof missingEntries>[0];

  test('has an entry for every optional dependency (node scripts/complete-lock.mjs)', () => {
    expect(missingEntries(lock)).toEqual([]);
  });

  test('names no registry', () => {
    expect(registryAddresses(lock)).toEqual([]);
  });
});

test('package.json pins every version exactly', () => {
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  const loose = versions.filter(([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+$/.test(version));
  expect(loose).toEqual([]);
});
