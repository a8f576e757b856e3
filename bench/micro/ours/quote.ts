// S1 and S2, ours: the tape's records in memory, the strategy of bench/strategies/quote.ts through
// the public contract, from the first event to the last. Setting up is outside the clock.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileStrategy } from '../../../src/assembly/compile.ts';
import { createCore } from '../../../src/core/core.ts';
import { openByteSource } from '../../../src/fs/node-files.ts';
import { STRATEGY_HEAP_BYTES } from '../../../src/host/assembly-driver.ts';
import { setUp } from '../../../src/host/setup.ts';
import { StrategyRun } from '../../../src/host/strategy-run.ts';
import { InstrumentRegistry } from '../../../src/import/instrument-registry.ts';
import { openNpy } from '../../../src/import/npy-source.ts';
import type { RecordSource } from '../../../src/import/record-source.ts';
import type { Instrument } from '../../../src/model/instrument.ts';
import type { VenueProfileName } from '../../../src/session/venue.ts';
import type { FillColumns } from '../../../src/stats/record.ts';
import type { AnyStrategy } from '../../../src/strategy/contract.ts';
import { needsOf } from '../../../src/strategy/define.ts';
import { parseParams } from '../../../src/strategy/params.ts';
import type { Contender } from '../../harness/types.ts';
import { readHeader } from '../../inputs/format.ts';
import { hex, mix, mixWords, nowNs } from '../../jobs/lib/checksum.ts';
import { collectGarbage } from '../../jobs/lib/collect.ts';
import { quote, quoteWasm } from '../../strategies/quote.ts';
import { coreVersion } from './module.ts';

const MEMORY_BYTES = 256 << 20;
const LATENCY_NS = 1_000_000;

interface Tape {
  readonly bytes: Uint8Array;
  readonly instrument: Instrument;
  /** Rows of the .npy. */
  readonly rows: number;
  /** Of the first row at the exchange, ms since 1970. */
  readonly startMs: number;
}

/** Decodes tape.npy once: its records, one behind the other. */
async function readTape(inputs: string): Promise<Tape> {
  const path = join(inputs, 'tape.npy');
  const { priceScale, qtyScale, tickSize, lotSize } = readHeader(
    readFileSync(join(inputs, 'rows.bin')),
    'OCROWS01',
  );
  const core = await createCore({ memoryBytes: MEMORY_BYTES });
  const source = await openNpy(await openByteSource(path), {
    core,
    symbol: 'BTCUSDT',
    assignId: () => 0,
    describe: () => ({
      priceScale,
      qtyScale,
      tickSize: BigInt(tickSize),
      lotSize: BigInt(lotSize),
    }),
  });
  const pieces: Uint8Array[] = [];
  for (let batch = await source.next(); batch !== undefined; batch = await source.next())
    pieces.push(core.bytes.slice(batch.start, batch.end));
  await source.close();
  const npy = readFileSync(path);
  const head = 10 + npy.readUInt16LE(8);
  const [instrument] = source.instruments;
  if (instrument === undefined) throw new Error('bench: a tape without instrument');
  return {
    bytes: Buffer.concat(pieces),
    instrument,
    rows: (npy.length - head) / 64,
    startMs: Number(npy.readBigInt64LE(head + 8) / 1_000_000n),
  };
}

/** The records once more, in the memory of a run. */
function memorySource(tape: Tape, start: number): RecordSource {
  let isDone = false;
  const end = start + tape.bytes.length;
  return {
    name: 'tape.npy',
    instruments: [tape.instrument],
    next: async () => {
      if (isDone) return undefined;
      isDone = true;
      return { start, end };
    },
    progress: () => ({ consumedBytes: 0, totalBytes: undefined }),
    close: async () => undefined,
  };
}

