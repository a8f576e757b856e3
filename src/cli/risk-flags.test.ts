// `--risk`: a limit that is named stands alone, `default` brings the others.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callCli, expectOk, jsonOf } from '../testing/cli.ts';
import { candleText } from '../testing/sweep-kit.ts';
import { main } from './program.ts';

const cwd = mkdtempSync(join(tmpdir(), 'outcry-risk-'));
beforeAll(() => writeFileSync(join(cwd, 'X.csv'), candleText({ seed: 5, bars: 200 })));
afterAll(() => rmSync(cwd, { recursive: true }));

it.each<[string[], object | string]>([
  [[], 'none'],
  [['openOrdersMax=50'], { openOrdersMax: 50, drawdownMax: 'off', instrument: { collar: 'off' } }],
  [
    ['openOrdersMax=50', 'default'],
    { openOrdersMax: 50, drawdownMax: '0.05', instrument: { collar: '0.1' } },
  ],
  [['default'], { openOrdersMax: 'off', drawdownMax: '0.05' }],
])('--risk %j', async (limits, risk) => {
  const flags = limits.flatMap((limit) => ['--risk', limit]);
  const run = await callCli(main, ['backtest', 'sma-cross', 'X.csv', '--json', ...flags], cwd);
  expectOk(run);
  expect(jsonOf(run)).toMatchObject({ config: { risk } });
});
