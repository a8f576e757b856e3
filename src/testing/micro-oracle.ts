// The oracle of microstructure beside the kernel: options of the one as those of the other, and
// values compared.
import type { MicroOptions } from '../micro/options.ts';
import type { NaiveOptions, Values } from './naive-micro.ts';

/** The kernel's options; `Q` quanta are a unit of quantity. */
export function optionsOf(o: NaiveOptions, Q: number): MicroOptions {
  return {
    levels: o.levels,
    decay: o.decay,
    weights: o.harmonic ? 'harmonic' : 'decay',
    ofi: { levels: o.ofiLevels, window: o.ofiWindow },
    scoreWindow: o.scoreWindow,
    walls: { levels: o.wallLevels, qty: o.wallQty / Q, times: o.wallTimes, withinBps: o.wallBps },
    classifier: o.classifier,
    flowWindow: o.flowWindow,
    spreadWindow: o.spreadWindow,
    realised: { afterNs: o.realisedNs },
    rollWindow: o.rollWindow,
    kyle: { trades: o.kyleTrades, window: o.kyleWindow },
    vpin: {
      bucketQty: o.vpinQty / Q,
      buckets: o.vpinBuckets,
      barTrades: o.vpinBarTrades,
      sigmaBars: o.vpinSigmaBars,
    },
    samples: {
      everyNs: o.everyNs,
      volatility: o.volatilityWindow,
      atr: o.atrWindow,
      momentum: o.momentumWindow,
      periodsPerYear: o.periods,
    },
    stuffing: { spanNs: o.stuffingNs, spans: o.stuffingSpans, times: o.stuffingTimes },
  };
}

/** Values that are small in any unit: what they may be off by is a share of them. */
const SMALL = new Set(['kyleLambda', 'amihud', 'realisedVolatility', 'volatility', 'momentum']);

/** By what the oracle's quanta are divided to have units. */
function unitOf(name: string, P: number, Q: number): number {
  if (/^(bid|ask|bidWall|askWall)Price$/.test(name)) return P;
  if (
    /^(mid|spread|microprice|atr|effectiveSpread(Mean)?|realisedSpread(Mean)?|rollSpread)$/.test(
      name,
    )
  )
    return P;
  if (/^(bid|ask|bidWall|askWall)Qty$/.test(name) || /^(ofi|ofiSum|cvd|flow)$/.test(name)) return Q;
  const others: Readonly<Record<string, number>> = {
    rollCovariance: P * P,
    kyleLambda: P / Q,
    amihud: 1 / Q,
  };
  return others[name] ?? 1;
}

/** The values, in units, that are not what the oracle says: name, found, expected. */
export function differences(
  found: object,
  expected: Values,
  [P, Q]: readonly [number, number],
): readonly (readonly [string, number, number])[] {
  return Object.entries(expected).flatMap(([name, quanta]) => {
    const wanted = quanta / unitOf(name, P, Q);
    const value = Number(found[name as keyof typeof found]);
    if (Number.isNaN(wanted) && Number.isNaN(value)) return [];
    const size = Math.abs(wanted);
    const bound = SMALL.has(name) ? 1e-7 * size + 1e-15 : 1e-9 * Math.max(1, size);
    return Math.abs(value - wanted) <= bound ? [] : [[name, value, wanted] as const];
  });
}
