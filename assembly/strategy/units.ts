// Prices and quantities of an instrument: whole numbers of quanta, and the units of the venue.
import { tenTo } from '../../core-wasm/engine/power';

/** To the nearest whole number, halves up: as Math.round of JavaScript. */
@inline
export function nearestWhole(x: f64): f64 {
  return floor(x + 0.5);
}

export class Units {
  protected priceFactor: f64;
  protected priceDivisor: f64;
  protected qtyFactor: f64;
  protected qtyDivisor: f64;

  constructor(priceScale: i32, qtyScale: i32) {
    this.priceDivisor = tenTo(max(priceScale, 0));
    this.priceFactor = tenTo(max(-priceScale, 0));
    this.qtyDivisor = tenTo(max(qtyScale, 0));
    this.qtyFactor = tenTo(max(-qtyScale, 0));
  }

  @inline
  priceOf(quanta: i64): f64 {
    return (<f64>quanta * this.priceFactor) / this.priceDivisor;
  }
  /** The price of quanta that need not be whole. */
  @inline
  priceOfMean(quanta: f64): f64 {
    return (quanta * this.priceFactor) / this.priceDivisor;
  }
  @inline
  qtyOf(quanta: i64): f64 {
    return (<f64>quanta * this.qtyFactor) / this.qtyDivisor;
  }
  /** The nearest whole number of quanta. */
  priceToQuanta(price: f64): i64 {
    return <i64>nearestWhole((price * this.priceDivisor) / this.priceFactor);
  }
  qtyToQuanta(qty: f64): i64 {
    return <i64>nearestWhole((qty * this.qtyDivisor) / this.qtyFactor);
  }
}
