// The values of a state, in units.
import type { MicroValuesView } from '../abi/micro.ts';

/** 1: a buyer, -1: a seller, 0: nobody knows. */
export type MicroSide = -1 | 0 | 1;

/** Of books. Prices and quantities in the instrument's units; NaN: not known (yet). */
export interface MicroBookValues {
  /** The book could be read at the last update. */
  readonly isLive: boolean;
  readonly bookUpdates: number;
  readonly bidPrice: number;
  readonly bidQty: number;
  readonly askPrice: number;
  readonly askQty: number;
  readonly mid: number;
  readonly spread: number;
  /** Of the middle. */
  readonly spreadBps: number;
  /** (bid - ask) / (bid + ask) quantity, -1 to 1: of the best level, of `levels`, weighted. */
  readonly queueImbalance: number;
  readonly imbalance: number;
  readonly weightedImbalance: number;
  /** `imbalance` less its mean, in deviations of the last `scoreWindow` updates. */
  readonly imbalanceScore: number;
  /** Best prices, each weighted with the other side's quantity. */
  readonly microprice: number;
  /** Order-flow imbalance of the last update, and of the last `ofi.window`. */
  readonly ofi: number;
  readonly ofiSum: number;
  readonly bidWallPrice: number;
  readonly bidWallQty: number;
  readonly askWallPrice: number;
  readonly askWallQty: number;
  /** Root of the sum of squared log returns of the middle in the window. */
  readonly realisedVolatility: number;
  /** Deviation of these returns, a year. */
  readonly volatility: number;
  /** Mean size of the middle's moves. */
  readonly atr: number;
  /** Middle over the middle `samples.momentum` samples before, less 1. */
  readonly momentum: number;
  /** Changes of quotes in the current span, and their mean in the spans before. */
  readonly quoteChanges: number;
  readonly quoteChangesMean: number;
  readonly isStuffing: boolean;
}

/** Of trades. */
export interface MicroTradeValues {
  readonly trades: number;
  /** Aggressor of the last trade: by the classifier, and by each rule. */
  readonly side: MicroSide;
  readonly venueSide: MicroSide;
  readonly tickSide: MicroSide;
  readonly quoteSide: MicroSide;
  readonly leeReadySide: MicroSide;
  /** Quantity bought less sold: since the start; of the last `flowWindow` trades. */
  readonly cvd: number;
  readonly flow: number;
  /** `flow` over all quantity of these trades, -1 to 1. */
  readonly flowImbalance: number;
  /** Share of one-sided quantity in the last buckets, 0 to 1. */
  readonly vpin: number;
  /** Buckets filled since the start. */
  readonly vpinCount: number;
  /** Twice the way of the last trade from the middle; mean of the last `spreadWindow`. */
  readonly effectiveSpread: number;
  readonly effectiveSpreadMean: number;
  readonly effectiveSpreadBps: number;
  /** The same with the middle `realised.afterNs` later; of the last trade whose time has come. */
  readonly realisedSpread: number;
  readonly realisedSpreadMean: number;
  /** Trades for which `realised.pending` had no place. */
  readonly realisedMissed: number;
  /** Price squared. */
  readonly rollCovariance: number;
  /** NaN where the covariance is not negative. */
  readonly rollSpread: number;
  /** Price a unit of signed quantity. */
  readonly kyleLambda: number;
  /** Share of the price that one unit of quantity moves it. */
  readonly amihud: number;
}

export interface MicroValues extends MicroBookValues, MicroTradeValues {}

/** Reads the values. Cost: about 1 us. */
export function readMicroValues(v: MicroValuesView): MicroValues {
  const P = 10 ** v.priceScale;
  const Q = 10 ** v.qtyScale;
  return {
    isLive: v.isLive !== 0,
    bookUpdates: Number(v.bookUpdates),
    bidPrice: v.bidPrice / P,
    bidQty: v.bidQty / Q,
    askPrice: v.askPrice / P,
    askQty: v.askQty / Q,
    mid: v.mid / P,
    spread: v.spread / P,
    spreadBps: v.spreadBps,
    queueImbalance: v.queueImbalance,
    imbalance: v.imbalance,
    weightedImbalance: v.weightedImbalance,
    imbalanceScore: v.imbalanceScore,
    microprice: v.microprice / P,
    ofi: v.ofi / Q,
    ofiSum: v.ofiSum / Q,
    bidWallPrice: v.bidWallPrice / P,
    bidWallQty: v.bidWallQty / Q,
    askWallPrice: v.askWallPrice / P,
    askWallQty: v.askWallQty / Q,
    realisedVolatility: v.realisedVolatility,
    volatility: v.volatility,
    atr: v.atr / P,
    momentum: v.momentum,
    quoteChanges: v.quoteChanges,
    quoteChangesMean: v.quoteChangesMean,
    isStuffing: v.isStuffing !== 0,
    ...readTradeValues(v, P, Q),
  };
}

function readTradeValues(v: MicroValuesView, P: number, Q: number): MicroTradeValues {
  return {
    trades: Number(v.trades),
    side: v.side as MicroSide,
    venueSide: v.venueSide as MicroSide,
    tickSide: v.tickSide as MicroSide,
    quoteSide: v.quoteSide as MicroSide,
    leeReadySide: v.leeReadySide as MicroSide,
    cvd: v.cvd / Q,
    flow: v.flow / Q,
    flowImbalance: v.flowImbalance,
    vpin: v.vpin,
    vpinCount: v.vpinCount,
    effectiveSpread: v.effectiveSpread / P,
    effectiveSpreadMean: v.effectiveSpreadMean / P,
    effectiveSpreadBps: v.effectiveSpreadBps,
    realisedSpread: v.realisedSpread / P,
    realisedSpreadMean: v.realisedSpreadMean / P,
    realisedMissed: v.realisedMissed,
    rollCovariance: v.rollCovariance / (P * P),
    rollSpread: v.rollSpread / P,
    kyleLambda: (v.kyleLambda / P) * Q,
    amihud: v.amihud * Q,
  };
}
