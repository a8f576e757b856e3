// Indicators of the installed package give the same bits wherever it runs: every one of the
// catalogue, over columns and as a stream, and one that the user defines.
import { beforeAll, describe, expect, test } from 'vitest';
import { INDICATORS } from '../../src/indicators/registry.ts';
import { ENVIRONMENTS, type EnvironmentName, openEnvironment } from './environments.ts';
import { packedPackage } from './packed-package.ts';

/** The body of an async function: digests of the bits of every output, by indicator. */
const COMPUTE = `
  const { compute, create, INDICATORS, defineIndicator, checkIndicator, register, OutcryError } =
    await import('outcry/indicators');
  const n = argument.bars;
  let state = argument.seed;
  const below = (m) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * m);
  };
  const series = {};
  let level = 400;
  for (let i = 0; i < n; i++) {
    const open = level + below(3) - 1;
    level = Math.max(50, level + below(13) - 6);
    const high = Math.max(open, level) + below(4);
    const low = Math.min(open, level) - below(4);
    const bar = { open, high, low, close: level, volume: below(50), real: level / 7,
      real0: high, real1: low, periods: 2 + below(20), bidPrice: level - 1, bidQty: below(9),
      askPrice: level + 1, askQty: below(9), signedQty: below(11) - 5, anchor: +(i % 30 === 0) };
    for (const [name, value] of Object.entries(bar)) (series[name] ??= []).push(value);
  }
  const cell = new DataView(new ArrayBuffer(8));
  const digest = (values) => {
    let hash = 0x811c9dc5;
    for (const value of values) {
      // The bits of NaN are the machine's own affair.
      cell.setFloat64(0, Number.isNaN(value) ? NaN : value);
      for (const at of [0, 4])
        hash = Math.imul(hash ^ (Number.isNaN(value) ? at : cell.getUint32(at)), 0x01000193);
    }
    return hash >>> 0;
  };
  const digests = (name, inputs, outputs, call, make) => {
    const given = Object.fromEntries(inputs.map((input) => [input, series[input]]));
    const batch = call(given);
    const streamed = outputs.map(() => []);
    const looked = outputs.map(() => []);
    const stream = make();
    for (let i = 0; i < n; i++) {
      const bar = inputs.map((input) => series[input][i]);
      stream.peek(...bar);
      stream.update(...bar);
      outputs.forEach((_, k) => {
        streamed[k].push(stream.value(k));
        looked[k].push(stream.peeked(k));
      });
    }
    return outputs.map(({ name }, k) => [batch[name], streamed[k], looked[k]].map(digest));
  };
  const found = {};
  for (const { name, inputs, outputs } of INDICATORS)
    found[name] = digests(name, inputs, outputs, (given) => compute(name, given),
      () => create(name));
  const own = defineIndicator({
    name: 'ownRange', inputs: ['high', 'low'], outputs: [{ name: 'range', text: 'eased' }],
    params: [{ name: 'share', default: 0.3, min: 0, max: 1, text: 'of the new bar' }],
    warmUp: () => 1,
    create: ([share]) => ({
      cells: 2,
      step(state, bar, out) {
        const range = Math.sqrt(bar[0] - bar[1]);
        state[1] = state[0] === 0 ? range : state[1] + share * (range - state[1]);
        if (state[0] === 1) out[0] = state[1];
        state[0] = 1;
      },
    }),
  });
  checkIndicator(own);
  register(own);
  found.ownRange = digests('ownRange', ['high', 'low'], own.spec.outputs,
    (given) => compute('ownRange', given), () => create('ownRange'));
  let refused;
  try { register(own); } catch (error) { refused = error instanceof OutcryError && error.code; }
  return { found, refused, isShared: typeof SharedArrayBuffer };
`;

interface Findings {
  /** By indicator and output: digests of batch, streaming and forming bars. */
  readonly found: Readonly<Record<string, readonly (readonly [number, number, number])[]>>;
  readonly refused: string;
  readonly isShared: string;
}

let project: string;
beforeAll(async () => {
  ({ project } = await packedPackage());
});

async function find(name: EnvironmentName, seed = 3): Promise<Findings | undefined> {
  const environment = await openEnvironment(name, project);
  if (environment === undefined) return undefined;
  try {
    return (await environment.run(COMPUTE, { bars: 700, seed })) as Findings;
  } finally {
    await environment.close();
  }
}

describe('indicators', () => {
  let reference: Findings;
  beforeAll(async () => {
    const found = await find('pinned Node');
    if (found === undefined) throw new Error('the Node that runs this does not run');
    reference = found;
  });

  test('are all there, and agree with themselves', () => {
    const names = [...INDICATORS.map(({ name }) => name), 'ownRange'];
    expect(Object.keys(reference.found)).toEqual(names);
    const wrong = Object.entries(reference.found).filter(([, outputs]) =>
      outputs.some((digests) => new Set(digests).size !== 1),
    );
    expect(wrong).toEqual([]);
    expect(reference.refused).toBe('NAME_TAKEN');
  });

  test('have other values over other bars', async () => {
    const other = await find('pinned Node', 4);
    const same = Object.keys(reference.found).filter(
      (name) => `${reference.found[name]?.[0]}` === `${other?.found[name]?.[0]}`,
    );
    // Patterns so rare that neither walk has one.
    expect(same.length).toBeLessThan(60);
    expect(same).not.toContain('rsi');
  });

  test.each(ENVIRONMENTS.slice(1))('give the same bits on %s', async (name) => {
    const found = await find(name);
    if (found === undefined) return;
    expect(found.found).toEqual(reference.found);
    expect(found.refused).toBe('NAME_TAKEN');
    if (name === 'Chromium') expect(found.isShared).toBe('undefined');
  });
});
