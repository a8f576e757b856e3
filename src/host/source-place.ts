// Where in a strategy's own files an error comes from.

/** The package itself: its frames tell users nothing. */
const PACKAGE = new URL('../', import.meta.url).href;
const FRAME = /^\s+at .*?\(?(file:\/\/\S+?):(\d+):(\d+)\)?$/;

/**
 * `mis.ts:30:52`: the innermost frame of an error that lies neither in this package nor in another
 * one. Types are taken out of strategies without moving columns. Undefined: there is none.
 */
export function sourcePlace(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  for (const line of (error.stack ?? '').split('\n')) {
    const [, file = '', row, column] = FRAME.exec(line) ?? [];
    if (file === '' || file.startsWith(PACKAGE) || file.includes('/node_modules/')) continue;
    const [path = file] = file.split(/[?#]/, 1);
    return `${decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))}:${row}:${column}`;
  }
  return undefined;
}