/** Covers what the peer's checksum covers: time, id, side, price in ticks, lots, role. */
function hashOf(fills: FillColumns, tick: bigint, lot: bigint): number {
  const order = Array.from({ length: fills.length }, (_, i) => i).sort((a, b) => {
    const byTime = Number((fills.timeNs[a] ?? 0n) - (fills.timeNs[b] ?? 0n));
    return byTime === 0 ? Number((fills.orderId[a] ?? 0n) - (fills.orderId[b] ?? 0n)) : byTime;
  });
  let hash = 0;
  for (const i of order) {
    const time = fills.timeNs[i] ?? 0n;
    hash = mixWords(hash, Number(time & 0xffff_ffffn) | 0, Number(time >> 32n));
    hash = mix(hash, Number(fills.orderId[i]));
    hash = mix(hash, Number((fills.price[i] ?? 0n) / tick));
    hash = mix(hash, Number((fills.qty[i] ?? 0n) / lot));
    hash = mix(hash, (fills.side[i] ?? 0) + 2 * (fills.role[i] ?? 0));
  }
  return hash;
}

export interface QuoteOptions {
  readonly levels: number;
  readonly host: 'assembly' | 'typescript';
  readonly profile: VenueProfileName;
}

async function prepare(tape: Tape, options: QuoteOptions, wasm: WebAssembly.Module | undefined) {
  const strategy: AnyStrategy = wasm === undefined ? quote : quoteWasm;
  const own = wasm === undefined ? {} : { module: wasm, heapBytes: STRATEGY_HEAP_BYTES };
  const core = await createCore({ memoryBytes: MEMORY_BYTES, ...own });
  const start = core.alloc(tape.bytes.length, 'a tape');
  core.bytes.set(tape.bytes, start);
  const given = { levels: options.levels, startMs: tape.startMs };
  const params = parseParams(strategy.params ?? {}, given, 'quote');
  const setup = await setUp({
    core,
    registry: new InstrumentRegistry(),
    sources: [memorySource(tape, start)],
    name: 'quote',
    params,
    needs: needsOf(strategy, params),
    roles: {},
    execution: {
      venue: { profile: options.profile },
      latency: { model: 'constant', entryNs: LATENCY_NS, responseNs: LATENCY_NS },
      terms: { makerRate: '0.0002', takerRate: '0.0005', leverage: 1000 },
      cash: { USDT: '10000000' },
    },
    log: () => undefined,
  });
  return new StrategyRun(strategy, 'quote', setup, {});
}

export function createOursQuote(options: QuoteOptions) {
  return async (inputs: string): Promise<Contender> => {
    const tape = await readTape(inputs);
    const { assembly } = quoteWasm;
    const isWasm = options.host === 'assembly' && assembly !== undefined;
    const wasm = isWasm ? await compileStrategy(assembly.href) : undefined;
    const { tickSize, lotSize } = tape.instrument;
    const go = async () => {
      const run = await prepare(tape, options, wasm);
      collectGarbage();
      const start = nowNs();
      const outcome = await run.run();
      const ns = nowNs() - start;
      const [fills] = outcome.columns.fills;
      if (fills === undefined || run.faults.length > 0)
        throw new Error(`bench: ${run.faults[0]?.message ?? 'no fills'}`);
      const { dataHash } = run.setup.session.engine.state;
      const market = dataHash.toString(16);
      return { ns, count: fills.length, market, hash: hashOf(fills, tickSize, lotSize) };
    };
    // Fills of another profile are others; all see one market.
    const name = options.profile === 'honest' ? 'honestFills' : 'fills';
    return {
      version: coreVersion(),
      units: tape.rows,
      async check() {
        const { hash, count, market } = await go();
        return { checks: { market, [name]: hex(hash) }, facts: { fills: count } };
      },
      async round(repetitions) {
        let ns = 0;
        let hash = 0;
        for (let i = 0; i < repetitions; i++) {
          const one = await go();
          ns += one.ns;
          hash = one.hash;
        }
        return { ns, checksum: hex(hash) };
      },
    };
  };
}
