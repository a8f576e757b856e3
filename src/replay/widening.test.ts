// Scales that grow while the stream runs: what came before is brought to the finer scale, what is
// kept for a snapshot too, and no digit is lost. The oracle keeps decimals as integers of 10^-18.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal } from '../model/decimal.ts';
import {
  importMemory,
  importWithKeyframes,
  type MemoryInput,
  type MemorySession,
  openMemory,
  replayMemory,
} from '../testing/replay-memory.ts';
import { replay } from './replay.ts';

type Text = readonly [price: string, qty: string];
interface Frame {
  readonly kind: 'depth' | 'snapshot' | 'trade';
  readonly bids: readonly Text[];
  readonly asks: readonly Text[];
}

const FINE = 18;
const fine = (text: string): bigint => parseDecimal(text, FINE);
const COARSE = new Map([['BTCUSDT', { priceScale: 0, qtyScale: 0 }]]);
const CLOCK = { monotonicNs: () => 0, sleep: () => Promise.resolve() };

/** Decimals of growing fineness: prices below 10 so that 18 decimals fit into 63 bits. */
const decimal = (low: number, high: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: low, max: high }), fc.integer({ min: 0, max: 16 }), fc.nat(9_999_999))
    .map(([whole, decimals, digits]) =>
      decimals === 0
        ? `${whole}`
        : `${whole}.${`${digits}`.padStart(decimals, '0').slice(0, decimals)}`,
    );
const bids = fc.array(fc.tuple(decimal(1, 3), decimal(0, 8)), { maxLength: 5 });
const asks = fc.array(fc.tuple(decimal(5, 8), decimal(0, 8)), { maxLength: 5 });
const frame: fc.Arbitrary<Frame> = fc.record({
  kind: fc.constantFrom('depth', 'depth', 'depth', 'trade', 'snapshot'),
  bids,
  asks,
});

/** The stream as a recording, and the book that it ends with. */
function write(frames: readonly Frame[]): { text: string; sides: [Levels, Levels]; live: boolean } {
  const lines: string[] = [];
  const sides: [Levels, Levels] = [new Map(), new Map()];
  let live = false;
  let id = 100;
  const kept: Frame[] = [];
  const E = 1_700_000_000_000;
  frames.forEach(({ kind, bids: b, asks: a }, i) => {
    const time = 1_700_000_000_000_000_000n + BigInt(i) * 1_000_000n;
    const trade = {
      e: 'trade',
      E,
      s: 'BTCUSDT',
      t: i,
      p: '4',
      q: b[0]?.[1] ?? '1',
      T: E,
      m: true,
      M: true,
    };
    if (kind === 'trade') lines.push(`${time} ${JSON.stringify(trade)}`);
    else if (kind === 'depth') {
      id++;
      lines.push(
        `${time} ${JSON.stringify({ e: 'depthUpdate', E, s: 'BTCUSDT', U: id, u: id, b, a })}`,
      );
      if (live) apply(sides, b, a);
      else kept.push({ kind, bids: b, asks: a });
    } else if (!live) {
      // As old as the oldest kept delta allows.
      const lastUpdateId = id - kept.length;
      lines.push(`${time} ${JSON.stringify({ lastUpdateId, bids: b, asks: a })}`);
      live = true;
      apply(sides, b, a);
      for (const k of kept) apply(sides, k.bids, k.asks);
    }
  });
  return { text: `${lines.join('\n')}\n`, sides, live };
}

type Levels = Map<bigint, bigint>;
function apply([bid, ask]: [Levels, Levels], b: readonly Text[], a: readonly Text[]): void {
  for (const [side, rows] of [
    [bid, b],
    [ask, a],
  ] as const)
    for (const [price, qty] of rows) {
      if (fine(qty) === 0n) side.delete(fine(price));
      else side.set(fine(price), fine(qty));
    }
}

function levelsOf({ engine, core }: MemorySession, side: 'bid' | 'ask'): [bigint, bigint][] {
  const { priceScale, qtyScale } = engine.instrument(0);
  const { address, count } = engine.levels(0, side, 4096);
  const factor = (scale: number): bigint => 10n ** BigInt(FINE - scale);
  return Array.from({ length: count }, (_, i) => [
    core.view.getBigInt64(address + 16 * i, true) * factor(priceScale),
    core.view.getBigInt64(address + 16 * i + 8, true) * factor(qtyScale),
  ]);
}

const sorted = (levels: Levels, down: boolean): [bigint, bigint][] =>
  [...levels].sort(([x], [y]) => (x < y === down ? 1 : -1));

