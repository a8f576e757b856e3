// The matching job, ours: command records in the core's memory, one call over all of them; the
// records that answer are written one behind the other and read after the clock.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OrderRecordKind } from '../../../src/abi/orders.ts';
import { createCore } from '../../../src/core/core.ts';
import { writeCancel, writeReplace, writeSubmit } from '../../../src/matching/commands.ts';
import { MatchingEngine } from '../../../src/matching/matching-engine.ts';
import type { Contender } from '../../harness/types.ts';
import { COMMAND_KINDS, type Command, readCommands } from '../../inputs/commands.ts';
import { hex, mixWords } from '../../jobs/lib/checksum.ts';
import { latencies } from '../../jobs/lib/latency.ts';
import { repeat } from '../../jobs/lib/repeat.ts';
import { coreVersion } from './module.ts';

const RECORD_BYTES = 64;
/** Nearly twice the most that are ever open; the C twin has as many. */
const ORDERS_MAX = 8192;

function write(view: DataView, at: number, command: Command, timeNs: bigint): void {
  const { kind, id, side, price, qty } = command;
  const order = { orderId: BigInt(id), qty: BigInt(qty), ownerId: id % 1000, timeNs };
  const limit = { price: BigInt(price) };
  if (kind === COMMAND_KINDS.cancel) writeCancel(view, at, order, 0);
  else if (kind === COMMAND_KINDS.move) writeReplace(view, at, { ...order, ...limit }, 0);
  else {
    const priced = kind === COMMAND_KINDS.market ? { kind: 'market' as const } : limit;
    const timeInForce = kind === COMMAND_KINDS.ioc ? 'ioc' : 'gtc';
    writeSubmit(
      view,
      at,
      { ...order, ...priced, timeInForce, side: side === 0 ? 'buy' : 'sell' },
      0,
    );
  }
}

export async function createOursMatching(inputs: string): Promise<Contender> {
  const commands = readCommands(readFileSync(join(inputs, 'commands.bin')));
  const count = commands.length;
  const core = await createCore();
  const engine = MatchingEngine.create(core, { ordersMax: ORDERS_MAX });
  const start = core.alloc(count * RECORD_BYTES, 'commands');
  const end = start + count * RECORD_BYTES;
  const out = core.alloc(4 * count * RECORD_BYTES, 'records');
  const outEnd = out + 4 * count * RECORD_BYTES;
  commands.forEach((command, i) => {
    write(core.view, start + i * RECORD_BYTES, command, BigInt(i + 1));
  });
  let written = 0;
  const reset = (): void => engine.reset();
  const work = (): number => {
    if (engine.runAt(start, end, out, outEnd) !== 0) throw new Error('bench: the output is full');
    written = engine.state.written;
    return 0;
  };
  /** Of trades: taker, maker, price and quantity; of all records: every byte. */
  const hash = (isWhole: boolean): number => {
    let h = 0;
    for (let at = out; at < out + written; at += RECORD_BYTES) {
      if (!isWhole && core.bytes[at + 4] !== OrderRecordKind.Match) continue;
      for (let i = isWhole ? 0 : 24; i < (isWhole ? 64 : 56); i += 8)
        h = mixWords(h, core.view.getInt32(at + i, true), core.view.getInt32(at + i + 4, true));
    }
    return h;
  };
  return {
    version: coreVersion(),
    units: count,
    check() {
      reset();
      work();
      const checks = {
        trades: hex(hash(false)),
        records: hex(hash(true)),
        open: `${engine.orderCount}`,
      };
      const facts = { trades: Number(engine.state.trades) };
      let to = out;
      const begin = (): void => {
        reset();
        to = out;
      };
      const {
        address,
        core: { exports },
      } = engine;
      const state = engine.state;
      const times = latencies(count, begin, (i) => {
        const at = start + i * RECORD_BYTES;
        exports.matchRun(address, at, Math.min(at + RECORD_BYTES, end), to, outEnd);
        to += state.written;
      });
      return { checks, facts: { ...facts, ...times } };
    },
    round(repetitions) {
      const { ns } = repeat(repetitions, reset, work);
      return { ns, checksum: hex(hash(false)) };
    },
  };
}
