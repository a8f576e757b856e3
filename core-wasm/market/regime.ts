// When something happens and where the price wants to go. Arrivals excite each other (Hawkes
// process with an exponential kernel: every group of events raises the intensity, which then
// decays), sampled exactly by Ogata's thinning in constant time. The fair value is a random walk
// whose drift, spread of steps and pull depend on the regime; the order flow leans towards it.
import { MarketRegime } from '../abi/market';
import { randomNext } from '../math/random';
import { FLOW_RANDOM, MarketState, baseOf } from './layout';
import { expMinus, exponential } from './tables';

/** Share of the groups that others set off. */
@inline const BRANCHING: f64 = 0.65;
/** The fair value moves at most this often. */
@inline const PULSE_NS: i64 = 10_000_000;
@inline const SECOND_NS: f64 = 1e9;
/** The fair value stays this close to the mid price: the book must be able to follow. */
@inline const GAP_TICKS: f64 = 192;

@inline function random(s: MarketState): u64 {
  return randomNext(baseOf(s) + FLOW_RANDOM);
}

/** Draws the time of the next group of events. */
export function drawArrival(s: MarketState): void {
  let excited = s.excited;
  let at = s.nextNs;
  while (true) {
    const bits = random(s);
    const top = s.rate + excited;
    const wait = exponential(s, bits) / top;
    excited *= expMinus(s, wait * s.decay);
    at += <i64>wait;
    // The intensity has fallen while waiting: keep the arrival with the share that is left.
    if (<f64>(<u32>bits & 0xfffff) * top <= (s.rate + excited) * 1048576.0) break;
  }
  s.nextNs = at;
  s.excited = excited;
}

/** A group of events has happened; `weight` times the usual effect. */
@inline export function excite(s: MarketState, weight: f64): void {
  const most = s.baseRate * 60.0;
  const excited = s.excited + BRANCHING * s.decay * weight;
  s.excited = excited < most ? excited : most;
}

/** A number of mean 0 and variance 1: the sum of four uniform ones. */
function drawNormal(s: MarketState): f64 {
  const b = random(s);
  const sum = (b & 0xffff) + ((b >> 16) & 0xffff) + ((b >> 32) & 0xffff) + (b >> 48);
  return (<f64>(<i64>sum) - 131070.0) * (1.7320508075688772 / 65536.0);
}

/** Sets what a regime means. `second`: its later part, after the turn. */
function enter(s: MarketState, second: bool): void {
  const up = <f64>s.direction;
  let activity: f64 = 1;
  let sigma: f64 = 0.8;
  let drift: f64 = 0;
  let pull: f64 = 0;
  let market: u32 = 1300;
  let improve: u32 = 58000;
  switch (<u32>s.regime) {
    case <u32>MarketRegime.Trend:
      activity = 1.2;
      drift = 0.35 * up;
      break;
    case <u32>MarketRegime.Quiet:
      activity = 0.4;
      sigma = 0.25;
      market = 800;
      improve = 63000;
      break;
    case <u32>MarketRegime.Volatile:
      activity = 2.2;
      sigma = 2.2;
      market = 2600;
      improve = 42000;
      break;
    case <u32>MarketRegime.Breakout:
      activity = second ? 2.6 : 0.6;
      sigma = second ? 1.2 : 0.3;
      drift = second ? 1.1 * up : 0;
      pull = second ? 0 : 0.2;
      market = second ? 2600 : 1000;
      improve = second ? 46000 : 62000;
      break;
    case <u32>MarketRegime.Reversal:
      activity = second ? 1.8 : 1.2;
      sigma = second ? 1.2 : 0.8;
      drift = second ? -0.7 * up : 0.5 * up;
      market = second ? 1900 : 1400;
      break;
    default:
      pull = 0.15;
  }
  s.rate = s.baseRate * (1.0 - BRANCHING) * activity;
  s.sigma = s.sigma0 * sigma;
  s.drift = s.sigma0 * drift;
  s.pull = pull;
  s.marketShare = market;
  s.improveShare = improve;
}

/** Begins the next regime of the schedule at `now`. */
export function nextRegime(s: MarketState, now: i64): void {
  const bits = random(s);
  if (s.regimeSetting != <u32>MarketRegime.Mixed) s.regime = <u8>s.regimeSetting;
  else {
    // Any of the six but the one that ends.
    const step = 1 + <u32>(bits % 5);
    s.regime = s.regime == 0 ? <u8>(1 + (bits % 6)) : <u8>(1 + ((<u32>s.regime - 1 + step) % 6));
  }
  const lasting = s.regimeSetting == <u32>MarketRegime.Trend && s.direction != 0;
  if (!lasting) s.direction = (bits >> 32) & 1 ? 1 : -1;
  // Never run away for ever: 2 % off the first price, most drifts point back; 25 % off, all.
  const away = (s.fair - <f64>s.startTick) / <f64>s.startTick;
  const most = !lasting && (bits >> 33) & 1;
  if (away > 0.25 || (away > 0.02 && most)) s.direction = -1;
  if (away < -0.25 || (away < -0.02 && most)) s.direction = 1;
  // 12 s and on average 25 s more, or as many events where they are rare.
  const gap = 1.0 / s.baseRate;
  const unit = gap * 40.0 > SECOND_NS ? gap * 40.0 : SECOND_NS;
  let more = exponential(s, random(s));
  if (more > 4.0) more = 4.0;
  s.regimeStartNs = now;
  s.regimeEndNs = now + <i64>(unit * (12.0 + 25.0 * more));
  s.anchor = s.fair;
  s.turned = 0;
  enter(s, false);
}

/** Moves the fair value to the time `now` and changes the regime when it is due. */
export function pulse(s: MarketState, now: i64): void {
  const mid = 0.5 * (<f64>s.bestBid + <f64>s.bestAsk);
  if (now - s.pulseNs >= PULSE_NS) {
    if (now >= s.regimeEndNs) nextRegime(s, now);
    else if (s.turned == 0 && now - s.regimeStartNs > (s.regimeEndNs - s.regimeStartNs) / 2) {
      s.turned = 1;
      enter(s, true);
    }
    let dt = <f64>(now - s.pulseNs) / SECOND_NS;
    if (dt > 5.0) dt = 5.0;
    s.pulseNs = now;
    let fair = s.fair + s.drift * dt + s.sigma * sqrt<f64>(dt) * drawNormal(s);
    fair -= s.pull * dt * (fair - s.anchor);
    if (fair > mid + GAP_TICKS) fair = mid + GAP_TICKS;
    if (fair < mid - GAP_TICKS) fair = mid - GAP_TICKS;
    // The price stays between 0.6 and 1.6 times its first value.
    const low = 0.6 * <f64>s.startTick;
    const high = 1.6 * <f64>s.startTick;
    if (fair < low || fair > high) {
      fair = fair < low ? low : high;
      s.drift = -s.drift;
      s.direction = -s.direction;
    }
    s.fair = fair;
  }
  s.gap = <i32>(s.fair - mid);
}
