// The functions that the compiled core exports are those that src/core/exports.ts declares.
import ts from 'typescript';
import { parse, type SourceFile } from './source-file.ts';

/** Members of the interface `name` and of all that it extends. */
export function interfaceMembers(files: readonly SourceFile[], name: string): Set<string> {
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  for (const file of files)
    for (const node of parse(file).statements)
      if (ts.isInterfaceDeclaration(node)) interfaces.set(node.name.text, node);
  const members = new Set<string>();
  const collect = (wanted: string): void => {
    const node = interfaces.get(wanted);
    if (node === undefined) throw new Error(`there is no interface ${wanted}`);
    for (const member of node.members)
      if (member.name !== undefined) members.add(member.name.getText());
    for (const clause of node.heritageClauses ?? [])
      for (const type of clause.types) collect(type.expression.getText());
  };
  collect(name);
  return members;
}

export function exportFaults(declared: ReadonlySet<string>, exported: readonly string[]): string[] {
  const have = new Set(exported);
  return [
    ...exported
      .filter((name) => !declared.has(name))
      .map((name) => `${name} is exported but not declared`),
    ...[...declared]
      .filter((name) => !have.has(name))
      .map((name) => `${name} is declared but not exported`),
  ];
}
