import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pageScripts } from '../../scripts/generate-page.ts';

test('the checked-in page scripts are those of their sources', async () => {
  const path = new URL('page-script.ts', import.meta.url);
  expect(readFileSync(path, 'utf8') === (await pageScripts())).toBe(true);
});
