// AssemblyScript writes decorators where TypeScript has none: on functions, constants and
// namespaces. As block comments they survive a formatter for TypeScript unharmed.

const DECORATOR =
  /(?<=^|\n)([ \t]*)((?:@(?:inline|unmanaged|lazy|final|unsafe|global|builtin)\b[ \t]*)+)/g;
const HIDDEN = /\/\*as:((?:@\w+)(?: @\w+)*)\*\//g;

/** Turns leading decorators of lines into comments. */
export function hideDecorators(text: string): string {
  return text.replace(DECORATOR, (_, indent: string, decorators: string) => {
    const names = decorators.trim().split(/\s+/).join(' ');
    const space = /[ \t]$/.test(decorators) ? ' ' : '';
    return `${indent}/*as:${names}*/${space}`;
  });
}

/** Turns them back. */
export function showDecorators(text: string): string {
  return text.replace(HIDDEN, '$1');
}
