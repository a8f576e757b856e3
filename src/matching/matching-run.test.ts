// Runs over command records, outputs that are too small, and what the class refuses.
import { beforeEach, describe, expect, it } from 'vitest';
import { OrderKind, OrderRecordKind, SubmitOrderView } from '../abi/orders.ts';
import { Status } from '../abi/status.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { eventLine as line } from '../testing/matching-records.ts';
import { COMMAND_BYTES, type NewOrder, writeCancel, writeSubmit } from './commands.ts';
import { readMatchingEvents } from './events.ts';
import { createMatchingEngine, type MatchingEngine } from './matching-engine.ts';

const DAY = 86_400_000_000_000n;

let engine: MatchingEngine;

beforeEach(async () => {
  engine = await createMatchingEngine({
    ordersMax: 64,
    ownersMax: 8,
    windowBits: 8,
    outputBytes: 64,
    memoryBytes: 1 << 20,
  });
});

function sell(orderId: bigint, qty: bigint, price: bigint, ownerId = 0): string[] {
  return engine.submit({ orderId, side: 'sell', qty, price, ownerId }).map(line);
}

describe('run', () => {
  it('takes records, refuses what is no command in front of it, and keeps what came before', () => {
    const bytes = new Uint8Array(4 * COMMAND_BYTES);
    const view = new DataView(bytes.buffer);
    let at = writeSubmit(view, 0, { orderId: 1n, side: 'sell', qty: 5n, price: 100n }, 0);
    at += writeSubmit(view, at, { orderId: 2n, side: 'buy', qty: 3n, price: 100n }, 0);
    at += writeCancel(view, at, { orderId: 1n }, 0);
    const out = engine.run(bytes.subarray(0, at));
    const events = readMatchingEvents(new DataView(out.buffer), 0, out.length).map(line);
    expect(events).toEqual([
      '1 Working 100 5/0',
      '2 x 1 3@100',
      '2 Filled 100 0/3',
      '1 Cancelled Requested 100 0/3',
    ]);
    expect(() => engine.run(bytes.subarray(0, at - 1))).toThrow(OutcryError);
    const record = new SubmitOrderView(view, 0);
    record.kind = OrderRecordKind.Fill;
    expect(() => engine.run(bytes.subarray(0, 64))).toThrow(/kind/iu);
    record.kind = OrderRecordKind.Submit;
    record.size = 96;
    expect(() => engine.run(bytes.subarray(0, 96))).toThrow(OutcryError);
    engine.verify();
  });

  it('carries out more commands than its buffers hold', () => {
    const count = 5000;
    const bytes = new Uint8Array(count * COMMAND_BYTES);
    const view = new DataView(bytes.buffer);
    let at = 0;
    for (let i = 1; i <= count; i++) {
      const side = i % 2 === 0 ? 'buy' : 'sell';
      const long = i % 3 === 0 ? ({ kind: 'iceberg', displayQty: 1n } as const) : {};
      at += writeSubmit(view, at, { orderId: BigInt(i), side, qty: 2n, price: 100n, ...long }, 0);
    }
    const out = engine.run(bytes.subarray(0, at));
    const last = readMatchingEvents(new DataView(out.buffer), out.length - 64, out.length);
    expect(last.map(line)).toEqual([`${count} Filled 100 0/2`]);
    expect(engine.orderCount).toBe(0);
    engine.verify();
  });

  it('says OutputFull until it has said all, and then goes on', () => {
    const { core, state } = engine;
    const room = core.alloc(128, 'records');
    const input = core.alloc(COMMAND_BYTES, 'a command');
    for (const id of [1n, 2n, 3n]) sell(id, 1n, 100n);
    const bytes = writeSubmit(
      core.view,
      input,
      { orderId: 4n, side: 'buy', qty: 3n, price: 100n },
      0,
    );
    expect(engine.runAt(input, input + bytes, room, room + 63)).toBe(Status.OutputFull);
    expect([state.consumed, state.written]).toEqual([0, 0]);
    expect(engine.runAt(input, input + bytes, room, room + 128)).toBe(Status.OutputFull);
    expect([state.consumed, state.written]).toEqual([64, 128]);
    expect(engine.runAt(input, input, room, room + 128)).toBe(Status.Ok);
    expect(readMatchingEvents(core.view, room, room + state.written).map(line)).toEqual([
      '4 x 3 1@100',
      '4 Filled 100 0/3',
    ]);
  });

  it('takes no memory, and uses slots again', () => {
    const { core, state } = engine;
    const count = 500;
    const input = core.alloc(2 * count * 64, 'commands');
    const room = core.alloc(4 * count * 64, 'records');
    let end = input;
    for (let i = 1; i <= count; i++) {
      const orderId = BigInt(i);
      end += writeSubmit(
        core.view,
        end,
        { orderId, side: 'buy', qty: 1n, price: orderId * 400n },
        0,
      );
      end += writeCancel(core.view, end, { orderId }, 0);
    }
    const before = [core.exports.arenaTop(), core.memory.buffer.byteLength];
    for (let turn = 0; turn < 100; turn++)
      expect(engine.runAt(input, end, room, room + 4 * count * 64)).toBe(Status.Ok);
    expect([core.exports.arenaTop(), core.memory.buffer.byteLength]).toEqual(before);
    // The draft and one order.
    expect(state.freshOrder - state.orders).toBe(2 * 64);
    expect(state.freshFar - state.far).toBeLessThanOrEqual(32);
    engine.verify();
  });

  it('answers commands of another instrument', () => {
    const { core } = engine;
    const input = core.alloc(COMMAND_BYTES, 'a command');
    const bytes = writeSubmit(
      core.view,
      input,
      { orderId: 4n, side: 'buy', qty: 3n, price: 1n },
      9,
    );
    const room = core.alloc(64, 'a record');
    expect(engine.runAt(input, input + bytes, room, room + 64)).toBe(Status.Ok);
    expect(readMatchingEvents(core.view, room, room + 64).map(line)).toEqual([
      '4 Rejected UnknownInstrument 1 0/0',
    ]);
  });
});

