// Rules about imports: the table of docs/architecture.md, cycles, packages that may be used.
import { posix } from 'node:path';
import ts from 'typescript';
import {
  type Fault,
  faultAt,
  folderOf,
  isAssemblyScript,
  isTest,
  lineOf,
  parse,
  type SourceFile,
  walk,
} from './source-file.ts';

export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Types alone, or loaded when it is wanted: the file works without. */
  readonly isLazy: boolean;
}

function specifierOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0];
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const { literal } = node.argument;
    return ts.isStringLiteral(literal) ? literal : undefined;
  }
  return undefined;
}

function isLazy(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause?.isTypeOnly === true;
  return !ts.isExportDeclaration(node) || node.isTypeOnly;
}

/** All static, dynamic and type imports and re-exports of a file. */
export function importsOf(file: SourceFile): Import[] {
  const tree = parse(file);
  const imports: Import[] = [];
  walk(tree, (node) => {
    const expression = specifierOf(node);
    if (expression !== undefined && ts.isStringLiteralLike(expression))
      imports.push({
        specifier: expression.text,
        line: lineOf(tree, expression.getStart(tree)),
        isLazy: isLazy(node),
      });
  });
  return imports;
}

/** Path of a relative import; AssemblyScript leaves the ending out. */
function targetOf(file: SourceFile, specifier: string): string {
  const path = posix.join(posix.dirname(file.path), specifier);
  return isAssemblyScript(file.path) && !path.endsWith('.ts') ? `${path}.ts` : path;
}

/** Folder to folders that it may import; 'anything' lifts the limit. */
export type ImportTable = ReadonlyMap<string, ReadonlySet<string> | 'anything'>;

/** Reads the table that follows the marker `<!-- imports -->`. */
export function readImportTable(markdown: string): ImportTable {
  const table = new Map<string, ReadonlySet<string> | 'anything'>();
  const [, after = ''] = markdown.split('<!-- imports -->');
  for (const line of after.trimStart().split('\n').slice(2)) {
    const [, folders, allowed] = line.split('|');
    if (folders === undefined || allowed === undefined) break;
    const names = (cell: string): string[] =>
      Array.from(cell.matchAll(/`([^`]+)`/g), (m) => m[1] ?? '');
    for (const folder of names(folders))
      table.set(folder, allowed.trim() === 'anything' ? 'anything' : new Set(names(allowed)));
  }
  if (table.size === 0) throw new Error('docs/architecture.md has no import table');
  return table;
}

/** The row of a folder: its own, else its parent's. */
function rowOf(table: ImportTable, folder: string): ReadonlySet<string> | 'anything' | undefined {
  return (
    table.get(folder) ??
    (folder.startsWith('src/') ? undefined : table.get(folder.split('/')[0] ?? ''))
  );
}

/** Folders that no other folder of src imports. */
const CLOSED = new Set(['src/cli', 'src/testing']);

export function importTableFaults(files: readonly SourceFile[], table: ImportTable): Fault[] {
  const faults: Fault[] = [];
  for (const file of files) {
    if (isTest(file.path) || !file.path.includes('/')) continue;
    const folder = folderOf(file.path);
    const row = rowOf(table, folder);
    if (row === undefined) {
      faults.push(faultAt(file, 1, `${folder} is not in the import table of docs/architecture.md`));
      continue;
    }
    for (const { specifier, line } of importsOf(file)) {
      if (!specifier.startsWith('.')) continue;
      const target = targetOf(file, specifier);
      const other = folderOf(target) || target;
      const isOpen = !folder.startsWith('src') || !CLOSED.has(other);
      const isSame =
        other === folder ||
        (other.split('/')[0] === folder.split('/')[0] && /^(bench|examples)/.test(folder));
      if (isSame || (row === 'anything' && isOpen) || (row !== 'anything' && row.has(other)))
        continue;
      faults.push(faultAt(file, line, `${folder} may not import ${other}`));
    }
  }
  return faults;
}

/** Every cycle once, as `a -> b -> a`. */
export function cycleFaults(files: readonly SourceFile[]): Fault[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const faults: Fault[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      faults.push(`${path}:1: import cycle ${[...trail.slice(start), path].join(' -> ')}`);
      return;
    }
    const file = byPath.get(path);
    if (done.has(path) || file === undefined) return;
    trail.push(path);
    for (const { specifier } of importsOf(file))
      if (specifier.startsWith('.')) visit(targetOf(file, specifier));
    trail.pop();
    done.add(path);
  };
  for (const file of files) visit(file.path);
  return faults;
}

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Paths of the package's entries, `src/*.ts`, and of all that they import. */
function libraryPaths(files: readonly SourceFile[]): Set<string> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const visit = (path: string): void => {
    const file = byPath.get(path);
    if (file === undefined || reached.has(path)) return;
    reached.add(path);
    for (const { specifier } of importsOf(file))
      if (specifier.startsWith('.')) visit(targetOf(file, specifier));
  };
  for (const { path } of files) if (/^src\/[^/]+\.ts$/.test(path) && !isTest(path)) visit(path);
  return reached;
}

/**
 * The library imports Node's modules and the package's dependencies, lazily also its optional
 * peers; all that the command line needs besides is bundled. A dependency that nobody imports is
 * a fault too.
 */
export function packageFaults(
  files: readonly SourceFile[],
  dependencies: readonly string[],
  optional: readonly string[] = [],
): Fault[] {
  const faults: Fault[] = [];
  const used = new Set<string>();
  const library = libraryPaths(files);
  for (const file of files) {
    const isLibrary = library.has(file.path);
    for (const { specifier, line, isLazy } of importsOf(file)) {
      if (/^(\.|node:|outcry(\/|$))/.test(specifier)) continue;
      used.add(packageOf(specifier));
      if (isLazy && optional.includes(packageOf(specifier))) continue;
      if (isLibrary && !dependencies.includes(packageOf(specifier)))
        faults.push(
          faultAt(file, line, `${packageOf(specifier)} is not a dependency of the package`),
        );
    }
  }
  for (const name of dependencies)
    if (!used.has(name)) faults.push(`package.json:1: nothing imports the dependency ${name}`);
  return faults;
}
