// Rules about single modules: default exports, barrels, sizes, left-over markers.
import ts from 'typescript';
import {
  type Fault,
  faultAt,
  isGenerated,
  isTest,
  lineOf,
  parse,
  type SourceFile,
  walk,
} from './source-file.ts';

const FILE_LINES = 400;
const FUNCTION_LINES = 70;
const LINE_COLUMNS = 100;

function isDefaultExport(node: ts.Statement): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportDeclaration(node) && node.exportClause !== undefined)
    return (
      ts.isNamedExports(node.exportClause) &&
      node.exportClause.elements.some((e) => e.name.text === 'default')
    );
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword);
}

/** Configuration files of tools must export by default; nothing else may. */
export function defaultExportFaults(files: readonly SourceFile[]): Fault[] {
  return files
    .filter((file) => !/(^|\/)[\w.-]+\.config\.ts$/.test(file.path))
    .flatMap((file) => {
      const tree = parse(file);
      return tree.statements
        .filter(isDefaultExport)
        .map((node) => faultAt(file, lineOf(tree, node.getStart(tree)), 'default export'));
    });
}

/** The package's entries (`src/*.ts`) and the core module's export lists may only re-export. */
const MAY_BE_BARREL = /^(src\/[^/]+|core-wasm\/([^/]+\/)?index)\.ts$/;

/** A barrel only passes on what other files export. */
export function barrelFaults(files: readonly SourceFile[]): Fault[] {
  return files
    .filter((file) => /^(src|core-wasm)\//.test(file.path) && !MAY_BE_BARREL.test(file.path))
    .filter(({ ...file }) => {
      const own = parse(file).statements.filter((node) => !ts.isImportDeclaration(node));
      return own.length > 0 && own.every((node) => ts.isExportDeclaration(node));
    })
    .map((file) => faultAt(file, 1, 'a file that only re-exports'));
}

function isFunction(node: ts.Node): boolean {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isAccessor(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node)
  );
}

/** The function that a test file hands to `describe` holds tests and may be long. */
function isDescription(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && /^describe\b/.test(node.parent.expression.getText());
}

function functionFaults(file: SourceFile): Fault[] {
  const tree = parse(file);
  const faults: Fault[] = [];
  walk(tree, (node) => {
    if (!isFunction(node) || (isTest(file.path) && isDescription(node))) return;
    const first = lineOf(tree, node.getStart(tree));
    const lines = lineOf(tree, node.getEnd()) - first + 1;
    if (lines > FUNCTION_LINES)
      faults.push(faultAt(file, first, `function of ${lines} lines, at most ${FUNCTION_LINES}`));
  });
  return faults;
}

/** Addresses cannot be broken. */
const UNBREAKABLE = /https?:\/\/\S{60}/;

export function sizeFaults(files: readonly SourceFile[]): Fault[] {
  const faults: Fault[] = [];
  for (const file of files) {
    const lines = file.text.split('\n');
    const head = lines.slice(0, 10).join('\n');
    if (isGenerated(file.text) || /\/\/ tidy-ok: size: \S/.test(head)) continue;
    if (lines.length - 1 > FILE_LINES)
      faults.push(
        faultAt(file, FILE_LINES + 1, `file of ${lines.length - 1} lines, at most ${FILE_LINES}`),
      );
    lines.forEach((line, i) => {
      if (line.length > LINE_COLUMNS && !UNBREAKABLE.test(line))
        faults.push(
          faultAt(file, i + 1, `line of ${line.length} columns, at most ${LINE_COLUMNS}`),
        );
    });
    faults.push(...functionFaults(file));
  }
  return faults;
}

/** Spelled with a gap, so that this file keeps its own rule. */
const WORDS = ['TO-DO', 'FIX-ME', 'XX-X', 'HA-CK'].map((word) => word.replace('-', ''));
const MARKERS = new RegExp(`\\b(${WORDS.join('|')})\\b`);
const ONLY = /\b(?:test|it|describe)\.only\b/;

/** Work that was put off, and tests that keep others from running. */
export function leftoverFaults(files: readonly SourceFile[]): Fault[] {
  return files.flatMap((file) =>
    file.text.split('\n').flatMap((line, i) => {
      const marker =
        MARKERS.exec(line)?.[1] ?? (isTest(file.path) ? ONLY.exec(line)?.[0] : undefined);
      return marker === undefined ? [] : [faultAt(file, i + 1, `left-over ${marker}`)];
    }),
  );
}
