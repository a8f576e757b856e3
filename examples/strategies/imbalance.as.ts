// The order-flow imbalance of imbalance.ts in AssemblyScript: same rules, same orders.
import { log } from 'outcry/assembly/math';
import {
  equity,
  Market,
  market,
  openOrderCount,
  param,
  Strategy,
} from 'outcry/assembly/strategy';

/** The last `size` values, oldest first. */
class Window {
  private values: StaticArray<f64>;
  private next: i32 = 0;
  private count: i32 = 0;

  constructor(size: i32) {
    this.values = new StaticArray<f64>(size);
  }

  get isFull(): bool {
    return this.count == this.values.length;
  }

  push(value: f64): void {
    this.values[this.next] = value;
    this.next = (this.next + 1) % this.values.length;
    if (!this.isFull) this.count++;
  }

  at(i: i32): f64 {
    return this.values[(this.next + i) % this.values.length];
  }

  mean(): f64 {
    let sum: f64 = 0;
    for (let i = 0; i < this.values.length; i++) sum += this.at(i);
    return sum / this.values.length;
  }

  deviation(): f64 {
    const mean = this.mean();
    let sum: f64 = 0;
    for (let i = 0; i < this.values.length; i++) sum += (this.at(i) - mean) * (this.at(i) - mean);
    return sqrt(sum / this.values.length);
  }
}

function signOf(x: f64): i32 {
  return i32(x > 0) - i32(x < 0);
}

class Imbalance extends Strategy {
  private main: Market = market('main');
  private levels: u32 = <u32>param('levels');
  private decay: f64 = param('decay');
  private threshold: f64 = param('threshold');
  private leastStreak: i32 = <i32>param('streak');
  private momentum: f64 = param('momentum');
  private momentumTicks: i32 = <i32>param('momentumTicks');
  private spreadBps: f64 = param('spreadBps');
  private confidence: f64 = param('confidence');
  private share: f64 = param('share');
  private shorts: bool = param('shorts') != 0;
  private contractValue: f64 = param('contractValue');
  private mids: Window = new Window(this.momentumTicks + 1);
  private returns: Window = new Window(<i32>param('volatilityTicks'));
  private volatilities: Window = new Window(<i32>param('historyTicks'));
  private lastMid: f64 = NaN;
  private sign: i32 = 0;
  private streak: i32 = 0;

  private quantity(scale: f64): i64 {
    const value = equity() * this.share * scale;
    const unit = this.contractValue > 0 ? this.contractValue : this.main.mid;
    return this.main.lotsWithin(value / unit);
  }

  private worth(): f64 {
    return this.contractValue > 0 ? this.main.mid : 1;
  }

  private learn(mid: f64): f64 {
    if (!isNaN(this.lastMid)) this.returns.push(log(mid / this.lastMid));
    this.lastMid = mid;
    if (!this.returns.isFull) return NaN;
    const volatility = this.returns.deviation();
    this.volatilities.push(volatility);
    if (!this.volatilities.isFull) return NaN;
    const deviation = this.volatilities.deviation();
    return deviation > 0 ? (volatility - this.volatilities.mean()) / deviation : 0;
  }

  private follow(own: f64): void {
    const now = signOf(own);
    this.streak = now != 0 && now == this.sign ? this.streak + 1 : abs(now);
    this.sign = now;
  }

  private enter(own: f64, z: f64): void {
    const main = this.main;
    const size = abs(own);
    const change = this.mids.at(this.momentumTicks) / this.mids.at(0) - 1;
    const strength = change * this.sign;
    if (!(size > this.threshold) || this.streak < this.leastStreak) return;
    if (!(strength >= this.momentum) || !(main.spreadBps < this.spreadBps)) return;
    const confidence =
      0.4 * size +
      0.2 * abs(main.imbalance(this.levels, this.decay)) +
      0.2 * min(<f64>this.streak / 10, 1) +
      (z <= 1 ? 0.1 : 0) +
      0.1 * min(strength / (10 * this.momentum), 1);
    if (!(confidence >= this.confidence)) return;
    const qty = this.quantity(this.worth() * (z < -1 ? 1.5 : z > 1 ? 0.5 : 1));
    if (qty < 1) return;
    if (this.sign > 0) main.buyQuanta(qty);
    else if (this.shorts) main.sellQuanta(qty);
  }

  onTopOfBook(where: Market): void {
    const mid = this.main.mid;
    if (isNaN(mid)) return;
    this.mids.push(mid);
    const z = this.learn(mid);
    const own = this.main.imbalance(this.levels);
    this.follow(own);
    if (isNaN(z) || !this.mids.isFull || openOrderCount() > 0) return;
    const position = this.main.positionQuanta;
    const held = i32(position > 0) - i32(position < 0);
    if (held == 0) this.enter(own, z);
    else if (this.sign == -held && this.streak >= this.leastStreak) this.main.close();
  }
}

export function create(): Strategy {
  return new Imbalance();
}
