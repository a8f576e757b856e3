import { expect, test } from 'vitest';
import { findPackage } from './node-package.ts';

test('an installed package is found and read; a missing one names its command', async () => {
  const found = await findPackage('fzstd', '0.1.1', 'a test');
  expect(found.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(await found.read('package.json')).toContain('"fzstd"');
  await expect(found.read('no/such/file')).rejects.toMatchObject({ code: 'FILE_MISSING' });
  await expect(findPackage('no-such-package', '9.9.9', 'a test')).rejects.toMatchObject({
    code: 'PACKAGE_MISSING',
    message: 'a test needs the package no-such-package (npm install no-such-package@9.9.9)',
  });
});
