// Emits AssemblyScript: constants for enums, `@unmanaged` overlay classes for structs. A struct
// whose first field is another struct extends it, so that every record is a Header.
import type { Enum, Field, Schema, Struct } from './bfbs.ts';

const constantName = (name: string): string =>
  name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();

function emitEnum(e: Enum): string {
  const lines = e.doc.map((line) => `/** ${line} */`);
  lines.push(`export namespace ${e.name} {`);
  for (const v of e.values) {
    for (const line of v.doc) lines.push(`  // ${line}`);
    lines.push(`  @inline export const ${v.name}: ${e.type} = ${v.value};`);
  }
  lines.push('}', '');
  return lines.join('\n');
}

function emitField(field: Field, offset: number): string[] {
  const lines = field.doc.map((line) => `  // ${line}`);
  if (typeof field.type === 'string') {
    lines.push(`  ${field.name}: ${field.type};`);
  } else if ('bytes' in field.type) {
    for (let i = 0; i < field.type.bytes / 8; i++) lines.push(`  ${field.name}${i}: u64;`);
  } else {
    throw new Error(`${field.name} at ${offset}: a nested struct must be the first field`);
  }
  return lines;
}

function emitStruct(struct: Struct): string {
  const first = struct.fields[0];
  const base = first !== undefined && typeof first.type === 'object' && 'struct' in first.type;
  const parent =
    base && 'struct' in (first.type as object) ? (first.type as { struct: string }) : undefined;
  const own = parent === undefined ? struct.fields : struct.fields.slice(1);
  const lines = struct.doc.map((line) => `/** ${line} */`);
  const extending = parent === undefined ? '' : ` extends ${parent.struct}`;
  lines.push('@unmanaged', `export class ${struct.name}${extending} {`);
  for (const field of own) lines.push(...emitField(field, field.offset));
  lines.push('}');
  const name = constantName(struct.name);
  lines.push(`@inline export const SIZEOF_${name}: usize = ${struct.size};`);
  for (const field of own)
    lines.push(
      `@inline export const ${name}_${constantName(field.name)}: usize = ${field.offset};`,
    );
  lines.push('');
  return lines.join('\n');
}

/** Parents must stand before the structs that extend them. */
function ordered(structs: readonly Struct[]): Struct[] {
  const isBase = (s: Struct): boolean => s.fields.every((f) => typeof f.type === 'string');
  return [...structs.filter(isBase), ...structs.filter((s) => !isBase(s))];
}

/** The text of core-wasm/abi/<schema>.ts. */
export function emitAssemblyScript(schema: Schema): string {
  return [
    `// Generated from core-wasm/schema/${schema.source}.fbs by ` +
      'scripts/generate-abi.ts. Do not edit.',
    '',
    ...schema.enums.map(emitEnum),
    ...ordered(schema.structs).map(emitStruct),
  ].join('\n');
}
