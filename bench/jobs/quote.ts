// Job a, S1 and S2: whole backtests of a quoting strategy (docs/simulated-venue.md), profile
// compat-hftbacktest, from the first event to the last, data in memory. All fills equal first:
// time, id, side, tick, quantity, role. Our honest profile runs beside it, with fills of its own.
import { join } from 'node:path';
import type { ContenderSpec, JobSpec } from '../harness/types.ts';
import { createOursQuote, type QuoteOptions } from '../micro/ours/quote.ts';

function hft(strategy: string, kind: string, markets?: readonly string[]): ContenderSpec {
  return {
    name: `hft-${kind}`,
    role: 'peer',
    needs: 'cargo',
    command: (c) => [
      `${c.rust}/peer-hft`,
      'quote',
      strategy,
      kind,
      join(c.inputs, 'tape.npy'),
      join(c.inputs, 'rows.bin'),
    ],
    ...(markets === undefined ? {} : { markets }),
  };
}

function quoteJob(strategy: 's1' | 's2', levels: number): JobSpec {
  const ours = (host: QuoteOptions['host'], profile: QuoteOptions['profile']) =>
    createOursQuote({ levels, host, profile });
  return {
    id: strategy,
    title: `a, ${strategy.toUpperCase()}: a backtest of quotes, ${levels} of each side`,
    unit: 'row',
    contenders: [
      { name: 'ours', role: 'ours', needs: 'npm', note: 'strategy in AssemblyScript' },
      { name: 'ours-typescript', role: 'baseline', needs: 'npm' },
      { name: 'ours-honest', role: 'baseline', needs: 'npm', note: 'fills of its own' },
      hft(strategy, 'roi', ['usdm', 'coinm']),
      hft(strategy, 'hashmap'),
    ],
    factories: {
      ours: ours('assembly', 'compat-hftbacktest'),
      'ours-typescript': ours('typescript', 'compat-hftbacktest'),
      'ours-honest': ours('assembly', 'honest'),
    },
    goals:
      strategy === 's1'
        ? [
            { kind: 'speedup', against: 'hft-roi', atLeast: 2.5 },
            { kind: 'speedup', against: 'hft-hashmap', atLeast: 5 },
          ]
        : [],
  };
}

export const s1Job: JobSpec = quoteJob('s1', 1);
export const s2Job: JobSpec = quoteJob('s2', 10);
