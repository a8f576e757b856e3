import { describe, expect, it } from 'vitest';
import { VenueConfigView } from '../abi/venue.ts';
import { createCore } from '../core/core.ts';
import { Engine } from '../core/engine.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { createVenue, parseVenueOptions, writeVenueConfig } from './venue.ts';

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof OutcryError) return error.message;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const blank = () => new VenueConfigView(new DataView(new ArrayBuffer(VenueConfigView.size)));

describe('venue options', () => {
  it('are honest unless they say otherwise', () => {
    const plan = parseVenueOptions(undefined);
    expect(plan).toMatchObject({ profile: 0, fillSource: 0, queueModel: 0, ordersMax: 1024 });
    const config = blank();
    writeVenueConfig(config, plan, 3);
    expect([config.profile, config.barTouch, config.barOrder, config.impact]).toEqual([0, 0, 0, 0]);
    expect(config.barGraceNs).toBe(1_000_000_000n);
  });

  it('say quantities in units, times in ms, shares as parts', () => {
    const plan = parseVenueOptions({
      fillsFrom: 'bars',
      barVolumeShare: '0.05',
      hiddenShare: 0.25,
      impact: { model: 'square-root', ticks: 1.5, qty: '2.5' },
      consumedForMs: '0.5',
      dayEndMs: 3_600_000,
      startPosition: -4,
      queue: 'power3',
      queuePower: 2,
    });
    const config = blank();
    writeVenueConfig(config, plan, 3);
    expect(config).toMatchObject({
      fillSource: 1,
      barSharePerMille: 50,
      hiddenPerMille: 250,
      impact: 2,
      impactTicks: 1.5,
      impactQty: 2500n,
      consumedTtlNs: 500_000n,
      dayEndNs: 3_600_000_000_000n,
      startPosition: -4000n,
      queueModel: 5,
      power: 2,
    });
  });

  it('name all faults in one error', () => {
    const message = messageOf(() =>
      parseVenueOptions(
        { profile: 'kind', ordersMax: 0, queuePower: 2, impact: { ticks: -1 }, speed: 'fast' },
        'venues.btc',
      ),
    );
    for (const field of [
      'profile',
      'ordersMax',
      'queuePower',
      'impact.ticks',
      'impact.qty',
      'speed',
    ])
      expect(message).toContain(`venues.btc.${field}: `);
  });

  it('refuse what a profile does not know', () => {
    const compat = { profile: 'compat-hftbacktest', fillsFrom: 'bars', barTouch: true };
    const message = messageOf(() => parseVenueOptions(compat));
    expect(message).toContain('fillsFrom');
    expect(message).toContain('barTouch');
    expect(messageOf(() => parseVenueOptions({ partialFills: true }))).toContain('partialFills');
  });

  it('refuse a quantity that is finer than the instrument', () => {
    const plan = parseVenueOptions({ startPosition: '0.0001' });
    expect(messageOf(() => writeVenueConfig(blank(), plan, 3))).toContain('startPosition');
  });

  it('make a venue', async () => {
    const core = await createCore({ build: 'checked', memoryBytes: 32 << 20 });
    const engine = new Engine(core, { instrumentsMax: 1, windowBits: 10, farLevelsMaxTotal: 4096 });
    const venue = createVenue(core, engine.address, 0, parseVenueOptions({ ordersMax: 8 }), 3);
    expect(core.exports.venueOpenOrders(venue)).toBe(0);
    expect(core.exports.venueNextTime(venue)).toBe((1n << 63n) - 1n);
  });
});
