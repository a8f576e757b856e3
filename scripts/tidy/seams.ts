// Clocks, random numbers, files and sockets are reached in their seams only, so that a run can
// be repeated. Exceptions carry `// determinism-ok: reason`.
import ts from 'typescript';
import { importsOf } from './imports.ts';
import {
  type Fault,
  faultAt,
  isExcused,
  isTest,
  lineOf,
  parse,
  type SourceFile,
  walk,
} from './source-file.ts';

interface Seam {
  readonly folder: string;
  readonly what: string;
  /** Property accesses and global calls. */
  readonly names: RegExp;
  readonly modules: RegExp;
}

const NEVER = /^(?!)/;
const SEAMS: readonly Seam[] = [
  {
    folder: 'src/clock',
    what: 'a clock',
    names: /^(Date\.now|performance\.now|process\.(hrtime(\.bigint)?|uptime)|(new )?Date\(\))$/,
    modules: /^(node:)?perf_hooks$/,
  },
  {
    folder: 'src/clock',
    what: 'a timer',
    names: /^set(Timeout|Interval|Immediate)\(\)$/,
    modules: /^(node:)?timers(\/promises)?$/,
  },
  {
    folder: 'src/rng',
    what: 'a random generator',
    names: /^(Math\.random|(\w+\.)?(getRandomValues|randomUUID|randomBytes|randomInt))(\(\))?$/,
    modules: NEVER,
  },
  {
    folder: 'src/fs',
    what: 'files or compression',
    names: NEVER,
    modules: /^(node:)?(fs(\/promises)?|zlib)$/,
  },
  {
    folder: 'src/net',
    what: 'the network',
    names: /^(fetch\(\)|new (WebSocket|EventSource|XMLHttpRequest)\(.*)$/,
    modules: /^((node:)?(net|http|https|http2|tls|dgram|dns(\/promises)?)|ws|undici)$/,
  },
];

/** `Date.now` for a property access, `name()` for a call, `new Name()` for a construction. */
function nameOf(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.getText().replace(/^globalThis\./, '');
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression))
    return `${node.expression.text}()`;
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression))
    return `new ${node.expression.text}(${node.arguments?.length ? '...' : ')'}`;
  return undefined;
}

/** Sources that run in a user's program; tests and tools may look at the clock. */
const isBound = (path: string): boolean => /^src\/(?!testing\/)/.test(path) && !isTest(path);

export function seamFaults(files: readonly SourceFile[]): Fault[] {
  const faults: Fault[] = [];
  for (const file of files.filter((f) => isBound(f.path))) {
    const tree = parse(file);
    const report = (seam: Seam, line: number, found: string): void => {
      if (file.path.startsWith(`${seam.folder}/`) || isExcused(file, line, 'determinism-ok'))
        return;
      faults.push(faultAt(file, line, `${found} reaches ${seam.what} outside ${seam.folder}`));
    };
    for (const { specifier, line } of importsOf(file))
      for (const seam of SEAMS) if (seam.modules.test(specifier)) report(seam, line, specifier);
    walk(tree, (node) => {
      const name = nameOf(node);
      if (name === undefined) return;
      for (const seam of SEAMS)
        if (seam.names.test(name)) report(seam, lineOf(tree, node.getStart(tree)), name);
    });
  }
  return faults;
}
