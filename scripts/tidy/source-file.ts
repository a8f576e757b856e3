// What the tidy rules look at: files with their text and syntax tree, and faults with a place.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { hideDecorators } from '../format/decorators.ts';

export interface SourceFile {
  /** From the root of the tree, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** `path:line: what is wrong`. */
export type Fault = string;

const CODE = /\.(ts|mts|mjs|js)$/;
const SKIPPED = new Set([
  'node_modules',
  '.cache',
  '.git',
  'target',
  '/dist',
  '/wasm',
  '/coverage',
]);

export const isTest = (path: string): boolean => path.endsWith('.test.ts');
export const isAssemblyScript = (path: string): boolean =>
  /^(core-wasm|assembly|bench\/micro\/wasm)\//.test(path);
export const isGenerated = (text: string): boolean => text.startsWith('// Generated ');
/** The folder that stands in the import table: `src/core`, `bench/micro`, `core-wasm`. */
export function folderOf(path: string): string {
  const parts = path.split('/').slice(0, -1);
  return parts.slice(0, parts[0] === 'scripts' ? 1 : 2).join('/');
}

/** Files below `folder` whose names fit, sorted by path. */
export function readTree(root: string, folder: string, names: RegExp = CODE): SourceFile[] {
  const files: SourceFile[] = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (SKIPPED.has(entry.name) || SKIPPED.has(`/${path}`)) continue;
    if (entry.isDirectory()) files.push(...readTree(root, path, names));
    else if (names.test(entry.name))
      files.push({ path, text: readFileSync(join(root, path), 'utf8') });
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

const trees = new WeakMap<SourceFile, ts.SourceFile>();

/** The syntax tree; AssemblyScript's decorators are hidden first, lines stay where they are. */
export function parse(file: SourceFile): ts.SourceFile {
  let tree = trees.get(file);
  if (tree === undefined) {
    const text = isAssemblyScript(file.path) ? hideDecorators(file.text) : file.text;
    tree = ts.createSourceFile(file.path, text, ts.ScriptTarget.Latest, true);
    trees.set(file, tree);
  }
  return tree;
}

/** Calls `visit` for every node. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** 1-based line of a node. */
export function lineOf(tree: ts.SourceFile, position: number): number {
  return tree.getLineAndCharacterOfPosition(position).line + 1;
}

export function faultAt(file: SourceFile, line: number, what: string): Fault {
  return `${file.path}:${line}: ${what}`;
}

/** Whether a comment `marker: reason` stands on the line (1-based) or the one above it. */
export function isExcused(file: SourceFile, line: number, marker: string): boolean {
  const lines = file.text.split('\n').slice(Math.max(0, line - 2), line);
  return lines.some((text) => new RegExp(`// ${marker}: \\S`).test(text));
}
