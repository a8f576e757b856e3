// What a core module may contain (docs/architecture.md, "Memory"): no data segment, no mutable
// global, no import but the memory. Reads the binary itself, so that no tool has to be trusted.
import { readFileSync } from 'node:fs';

const SECTION = { import: 2, global: 6, export: 7, data: 11 };
const KINDS = ['function', 'table', 'memory', 'global', 'tag'];

/** A cursor over the bytes of a module. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  byte() {
    const value = this.bytes[this.at++];
    if (value === undefined) throw new Error('the module ends early');
    return value;
  }
  /** Unsigned LEB128, also good for skipping signed ones. */
  number() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }
  text() {
    const length = this.number();
    this.at += length;
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }
  limits() {
    const flags = this.byte();
    this.number();
    if ((flags & 1) !== 0) this.number();
  }
  /** A constant expression: constants and global.get up to `end`. */
  constant() {
    for (;;) {
      const opcode = this.byte();
      if (opcode === 0x0b) return;
      if (opcode === 0x43) this.at += 4;
      else if (opcode === 0x44) this.at += 8;
      else if (opcode === 0x41 || opcode === 0x42 || opcode === 0x23) this.number();
      else if (opcode < 0x6a || opcode > 0x7e) throw new Error(`opcode ${opcode} in a constant`);
    }
  }
}

/**
 * @typedef {object} WasmContents
 * @property {string[]} imports `module.name (kind)`
 * @property {{ name: string, kind: string }[]} exports
 * @property {number} mutableGlobals
 * @property {number} dataSegments
 */

/** @param {Reader} reader */
function readImport(reader) {
  const name = `${reader.text()}.${reader.text()}`;
  const kind = reader.byte();
  if (kind === 0) reader.number();
  else if (kind === 2) reader.limits();
  else if (kind === 3) reader.at += 2;
  else if (kind === 1) {
    reader.byte();
    reader.limits();
  } else reader.at += 2;
  return `${name} (${KINDS[kind] ?? kind})`;
}

/** @param {Reader} reader @returns {boolean} whether the global is mutable */
function readGlobal(reader) {
  reader.byte();
  const mutable = reader.byte() === 1;
  reader.constant();
  return mutable;
}

/**
 * @param {Uint8Array} bytes
 * @returns {WasmContents}
 */
export function readWasm(bytes) {
  /** @type {WasmContents} */
  const contents = { imports: [], exports: [], mutableGlobals: 0, dataSegments: 0 };
  const reader = new Reader(bytes);
  if (new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) !== 0x0061736d)
    throw new Error('not a WebAssembly module');
  reader.at = 8;
  while (reader.at < bytes.length) {
    const id = reader.byte();
    const end = reader.number() + reader.at;
    const count = id === 0 ? 0 : reader.number();
    if (id === SECTION.data) contents.dataSegments = count;
    for (let i = 0; i < count; i++) {
      if (id === SECTION.import) contents.imports.push(readImport(reader));
      else if (id === SECTION.global) contents.mutableGlobals += readGlobal(reader) ? 1 : 0;
      else if (id === SECTION.export) {
        const name = reader.text();
        contents.exports.push({ name, kind: KINDS[reader.byte()] ?? 'unknown' });
        reader.number();
      } else break;
    }
    reader.at = end;
  }
  return contents;
}

/**
 * What a release module does that it must not; empty when it keeps the rules.
 * @param {Uint8Array} bytes
 * @returns {string[]}
 */
export function brokenWasmRules(bytes) {
  const { imports, mutableGlobals, dataSegments } = readWasm(bytes);
  const others = imports.filter((name) => !name.endsWith('(memory)'));
  const faults = [];
  if (dataSegments > 0) faults.push(`${dataSegments} data segments: a literal or a static array`);
  if (mutableGlobals > 0)
    faults.push(`${mutableGlobals} mutable globals: a top-level let or an allocation`);
  if (others.length > 0) faults.push(`imports besides the memory: ${others.join(', ')}`);
  return faults;
}

/** @param {string} path */
export function brokenWasmRulesOfFile(path) {
  return brokenWasmRules(new Uint8Array(readFileSync(path)));
}
