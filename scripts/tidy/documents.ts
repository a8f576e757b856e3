// What documents promise: npm scripts that exist, shell blocks that run (those marked
// `<!-- run -->`), TypeScript blocks that compile and run (all but those marked
// `<!-- not run: reason -->`).
import type { Fault, SourceFile } from './source-file.ts';

export interface Block {
  readonly path: string;
  /** 1-based line of the fence. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** Content of the comment on the line before the fence, or empty. */
  readonly mark: string;
}

/** Fenced blocks of a Markdown file. */
export function blocksOf(file: SourceFile): Block[] {
  const lines = file.text.split('\n');
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; i++) {
    const open = /^```(\w+)/.exec(lines[i] ?? '');
    if (open === null) continue;
    const end = lines.indexOf('```', i);
    const text = lines.slice(i + 1, end < 0 ? lines.length : end).join('\n');
    let before = i - 1;
    while (before >= 0 && lines[before] === '') before--;
    const mark = /^<!-- (.*) -->$/.exec(lines[before] ?? '')?.[1] ?? '';
    blocks.push({ path: file.path, line: i + 1, language: open[1] ?? '', text, mark });
    i = end < 0 ? lines.length : end;
  }
  return blocks;
}

/** npm scripts that a text names: `npm test`, `npm start`, `npm run x`, `npm run -s x`. */
export function scriptsNamed(text: string): { name: string; line: number }[] {
  return text.split('\n').flatMap((line, i) =>
    Array.from(line.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(test|start)\b)/g), (match) => ({
      name: match[1] ?? match[2] ?? '',
      line: i + 1,
    })),
  );
}

export function scriptFaults(files: readonly SourceFile[], scripts: readonly string[]): Fault[] {
  return files.flatMap((file) =>
    scriptsNamed(file.text)
      .filter(({ name }) => !scripts.includes(name))
      .map(({ name, line }) => `${file.path}:${line}: package.json has no script '${name}'`),
  );
}

/** Files of the tree that a document links to or shows as code must exist. */
export function linkFaults(
  files: readonly SourceFile[],
  exists: (path: string) => boolean,
): Fault[] {
  return files.flatMap((file) => {
    const folder = file.path.includes('/') ? file.path.replace(/\/[^/]*$/, '/') : '';
    return file.text.split('\n').flatMap((line, i) =>
      Array.from(line.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g), (match) => match[1] ?? '')
        .filter((link) => !exists(folder + link))
        .map((link) => `${file.path}:${i + 1}: link to ${link}, which does not exist`),
    );
  });
}

export const runnableShell = (block: Block): boolean =>
  block.language === 'sh' && block.mark === 'run';
export const runnableTypeScript = (block: Block): boolean =>
  block.language === 'ts' && !block.mark.startsWith('not run: ');
