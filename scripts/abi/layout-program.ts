// Reads the generated AssemblyScript classes and writes a program that asks the compiler for
// their sizes and offsets.

export interface AbiClass {
  readonly schema: string;
  readonly name: string;
  /** Own and inherited fields. */
  readonly fields: readonly string[];
  /** What the constants beside the class say: `Class` is a size, `Class.field` an offset. */
  readonly constants: readonly { readonly of: string; readonly value: number }[];
}

const CLASS = /^export class (\w+)(?: extends (\w+))? \{\n([\s\S]*?)^\}/gm;
const FIELD = /^ {2}(\w+): \w+;/gm;
const CONSTANT = /^@inline export const (\w+): usize = (\d+);/gm;

const constantName = (name: string): string =>
  name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();

/** Classes of one generated file. */
export function readAbiClasses(schema: string, text: string): AbiClass[] {
  const values = new Map(Array.from(text.matchAll(CONSTANT), (m) => [m[1], Number(m[2])]));
  const classes: AbiClass[] = [];
  for (const [, name = '', parent, body = ''] of text.matchAll(CLASS)) {
    const own = Array.from(body.matchAll(FIELD), (match) => match[1] ?? '');
    const inherited = classes.find((c) => c.name === parent)?.fields ?? [];
    const prefix = constantName(name);
    const offsets = own
      .map((field) => ({ field, value: values.get(`${prefix}_${constantName(field)}`) }))
      .flatMap(({ field, value }) =>
        value === undefined ? [] : [{ of: `${name}.${field}`, value }],
      );
    const size = { of: name, value: values.get(`SIZEOF_${prefix}`) ?? Number.NaN };
    classes.push({ schema, name, fields: [...inherited, ...own], constants: [size, ...offsets] });
  }
  return classes;
}

/**
 * A program with `layout(index)`: the size or offset that `names[index]` has. `abi` is the folder
 * of the generated files, relative to the program.
 */
export function layoutProgram(
  classes: readonly AbiClass[],
  abi: string,
): { readonly text: string; readonly names: readonly string[] } {
  const names: string[] = [];
  const cases: string[] = [];
  const add = (name: string, expression: string): void => {
    cases.push(`  if (index == ${names.length}) return <i32>${expression};`);
    names.push(name);
  };
  for (const c of classes) {
    add(c.name, `offsetof<${c.name}>()`);
    for (const field of c.fields) add(`${c.name}.${field}`, `offsetof<${c.name}>('${field}')`);
  }
  const imports = classes.map((c) => `import { ${c.name} } from '${abi}/${c.schema}';`);
  const body = ['export function layout(index: i32): i32 {', ...cases, '  return -1;', '}', ''];
  return { text: [...imports, ...body].join('\n'), names };
}
