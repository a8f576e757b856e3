// The instruments of a run before its first event: what the sources say of them, put together.
import type { InstrumentRegistry } from '../import/instrument-registry.ts';
import type { RecordSource } from '../import/record-source.ts';
import { type Instrument, instrumentKey } from '../model/instrument.ts';

/** The finer scales of two definitions of one instrument, and the smaller steps. */
function finer(a: Instrument, b: Instrument): Instrument {
  const priceScale = Math.max(a.priceScale, b.priceScale);
  const qtyScale = Math.max(a.qtyScale, b.qtyScale);
  const tick = (one: Instrument) => one.tickSize * 10n ** BigInt(priceScale - one.priceScale);
  const lot = (one: Instrument) => one.lotSize * 10n ** BigInt(qtyScale - one.qtyScale);
  return {
    ...a,
    priceScale,
    qtyScale,
    tickSize: tick(a) < tick(b) ? tick(a) : tick(b),
    lotSize: lot(a) < lot(b) ? lot(a) : lot(b),
  };
}

/**
 * All instruments of the sources by id; ids follow venue and symbol, whatever the sources' order.
 */
export function knownInstruments(
  registry: InstrumentRegistry,
  sources: readonly RecordSource[],
): readonly Instrument[] {
  const byKey = new Map<string, Instrument>();
  for (const source of sources)
    for (const instrument of source.instruments) {
      const key = instrumentKey(instrument);
      const before = byKey.get(key);
      byKey.set(key, before === undefined ? instrument : finer(before, instrument));
    }
  for (const key of [...byKey.keys()].sort()) {
    const instrument = byKey.get(key);
    if (instrument !== undefined) registry.assignId(instrument);
  }
  return [...registry.instruments];
}
