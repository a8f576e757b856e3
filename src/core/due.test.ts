// When a record is due: rows that are valid in exchange order alone come with their neighbours, and
// records of one time come in the order of their instruments, whatever cursor holds them.
import { describe, expect, it } from 'vitest';
import { BboView, DefinitionView, RecordFlag, RecordKind } from '../abi/records.ts';
import { Status } from '../abi/status.ts';
import { writeDefinition } from '../model/instrument.ts';
import { type Core, createCore } from './core.ts';
import { Cursors, Engine } from './engine.ts';

const BOTH = RecordFlag.Exchange | RecordFlag.Local;
type Row = readonly [flags: number, recvTsNs: bigint];

/** A definition at time 1, then book tickers; returns where they stand. */
function stream(core: Core, id: number, symbol: string, rows: readonly Row[]): [number, number] {
  const start = core.alloc(DefinitionView.size + rows.length * BboView.size, 'records');
  const instrument = {
    venue: 'unknown' as const,
    symbol,
    priceScale: 0,
    qtyScale: 0,
    tickSize: 1n,
    lotSize: 1n,
    bookModel: 'L2' as const,
    windowBits: 8,
    version: 1,
  };
  writeDefinition(new DefinitionView(core.view, start), instrument, id, 1n);
  let at = start + DefinitionView.size;
  for (const [flags, recvTsNs] of rows) {
    const bbo = new BboView(core.view, at);
    bbo.size = BboView.size;
    bbo.kind = RecordKind.Bbo;
    bbo.flags = flags;
    bbo.instrumentId = id;
    bbo.recvTsNs = recvTsNs;
    at += BboView.size;
  }
  return [start, at];
}

describe('due records', () => {
  it('are not held up by rows outside the receive order', async () => {
    const core = await createCore({ memoryBytes: 64 << 20 });
    const engine = new Engine(core, { instrumentsMax: 1 });
    const cursors = new Cursors(core, 1);
    const rows: Row[] = [
      [BOTH, 10n],
      [RecordFlag.Exchange, 900n],
      [BOTH, 20n],
      [BOTH, 30n],
    ];
    cursors.set(0, ...stream(core, 0, 'A', rows));
    engine.state.untilTsNs = 20n;
    expect(engine.run(cursors.address, 1)).toBe(Status.LimitReached);
    // The definition, both rows up to 20, and the one between them.
    expect(engine.state.records).toBe(4n);
    expect(engine.state.recvTsNs).toBe(20n);
    expect(engine.state.bbos).toBe(2n);
  });

  it('do not let such a row wait for another source', async () => {
    const core = await createCore({ memoryBytes: 64 << 20 });
    const engine = new Engine(core, { instrumentsMax: 2 });
    const cursors = new Cursors(core, 2, 2);
    cursors.set(
      0,
      ...stream(core, 0, 'A', [
        [BOTH, 10n],
        [RecordFlag.Exchange, 900n],
        [BOTH, 20n],
      ]),
    );
    cursors.set(1, ...stream(core, 1, 'B', [[BOTH, 500n]]));
    expect(engine.run(cursors.address, 2)).toBe(Status.NeedInput);
    cursors.set(0, 0, 0);
    expect(engine.run(cursors.address, 2)).toBe(Status.NeedInput);
    expect(engine.state.bbos).toBe(3n);
    expect(engine.state.recvTsNs).toBe(500n);
  });

  it('of one time do not depend on which cursor holds them', async () => {
    const hashes = [];
    for (const order of [
      ['A', 'B'],
      ['B', 'A'],
    ] as const) {
      const core = await createCore({ memoryBytes: 64 << 20 });
      const engine = new Engine(core, { instrumentsMax: 2, hashing: true });
      const cursors = new Cursors(core, 2, 2);
      order.forEach((symbol, i) =>
        cursors.set(
          i,
          ...stream(core, i, symbol, [
            [BOTH, 10n],
            [BOTH, symbol === 'A' ? 20n : 21n],
          ]),
        ),
      );
      engine.run(cursors.address, 2);
      cursors.set(engine.state.stopCursor, 0, 0);
      engine.run(cursors.address, 2);
      expect(engine.state.bbos).toBe(4n);
      hashes.push(engine.state.dataHash);
    }
    expect(hashes[0]).toBe(hashes[1]);
  });
});
