import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesSource } from '../testing/collect-records.ts';
import { CsvReader } from './csv-reader.ts';

async function rows(
  text: string | Uint8Array,
  chunkBytes = 65536,
  delimiter = ',',
): Promise<{ line: number; fields: string[] }[]> {
  const reader = new CsvReader('t', bytesSource(text, 't', chunkBytes).chunks(), delimiter);
  const all: { line: number; fields: string[] }[] = [];
  for (;;) {
    while (reader.next())
      all.push({
        line: reader.line,
        fields: Array.from({ length: reader.fieldCount }, (_, i) => reader.text(i)),
      });
    if (!(await reader.fill())) return all;
  }
}

test('quotes, CRLF, byte order mark, empty lines, no last line break', async () => {
  const text = '\ufeffa,"b ""x"", y",\r\n\r\n\n"1\n2",3,"4"\n,,\nlast,"",z';
  expect(await rows(text)).toEqual([
    { line: 1, fields: ['a', 'b "x", y', ''] },
    { line: 4, fields: ['1\n2', '3', '4'] },
    { line: 6, fields: ['', '', ''] },
    { line: 7, fields: ['last', '', 'z'] },
  ]);
});

test('other delimiters', async () => {
  expect(await rows('a;b,c\n', 9, ';')).toEqual([{ line: 1, fields: ['a', 'b,c'] }]);
  expect(await rows('a\tb\n', 9, '\t')).toEqual([{ line: 1, fields: ['a', 'b'] }]);
});

test('what is written is read back, whatever the chunks', async () => {
  const field = fc.string({ unit: fc.constantFrom('a', '1', '"', ',', '\n', '\r', ' ', 'é') });
  const row = fc.array(field, { minLength: 1, maxLength: 5 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const plain = (text: string) => (/["\n\r,]/.test(text) ? quoted(text) : text);
  await fc.assert(
    fc.asyncProperty(
      fc.array(row),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      async (table, chunk, end, quoteAll) => {
        const text = table.map((r) => r.map(quoteAll ? quoted : plain).join(',') + end).join('');
        // A row of one empty field, written plainly, is an empty line.
        const expected = quoteAll ? table : table.filter((r) => r.join(',') !== '' || r.length > 1);
        expect((await rows(text, chunk)).map((r) => r.fields)).toEqual(expected);
      },
    ),
  );
});

test.each([
  ['a,"b\n', /never closed/],
  ['"a"b,c\n', /after a closing quote/],
  [`${'x'.repeat(1_300_000)}\n`, /too long/],
])('bad row %#', async (text, message) => {
  await expect(rows(text)).rejects.toThrow(message);
});
