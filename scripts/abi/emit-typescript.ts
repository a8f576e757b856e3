// Emits TypeScript: frozen constant objects for enums (no `enum`: Node strips types), a view class
// per struct. A view moves over memory by setting `offset`; it allocates only for 64-bit getters.
import type { Enum, Field, Scalar, Schema, Struct } from './bfbs.ts';

const GETTERS: Readonly<Record<Scalar, string>> = {
  u8: 'Uint8',
  i8: 'Int8',
  u16: 'Uint16',
  i16: 'Int16',
  u32: 'Uint32',
  i32: 'Int32',
  u64: 'BigUint64',
  i64: 'BigInt64',
  f32: 'Float32',
  f64: 'Float64',
};

const docLines = (doc: readonly string[], indent: string): string[] =>
  doc.length === 0
    ? []
    : doc.length === 1
      ? [`${indent}/** ${doc[0]} */`]
      : [`${indent}/**`, ...doc.map((line) => `${indent} * ${line}`), `${indent} */`];

function emitEnum(e: Enum): string {
  const lines = docLines(e.doc, '');
  lines.push(`export const ${e.name} = {`);
  for (const v of e.values) {
    lines.push(...docLines(v.doc, '  '));
    lines.push(`  ${v.name}: ${v.value},`);
  }
  lines.push('} as const;');
  lines.push(`export type ${e.name} = (typeof ${e.name})[keyof typeof ${e.name}];`);
  if (e.name === 'Status') {
    lines.push('', '/** What each status means, for error messages. */');
    lines.push('export const STATUS_TEXT: Readonly<Record<number, string>> = {');
    for (const v of e.values) lines.push(`  [${v.value}]: ${JSON.stringify(v.doc.join(' '))},`);
    lines.push('};', '', '/** The name of each status, for error codes. */');
    lines.push('export const STATUS_NAME: Readonly<Record<number, string>> = {');
    for (const v of e.values) {
      const code = v.name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
      lines.push(`  [${v.value}]: '${code}',`);
    }
    lines.push('};');
  }
  lines.push('');
  return lines.join('\n');
}

function emitAccessors(field: Field): string[] {
  if (typeof field.type !== 'string') {
    if ('struct' in field.type) return [];
    return [
      ...docLines(field.doc, '  '),
      `  get ${field.name}(): Uint8Array {`,
      `    const at = this.view.byteOffset + this.offset + ${field.offset};`,
      `    return new Uint8Array(this.view.buffer, at, ${field.type.bytes});`,
      '  }',
    ];
  }
  const getter = GETTERS[field.type];
  const wide = field.type === 'i64' || field.type === 'u64';
  const type = wide ? 'bigint' : 'number';
  const little = field.type === 'u8' || field.type === 'i8' ? '' : ', true';
  const at = field.offset === 0 ? 'this.offset' : `this.offset + ${field.offset}`;
  return [
    ...docLines(field.doc, '  '),
    `  get ${field.name}(): ${type} {`,
    `    return this.view.get${getter}(${at}${little});`,
    '  }',
    `  set ${field.name}(value: ${type}) {`,
    `    this.view.set${getter}(${at}, value${little});`,
    '  }',
  ];
}

function emitStruct(struct: Struct): string {
  const first = struct.fields[0];
  const parent =
    first !== undefined && typeof first.type === 'object' && 'struct' in first.type
      ? first.type.struct
      : undefined;
  const lines = docLines(struct.doc, '');
  lines.push(
    `export class ${struct.name}View${parent === undefined ? '' : ` extends ${parent}View`} {`,
  );
  lines.push(
    `  static ${parent === undefined ? '' : 'override '}readonly size: number = ${struct.size};`,
  );
  if (parent === undefined) {
    lines.push(
      '  view: DataView;',
      '  offset: number;',
      '  constructor(view: DataView, offset = 0) {',
      '    this.view = view;',
      '    this.offset = offset;',
      '  }',
    );
  }
  for (const field of struct.fields) lines.push(...emitAccessors(field));
  lines.push('}', '');
  return lines.join('\n');
}

/** Offsets by field, for code that must read without a view or a BigInt. */
function emitOffsets(struct: Struct): string {
  const own = struct.fields.filter((f) => typeof f.type !== 'object' || !('struct' in f.type));
  const lines = [
    `/** Offsets of ${struct.name}'s own fields. */`,
    `export const ${struct.name}At = {`,
  ];
  for (const field of own) lines.push(`  ${field.name}: ${field.offset},`);
  lines.push('} as const;', '');
  return lines.join('\n');
}

/** The text of src/abi/<schema>.ts. */
export function emitTypeScript(schema: Schema): string {
  const isBase = (s: Struct): boolean => s.fields.every((f) => typeof f.type === 'string');
  const structs = [...schema.structs.filter(isBase), ...schema.structs.filter((s) => !isBase(s))];
  return [
    `// Generated from core-wasm/schema/${schema.source}.fbs by ` +
      'scripts/generate-abi.ts. Do not edit.',
    '',
    ...schema.enums.map(emitEnum),
    ...structs.map(emitStruct),
    ...structs.map(emitOffsets),
  ].join('\n');
}
