import { describe, expect, test } from 'vitest';
import { insertFigures, type Result, renderFigures } from './figures.ts';

const result: Result = {
  title: 'b: L2 update',
  market: 'usdm',
  unit: 'level',
  commit: 'abc',
  date: '2026-01-02T03:04:05Z',
  machine: { cpu: 'CPU', cores: 2, node: 'v24.0.0' },
  rounds: 7,
  reference: 'outcry',
  contenders: [
    { name: 'outcry', version: '1', nsPerUnitMedian: 5.4321 },
    { name: 'peer', version: '2', nsPerUnitMedian: 10.87 },
  ],
  ratios: { peer: { median: 2.001 } },
};

describe('figures of the README', () => {
  test('show each contender against ours, with their origin', () => {
    const text = renderFigures([result]);
    expect(text).toContain('| L2 update | 5.43 ns/level | peer 2.00x |');
    expect(text).toContain('CPU, 2 cores, Node 24.0.0, commit abc, 2026-01-02');
  });

  test('replace what stands between the markers, and nothing else', () => {
    const readme = 'a\n<!-- figures:start -->\nold\n<!-- figures:end -->\nb';
    const once = insertFigures(readme, 'new');
    expect(once).toBe('a\n<!-- figures:start -->\n\nnew\n\n<!-- figures:end -->\nb');
    expect(insertFigures(once, 'new')).toBe(once);
  });

  test('need the markers', () => {
    expect(() => insertFigures('text', 'new')).toThrow('README.md lacks');
  });
});
