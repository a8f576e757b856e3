// The generated binary interface: it is what flatc says today, and the compilers of both
// languages place every field where the schema does.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { optionalTool } from '../../src/testing/optional-tool.ts';
import { type AbiClass, layoutProgram, readAbiClasses } from './layout-program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const flatc = optionalTool('flatc', 'flatbuffers-compiler');
const schemas = readdirSync(join(root, 'core-wasm/schema'))
  .filter((name) => name.endsWith('.fbs'))
  .map((name) => name.slice(0, -'.fbs'.length));

describe('generated files', () => {
  test('exist for every schema, in both languages', () => {
    const generated = schemas.map((name) => `${name}.ts`).toSorted();
    for (const folder of ['core-wasm/abi', 'src/abi']) {
      const files = readdirSync(join(root, folder)).filter((name) => !name.endsWith('.test.ts'));
      expect(files.toSorted(), folder).toEqual(generated);
    }
  });

  test.skipIf(flatc === undefined)('are what flatc and the generator make today', () => {
    const args = ['scripts/generate-abi.ts', '--check'];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});

/** Offsets that AssemblyScript gives the fields; key `Class` is the size of the class. */
async function assemblyScriptLayout(classes: readonly AbiClass[]): Promise<Map<string, number>> {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache/abi-'));
  try {
    const { text, names } = layoutProgram(classes, '../../core-wasm/abi');
    writeFileSync(join(folder, 'entry.ts'), text);
    const asc = join(root, 'node_modules/assemblyscript/bin/asc.js');
    const options = ['--outFile', 'entry.wasm', '--runtime', 'stub', '-O1'];
    execFileSync(process.execPath, [asc, 'entry.ts', ...options], { cwd: folder });
    const binary = readFileSync(join(folder, 'entry.wasm'));
    const { instance } = await WebAssembly.instantiate(binary);
    const layout = instance.exports['layout'] as (index: number) => number;
    return new Map(names.map((name, i) => [name, layout(i)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A DataView that remembers which offset was asked for. */
class Recorder extends DataView<ArrayBuffer> {
  last = -1;
}
for (const name of Object.getOwnPropertyNames(DataView.prototype).filter((n) =>
  n.startsWith('get'),
))
  Object.defineProperty(Recorder.prototype, name, {
    value(this: Recorder, offset: number) {
      this.last = offset;
      return 0;
    },
  });

type View = new (view: DataView, offset?: number) => Record<string, unknown>;

/** The same from the TypeScript views, by asking them for each field. */
async function typeScriptLayout(): Promise<Map<string, number>> {
  const layout = new Map<string, number>();
  for (const schema of schemas) {
    const url = pathToFileURL(join(root, `src/abi/${schema}.ts`)).href;
    const module = (await import(url)) as Record<string, unknown>;
    for (const [name, value] of Object.entries(module)) {
      if (typeof value !== 'function' || !name.endsWith('View')) continue;
      const className = name.slice(0, -'View'.length);
      layout.set(className, (value as unknown as { size: number }).size);
      const recorder = new Recorder(new ArrayBuffer(4096));
      const view = new (value as View)(recorder, 0);
      for (let proto: object = value.prototype; proto !== Object.prototype; ) {
        for (const [field, property] of Object.entries(Object.getOwnPropertyDescriptors(proto))) {
          if (property.get === undefined) continue;
          const found: unknown = Reflect.get(proto, field, view);
          const at = found instanceof Uint8Array ? found.byteOffset : recorder.last;
          layout.set(`${className}.${field}`, at);
        }
        proto = Object.getPrototypeOf(proto) as object;
      }
    }
  }
  return layout;
}

/** Constants that differ from what the compiler says. */
function constantFaults(
  classes: readonly AbiClass[],
  layout: ReadonlyMap<string, number>,
): AbiClass['constants'] {
  return classes.flatMap((c) => c.constants).filter(({ of, value }) => layout.get(of) !== value);
}

/** A class of four and eight bytes: the second field is aligned to eight. */
const PLANTED_LAYOUT = new Map([
  ['Planted', 16],
  ['Planted.a', 0],
  ['Planted.b', 8],
]);

describe('layouts', () => {
  let classes: AbiClass[];
  let inCore: Map<string, number>;
  let inHost: Map<string, number>;

  beforeAll(async () => {
    classes = schemas.flatMap((name) =>
      readAbiClasses(name, readFileSync(join(root, `core-wasm/abi/${name}.ts`), 'utf8')),
    );
    inCore = await assemblyScriptLayout(classes);
    inHost = await typeScriptLayout();
  });

  test('are known for every struct', () => {
    expect(classes.length).toBeGreaterThan(5);
    expect([...inHost.keys()].filter((key) => !key.includes('.')).toSorted()).toEqual(
      classes.map((c) => c.name).toSorted(),
    );
  });

  test('have the same sizes and offsets in AssemblyScript and TypeScript', () => {
    const differences = [...inHost].filter(([key, at]) => {
      // An array of bytes is one view on one side and words `name0, name1, ...` on the other.
      const other = inCore.get(key) ?? inCore.get(`${key}0`);
      return other !== at;
    });
    expect(differences).toEqual([]);
  });

  test('have the sizes and offsets that the constants of both sides say', () => {
    expect(classes.flatMap((c) => c.constants).length).toBeGreaterThan(50);
    expect(constantFaults(classes, inCore)).toEqual([]);
  });

  test('notice a constant or a field that is not where it should be', () => {
    const text = (bOffset: number): string =>
      '@unmanaged\nexport class Planted {\n  a: u32;\n  b: u64;\n}\n' +
      '@inline export const SIZEOF_PLANTED: usize = 16;\n' +
      `@inline export const PLANTED_A: usize = 0;\n` +
      `@inline export const PLANTED_B: usize = ${bOffset};\n`;
    expect(constantFaults(readAbiClasses('p', text(4)), PLANTED_LAYOUT)).toEqual([
      { of: 'Planted.b', value: 4 },
    ]);
    expect(constantFaults(readAbiClasses('p', text(8)), PLANTED_LAYOUT)).toEqual([]);
  });
});
