import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences } from './equality.ts';
import { type Entrant, measure, OutputsDiffer, type RoundOptions } from './interleave.ts';
import { startProcess } from './line-process.ts';
import { judge, summarise } from './report.ts';
import { median, ratios } from './stats.ts';
import type { Contender, JobSpec } from './types.ts';

const OPTIONS: RoundOptions = { rounds: 7, roundMs: 1, warmupMs: 1 };

/** A contender with a made-up clock: `nsOf(call)` ns per repetition. */
function fake(
  checks: Readonly<Record<string, string>>,
  nsOf: (call: number) => number,
  log: string[] = [],
  name = '',
): Contender {
  let call = 0;
  return {
    version: '1',
    units: 10,
    check: () => ({ checks, facts: { size: 3 } }),
    round(repetitions) {
      log.push(name);
      return { ns: nsOf(call++) * repetitions, checksum: 'same' };
    },
  };
}

const entrant = (name: string, contender: Contender): Entrant => ({ name, contender });

describe('statistics', () => {
  it('takes the middle value', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  it('has as many values below the median as above', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const m = median(values);
        const below = values.filter((v) => v < m).length;
        const above = values.filter((v) => v > m).length;
        return below <= values.length / 2 && above <= values.length / 2;
      }),
    );
  });

  it('takes ratios per round: a machine that slows down for a while changes none', () => {
    const slow = [1, 1, 5, 5, 1, 1, 1];
    const a = slow.map((s) => 10 * s);
    const b = slow.map((s) => 4 * s);
    expect(ratios(a, b)).toMatchObject({ min: 2.5, median: 2.5, max: 2.5 });
  });

  it('refuses rounds that have no partner', () => {
    expect(() => ratios([1, 2], [1])).toThrow('2 rounds against 1');
    expect(() => ratios([], [])).toThrow();
  });
});

describe('output equality', () => {
  const named = (name: string, checks: Record<string, string>) => ({
    name,
    result: { checks, facts: {} },
  });

  it('passes equal checks and checks of one contender alone', () => {
    expect(differences([named('a', { x: '1', y: '2' }), named('b', { x: '1' })])).toEqual([]);
  });

  it('names both sides of a difference', () => {
    const found = differences([named('a', { x: '1' }), named('b', { x: '2' })]);
    expect(found).toEqual(['x: a has 1, b has 2']);
  });

  it('refuses a contender that cannot be compared', () => {
    const found = differences([named('a', { x: '1' }), named('b', { y: '1' })]);
    expect(found).toEqual(['b gives no check that a gives']);
  });
});

describe('interleaved rounds', () => {
  it('never times contenders whose outputs differ', async () => {
    const log: string[] = [];
    const a = entrant(
      'a',
      fake({ x: '1' }, () => 100, log, 'a'),
    );
    const b = entrant(
      'b',
      fake({ x: '2' }, () => 100, log, 'b'),
    );
    await expect(measure([a, b], OPTIONS)).rejects.toBeInstanceOf(OutputsDiffer);
    expect(log).toEqual([]);
  });

  it('refuses an output that changes from round to round', async () => {
    let call = 0;
    const a = fake({ x: '1' }, () => 1e6);
    const unsteady = { ...a, round: () => ({ ns: 1e6, checksum: `${call++ > 3}` }) };
    await expect(measure([entrant('a', unsteady)], OPTIONS)).rejects.toThrow('a: false, then true');
  });

  it('asks for at least seven rounds', async () => {
    await expect(measure([], { ...OPTIONS, rounds: 6 })).rejects.toThrow('at least 7');
  });

  it('alternates the order and reports ns per unit', async () => {
    const log: string[] = [];
    const a = entrant(
      'a',
      fake({ x: '1' }, () => 1e6, log, 'a'),
    );
    const b = entrant(
      'b',
      fake({ x: '1' }, () => 3e6, log, 'b'),
    );
    const [first, second] = await measure([a, b], OPTIONS);
    expect(log.slice(-14).join('')).toBe('abbaabbaabbaab');
    expect(first?.nsPerUnit).toEqual(Array(7).fill(1e5));
    expect(second?.nsPerUnit).toEqual(Array(7).fill(3e5));
  });

  it('repeats short work until a round is filled', async () => {
    const [m] = await measure(
      [
        entrant(
          'a',
          fake({ x: '1' }, () => 1000),
        ),
      ],
      OPTIONS,
    );
    expect(m?.repetitions).toBe(1000);
  });
});

describe('goals', () => {
  const job: JobSpec = {
    id: 'test',
    title: 'test',
    unit: 'event',
    contenders: [
      { name: 'ours', role: 'ours', needs: 'npm' },
      { name: 'peer', role: 'peer', needs: 'gcc' },
    ],
    factories: {},
    goals: [
      { kind: 'speedup', against: 'peer', atLeast: 2 },
      { kind: 'slowdown', against: 'peer', atMost: 0.4 },
      { kind: 'speedup', against: 'absent', atLeast: 2 },
      { kind: 'fact', fact: 'size', atMost: 3 },
      { kind: 'fact', fact: 'size', atLeast: 4 },
      { kind: 'fact-ratio', fact: 'size', against: 'peer', atMost: 1 },
      { kind: 'fact-ratio', fact: 'size', against: 'peer', atMost: 0.9 },
      { kind: 'fact-ratio', fact: 'size', against: 'absent', atMost: 1 },
    ],
  };

  it('judges by the median of the rounds, and leaves open what did not run', async () => {
    const ours = entrant(
      'ours',
      fake({ x: '1' }, () => 1e6),
    );
    const peer = entrant(
      'peer',
      fake({ x: '1' }, () => 2e6),
    );
    const summary = summarise(job, await measure([ours, peer], OPTIONS));
    expect(summary.reference).toBe('ours');
    expect(summary.ratios['peer']).toEqual({ min: 2, median: 2, max: 2 });
    const met = [true, false, undefined, true, false, true, false, undefined];
    expect(summary.goals.map((g) => g.met)).toEqual(met);
  });

  it('leaves goals open without ours', () => {
    expect(judge({ kind: 'fact', fact: 'size', atMost: 1 }, undefined, [])).toEqual({
      text: 'size <= 1',
    });
  });
});

describe('child processes', () => {
  const child = (body: string): string[] => [process.execPath, '-e', body];
  const answer = (text: string): string =>
    `console.log('{"ready":true,"version":"1","units":5}');` +
    `require('readline').createInterface({input:process.stdin}).on('line',()=>{${text}});`;
  const options = { core: -1, timeoutMs: 10_000 };

  it('speaks the line protocol', async () => {
    const body = answer(`console.log('{"ns":7,"checksum":"ab"}')`);
    const peer = await startProcess('peer', child(body), options);
    expect(peer.units).toBe(5);
    expect(await peer.round(3)).toEqual({ ns: 7, checksum: 'ab' });
    peer.stop();
  });

  it('names a child that ends instead of answering, with its last words', async () => {
    const body = answer(`console.error('no such file'); process.exit(3)`);
    const peer = await startProcess('peer', child(body), options);
    await expect(peer.check()).rejects.toThrow('peer: ended with 3: no such file');
  });

  it('names a program that is not there', async () => {
    await expect(startProcess('peer', ['/no/such/program'], options)).rejects.toThrow('peer:');
  });

  it('stops a child that is silent for too long', async () => {
    const body = answer('');
    const peer = await startProcess('peer', child(body), { core: -1, timeoutMs: 300 });
    await expect(peer.check()).rejects.toThrow('no answer within 300 ms');
  });
});