describe('widening', () => {
  it('keeps every level exact, raw, from tape and from a keyframe', async () => {
    let widened = 0;
    const frames = fc.array(frame, { minLength: 4, maxLength: 40, size: 'max' });
    await fc.assert(
      fc.asyncProperty(frames, async (given) => {
        const all: Frame[] = [{ kind: 'depth', bids: [], asks: [] }, ...given];
        const { text, sides, live } = write(all);
        const input: MemoryInput = { name: 'w.jsonl', bytes: new TextEncoder().encode(text) };
        const memory = { memoryBytes: 256 << 20, hints: COARSE };
        const session = await openMemory([input], memory);
        const outcome = await replay(session.engine, session.sources, { clock: CLOCK }).catch(
          (error: { code?: string }) => error.code,
        );
        if (outcome === 'NO_EVENTS') return;
        if (typeof outcome !== 'object') expect.fail(String(outcome));
        expect(levelsOf(session, 'bid')).toEqual(live ? sorted(sides[0], true) : []);
        expect(levelsOf(session, 'ask')).toEqual(live ? sorted(sides[1], false) : []);
        widened = Math.max(widened, session.engine.instrument(0).version);
        const { bytes } = await importWithKeyframes([input], 7, memory);
        const back = await replayMemory([{ name: 'w.tape', bytes }], {}, memory);
        expect(back.report.dataHash).toBe(outcome.dataHash);
        const fromNs = 1_700_000_000_000_000_000n + BigInt(all.length - 1) * 1_000_000n;
        const late = await replayMemory([{ name: 'w.tape', bytes }], { fromNs }, memory).catch(
          () => undefined,
        );
        if (late !== undefined) expect(Buffer.compare(late.state, back.state)).toBe(0);
      }),
      { numRuns: 60 },
    );
    expect(widened).toBeGreaterThan(3);
  });

  const START = 1_700_000_000_000;
  const line = (i: number, b: readonly Text[]): string => {
    const frame = { e: 'depthUpdate', E: START, s: 'BTCUSDT', U: i, u: i, b, a: [] };
    return `${START + i} ${JSON.stringify(frame)}`;
  };
  const start = [
    line(1, [['5', '1']]),
    '1700000000001 {"lastUpdateId":1,"bids":[["5","1"]],"asks":[["9","1"]]}',
  ];
  const open = (lines: readonly string[]): Promise<MemorySession> =>
    openMemory([{ name: 'w.jsonl', bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) }], {
      hints: COARSE,
    });

  it('refuses more than 18 decimals by file and line; what came before stays', async () => {
    const { engine, sources } = await open([
      ...start,
      line(2, [[`5.${'0'.repeat(18)}1`, '1']]),
      line(3, []),
    ]);
    await expect(replay(engine, sources, { clock: CLOCK })).rejects.toMatchObject({
      code: 'SCALE_TOO_FINE',
      message: expect.stringMatching(/^w\.jsonl:3: more decimals/),
    });
    expect(engine.topOfBook(0)?.bidPrice).toBe(5n);
  });

  it('refuses a scale that a level of the book cannot follow', async () => {
    const far = line(2, [['4', '4000000000000000000']]);
    const { engine, sources } = await open([...start, far, line(3, [['5', '0.25']]), line(4, [])]);
    await expect(replay(engine, sources, { clock: CLOCK })).rejects.toMatchObject({
      code: 'OVERFLOW',
    });
    // Nothing was multiplied into another number.
    expect(engine.topOfBook(0)).toMatchObject({ bidPrice: 5n, bidQty: 1n });
    expect(engine.levels(0, 'bid', 9).count).toBe(2);
  });

  it('of one instrument in two recordings at once', async () => {
    // Depth in one file, trades of finer quantities in the other: both speak of one book.
    const depth = Array.from({ length: 60 }, (_, i) =>
      i === 1 ? (start[1] ?? '') : line(i === 0 ? 1 : i, [[`${3 + (i % 2)}`, `${1 + (i % 5)}`]]),
    );
    const trades = Array.from({ length: 60 }, (_, i) => {
      const q = i < 20 ? '2' : i < 40 ? '2.5' : '2.12345';
      const T = 1_700_000_000_000 + i;
      const about = { e: 'trade', E: T, s: 'BTCUSDT', t: i, p: '5', q, T, m: true, M: true };
      return `${T}500000 ${JSON.stringify(about)}`;
    });
    const encode = (lines: readonly string[]): Uint8Array =>
      new TextEncoder().encode(`${lines.join('\n')}\n`);
    const memory = { hints: COARSE, memoryBytes: 1 << 29 };
    const inputs = [
      { name: 'depth.jsonl', bytes: encode(depth), chunkBytes: 500 },
      { name: 'trades.jsonl', bytes: encode(trades), chunkBytes: 700 },
    ];
    const { report, session } = await replayMemory(inputs, {}, memory);
    expect(levelsOf(session, 'bid')).toEqual([
      [fine('5'), fine('1')],
      [fine('4'), fine('5')],
      [fine('3'), fine('4')],
    ]);
    const tape = await importMemory(inputs, {}, {}, memory);
    expect((await replayMemory([{ name: 't', bytes: tape }])).report.dataHash).toBe(
      report.dataHash,
    );
    // Two tapes whose scales differ, merged.
    const tapes: MemoryInput[] = [];
    for (const input of inputs)
      tapes.push({
        name: `${input.name}.tape`,
        bytes: await importMemory([input], {}, {}, memory),
      });
    const merged = await replayMemory(tapes, {}, memory);
    expect(levelsOf(merged.session, 'bid')).toEqual(levelsOf(session, 'bid'));
  });
});
