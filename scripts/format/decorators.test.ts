import { describe, expect, test } from 'vitest';
import { hideDecorators, showDecorators } from './decorators.ts';

describe('decorators of AssemblyScript', () => {
  const text = [
    '@inline const A: usize = 64;',
    '',
    '@unmanaged',
    'export class B {',
    '  @inline @unsafe get x(): u32 {',
    '    return 1; // not @inline here',
    '  }',
    '}',
    '@inline',
    'export function f(): void {}',
    '',
  ].join('\n');

  test('are hidden in comments', () => {
    const hidden = hideDecorators(text);
    expect(hidden).toContain('/*as:@inline*/ const A');
    expect(hidden).toContain('/*as:@unmanaged*/\nexport class B');
    expect(hidden).toContain('  /*as:@inline @unsafe*/ get x()');
    expect(hidden).toContain('not @inline here');
  });

  test('come back as they were', () => {
    expect(showDecorators(hideDecorators(text))).toBe(text);
  });
});
