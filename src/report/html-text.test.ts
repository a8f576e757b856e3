import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyButton, escapeHtml, scriptCode, scriptJson } from './html-text.ts';

test('no text leaves its element or its attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '/') }), (text) => {
      const escaped = escapeHtml(text);
      expect(escaped).not.toMatch(/[<>"']/);
      const back = escaped
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&');
      expect(back).toBe(text);
    }),
  );
  expect(copyButton('a"b', "it's")).toContain('data-copy="a&quot;b" aria-label="Copy it&#39;s"');
});

test('data and code cannot end their script element', () => {
  const text = '</script><!-- <script> \u2028';
  const json = scriptJson({ text });
  expect(json).not.toMatch(/[<\u2028]/);
  expect(JSON.parse(json)).toEqual({ text });
  const code = scriptCode(`const a = '</script><!--'; const b = "</SCRIPT>";`);
  expect(code).not.toMatch(/<\/script|<!--/i);
  // Inside a string literal the strokes are no part of the text.
  expect(code.replaceAll('\\', '')).toBe(`const a = '</script><!--'; const b = "</SCRIPT>";`);
});
