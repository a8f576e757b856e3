// Reads flatc's compiled schema (reflection.fbs of FlatBuffers) into plain objects: structs with
// offsets, enums with values, doc comments. Only what Outcry's schemas use.
import { ByteBuffer } from 'flatbuffers';

export interface Field {
  readonly name: string;
  readonly offset: number;
  readonly type: Scalar | { readonly struct: string } | { readonly bytes: number };
  readonly enumName: string | undefined;
  readonly doc: readonly string[];
}
export interface Struct {
  readonly name: string;
  readonly size: number;
  readonly fields: readonly Field[];
  readonly doc: readonly string[];
}
export interface Enum {
  readonly name: string;
  readonly type: Scalar;
  readonly values: readonly { name: string; value: bigint; doc: readonly string[] }[];
  readonly doc: readonly string[];
}
export interface Schema {
  readonly source: string;
  readonly structs: readonly Struct[];
  readonly enums: readonly Enum[];
}
export type Scalar = 'u8' | 'i8' | 'u16' | 'i16' | 'u32' | 'i32' | 'u64' | 'i64' | 'f32' | 'f64';

// reflection.fbs, enum BaseType
const SCALARS: Readonly<Record<number, Scalar>> = {
  2: 'u8',
  3: 'i8',
  4: 'u8',
  5: 'i16',
  6: 'u16',
  7: 'i32',
  8: 'u32',
  9: 'i64',
  10: 'u64',
  11: 'f32',
  12: 'f64',
};
const OBJECT = 15;
const ARRAY = 17;

/** One FlatBuffers table: `slot` is the field's index in its declaration. */
class Table {
  private readonly buffer: ByteBuffer;
  private readonly position: number;
  constructor(buffer: ByteBuffer, position: number) {
    this.buffer = buffer;
    this.position = position;
  }
  private at(slot: number): number {
    const offset = this.buffer.__offset(this.position, 4 + 2 * slot);
    return offset === 0 ? 0 : this.position + offset;
  }
  string(slot: number): string {
    const at = this.at(slot);
    return at === 0 ? '' : String(this.buffer.__string(at));
  }
  strings(slot: number): string[] {
    const at = this.at(slot);
    if (at === 0) return [];
    const start = this.buffer.__vector(at);
    const count = this.buffer.__vector_len(at);
    return Array.from({ length: count }, (_, i) => String(this.buffer.__string(start + 4 * i)));
  }
  tables(slot: number): Table[] {
    const at = this.at(slot);
    if (at === 0) return [];
    const start = this.buffer.__vector(at);
    const count = this.buffer.__vector_len(at);
    return Array.from(
      { length: count },
      (_, i) => new Table(this.buffer, this.buffer.__indirect(start + 4 * i)),
    );
  }
  table(slot: number): Table {
    return new Table(this.buffer, this.buffer.__indirect(this.at(slot)));
  }
  i8(slot: number): number {
    const at = this.at(slot);
    return at === 0 ? 0 : this.buffer.readInt8(at);
  }
  u16(slot: number): number {
    const at = this.at(slot);
    return at === 0 ? 0 : this.buffer.readUint16(at);
  }
  i32(slot: number, fallback: number): number {
    const at = this.at(slot);
    return at === 0 ? fallback : this.buffer.readInt32(at);
  }
  i64(slot: number): bigint {
    const at = this.at(slot);
    return at === 0 ? 0n : this.buffer.readInt64(at);
  }
}

const shortName = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
const doc = (lines: string[]): string[] => lines.map((line) => line.trim());
const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, c) => c.toUpperCase());

function readField(table: Table, objects: readonly string[], enums: readonly string[]): Field {
  const type = table.table(1);
  const base = type.i8(0);
  const index = type.i32(2, -1);
  const scalar = SCALARS[base];
  const name = camel(table.string(0));
  const common = { name, offset: table.u16(3), doc: doc(table.strings(10)) };
  if (scalar !== undefined)
    return { ...common, type: scalar, enumName: index < 0 ? undefined : enums[index] };
  if (base === OBJECT)
    return { ...common, type: { struct: objects[index] ?? '' }, enumName: undefined };
  if (base === ARRAY) return { ...common, type: { bytes: type.u16(3) }, enumName: undefined };
  throw new Error(`field ${name}: base type ${base} is not supported in Outcry's schemas`);
}

/** Parses a `.bfbs` file. `source` names the schema in the generated heads. */
export function readSchema(bytes: Uint8Array, source: string): Schema {
  const buffer = new ByteBuffer(bytes);
  const root = new Table(buffer, buffer.readInt32(0));
  const objectTables = root.tables(0);
  const enumTables = root.tables(1);
  const objects = objectTables.map((t) => shortName(t.string(0)));
  const enums = enumTables.map((t) => shortName(t.string(0)));
  return {
    source,
    structs: objectTables.map((t) => ({
      name: shortName(t.string(0)),
      size: t.i32(4, 0),
      fields: t
        .tables(1)
        .map((field) => readField(field, objects, enums))
        .sort((a, b) => a.offset - b.offset),
      doc: doc(t.strings(6)),
    })),
    enums: enumTables.map((t) => ({
      name: shortName(t.string(0)),
      type: SCALARS[t.table(3).i8(0)] ?? 'i32',
      values: t.tables(1).map((value) => ({
        name: value.string(0),
        value: value.i64(1),
        doc: doc(value.strings(4)),
      })),
      doc: doc(t.strings(5)),
    })),
  };
}
