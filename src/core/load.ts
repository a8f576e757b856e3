// Finds and compiles the .wasm files, which stand in the package's `wasm` folder. Node reads the
// file, browsers fetch it; both find it relative to this module.
import { OutcryError } from '../errors/outcry-error.ts';

export type CoreBuild = 'release' | 'unshared' | 'checked';

const compiled = new Map<CoreBuild, Promise<WebAssembly.Module>>();

/** Where the file of a build is. */
export function wasmUrl(build: CoreBuild): URL {
  // Spelled out, one literal each, so that bundlers see and copy the files.
  if (build === 'release') return new URL('../../wasm/core.release.wasm', import.meta.url);
  if (build === 'unshared') return new URL('../../wasm/core.unshared.wasm', import.meta.url);
  return new URL('../../wasm/core.checked.wasm', import.meta.url);
}

async function compile(build: CoreBuild): Promise<WebAssembly.Module> {
  const url = wasmUrl(build);
  // determinism-ok: program text, not data
  if (url.protocol !== 'file:') return WebAssembly.compileStreaming(fetch(url));
  try {
    // determinism-ok: program text, not data
    const { readFile } = await import('node:fs/promises');
    return await WebAssembly.compile(await readFile(url));
  } catch (cause) {
    throw new OutcryError('WASM_MISSING', 'environment', 'the compiled core cannot be loaded', {
      where: url.pathname,
      hint: 'run npm run setup',
      cause,
    });
  }
}

/** The compiled module of a build, compiled once per process. */
export function loadModule(build: CoreBuild): Promise<WebAssembly.Module> {
  let module = compiled.get(build);
  if (module === undefined) {
    module = compile(build);
    compiled.set(build, module);
    module.catch(() => compiled.delete(build));
  }
  return module;
}