describe('the class', () => {
  it.each([
    { tickSize: 0n },
    { lotSize: -1n },
    { ordersMax: 0 },
    { ownersMax: 65_537 },
    { windowBits: 7 },
    { instrumentId: -1 },
    { dayEndNs: DAY },
    { outputBytes: 63 },
  ])('refuses %o', async (options) => {
    await expect(createMatchingEngine(options)).rejects.toMatchObject({ code: 'BAD_ARGUMENT' });
  });

  it('refuses what is no order at all', () => {
    const bad =
      (order: unknown): unknown =>
      () =>
        engine.submit(order as NewOrder);
    expect(bad({ orderId: 1n, side: 'up', qty: 1n })).toThrow(/side/u);
    expect(bad({ orderId: 1, side: 'buy', qty: 1n })).toThrow(/orderId/u);
    expect(bad({ orderId: 1n, side: 'buy', qty: 1n, kind: 'toString' })).toThrow(/kind/u);
    expect(() => engine.position(8)).toThrow(OutcryError);
    expect(() => engine.setPosition(0, 1n << 63n)).toThrow(OutcryError);
    expect(() => engine.advance(-1n)).toThrow(OutcryError);
  });

  it('reset forgets everything', () => {
    sell(1n, 5n, 100n, 1);
    engine.submit({ orderId: 2n, side: 'buy', qty: 9n, price: 100n });
    engine.reset();
    expect([engine.orderCount, engine.lastPrice, engine.position(1)]).toEqual([0, undefined, 0n]);
    expect(sell(1n, 1n, 100n)).toEqual(['1 Working 100 1/0']);
  });

  it('finds a broken level', () => {
    sell(1n, 5n, 100n);
    const { core, address, state } = engine;
    const at = address + state.orders + 64;
    expect(core.view.getBigInt64(at, true)).toBe(1n);
    core.view.setBigInt64(at + 16, 6n, true);
    expect(() => engine.verify()).toThrow(/invariant 3/u);
    core.view.setBigInt64(at + 24, 6n, true);
    expect(() => engine.verify()).toThrow(/invariant 2/u);
    core.view.setUint8(at + 41, OrderKind.Iceberg);
    expect(() => engine.verify()).toThrow(/invariant 3/u);
  });
});
