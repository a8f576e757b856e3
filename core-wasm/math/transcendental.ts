// tidy-ok: size: one file serves every module that needs these functions
// exp, log, powers and circular functions, the same bits on every machine: +, -, *, / and sqrt
// only, no tables, no data. Within 1 ulp for exp, log and atan, 2 elsewhere, at any argument;
// angles of any size are reduced exactly.
//
// Methods and the coefficients of the polynomials: fdlibm 5.3 (Sun Microsystems, 1993; netlib.org)
// and, for log2, log10 and cbrt, its descendant FreeBSD msun (B. D. Rao, S. Kargl, D. Schultz).
// Large angles: M. Payne, R. Hanek, "Radian reduction for trigonometric functions" (1983).

@inline const LN2_HI: f64 = 6.9314718036912381649e-1;
@inline const LN2_LO: f64 = 1.90821492927058770002e-10;
@inline const LOG2_E: f64 = 1.442695040888963387;
@inline const PIO2_HI: f64 = 1.570796326794896558;
@inline const PIO2_LO: f64 = 6.12323399573676603587e-17;
@inline const PIO4_HI: f64 = 7.85398163397448278999e-1;
@inline const PIO4_LO: f64 = 3.06161699786838301793e-17;
@inline const PI_HI: f64 = 3.141592653589793116;
@inline const PI_LO: f64 = 1.2246467991473531772e-16;

@inline
function highWord(x: f64): u32 {
  return <u32>(reinterpret<u64>(x) >> 32);
}

/** x with the lower half of its bits cleared: products of two such numbers are exact. */
@inline
function highPart(x: f64): f64 {
  return reinterpret<f64>(reinterpret<u64>(x) & 0xffffffff00000000);
}

/** 2^k for -1022 <= k <= 1023. */
@inline
function powerOfTwo(k: i32): f64 {
  return reinterpret<f64>((<u64>(k + 1023)) << 52);
}

/** x * 2^k, -2000 < k < 2000: in two steps where one factor cannot hold 2^k. */
function scaled(x: f64, k: i32): f64 {
  // 2^-969 keeps the first product normal, so that there is one rounding only.
  if (k < -1022) return x * powerOfTwo(max(k + 969, -1022)) * powerOfTwo(-969);
  if (k > 1023) return x * powerOfTwo(1023) * powerOfTwo(min(k - 1023, 1023));
  return x * powerOfTwo(k);
}

/** c of e^r = 1 + r + r * c / (2 - c), |r| <= ln(2) / 2. */
@inline
function expRemainder(r: f64): f64 {
  const t = r * r;
  const even =
    6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8);
  return r - t * (1.66666666666666019037e-1 + t * (-2.77777777770155933842e-3 + t * even));
}

/** e^x. */
export function exp(x: f64): f64 {
  if (x != x) return x;
  if (x > 709.782712893383973096) return Infinity;
  if (x < -745.13321910194110842) return 0;
  if (abs(x) < 3.7252902984e-9) return 1.0 + x;
  const k = abs(x) > 0.34657359027997264 ? nearest(x * LOG2_E) : 0.0;
  const hi = x - k * LN2_HI;
  const lo = k * LN2_LO;
  const r = hi - lo;
  const c = expRemainder(r);
  return scaled(1.0 + ((r * c) / (2.0 - c) - lo + hi), <i32>k);
}

/** e^x - 1 without loss near 0. */
export function expm1(x: f64): f64 {
  if (x != x) return x;
  if (x > 709.782712893383973096) return Infinity;
  if (x < -38.816242) return -1.0;
  if (abs(x) < 5.551115123125783e-17) return x;
  const k = abs(x) > 0.34657359027997264 ? nearest(x * LOG2_E) : 0.0;
  const hi = x - k * LN2_HI;
  const lo = k * LN2_LO;
  const r = hi - lo;
  const lost = hi - r - lo;
  const half = 0.5 * r;
  const square = r * half;
  const odd =
    -7.93650757867487942473e-5 +
    square * (4.00821782732936239552e-6 + square * -2.01099218183624371326e-7);
  const r1 =
    1.0 +
    square * (-3.33333333333331316428e-2 + square * (1.58730158725481460165e-3 + square * odd));
  const t = 3.0 - r1 * half;
  let e = square * ((r1 - t) / (6.0 - r * t));
  if (k == 0) return r - (r * e - square);
  e = r * (e - lost) - lost - square;
  const n = <i32>k;
  if (n == -1) return 0.5 * (r - e) - 0.5;
  if (n == 1) return r < -0.25 ? -2.0 * (e - (r + 0.5)) : 1.0 + 2.0 * (r - e);
  if (n < 0 || n > 56) return scaled(r - e + 1.0, n) - 1.0;
  const unit = powerOfTwo(-n);
  return scaled(n < 20 ? r - e + (1.0 - unit) : r - (e + unit) + 1.0, n);
}

// log: x = 2^k * (1 + f), 1 + f in [sqrt(1/2), sqrt 2).

/** The exponent k; x is positive, finite and normal. */
@inline
function logExponent(x: f64): i32 {
  return <i32>((highWord(x) + (0x3ff00000 - 0x3fe6a09e)) >> 20) - 1023;
}

/** f. */
@inline
function logFraction(x: f64, k: i32): f64 {
  return reinterpret<f64>(reinterpret<u64>(x) - ((<u64>(<i64>k)) << 52)) - 1.0;
}

/** log(1 + f) - f + f * f / 2. */
@inline
function logRest(f: f64): f64 {
  const s = f / (2.0 + f);
  const z = s * s;
  const w = z * z;
  const even =
    w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd = 2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1);
  return s * (0.5 * f * f + (even + z * (6.66666666666673513e-1 + w * odd)));
}

@inline
function isOrdinary(x: f64): bool {
  return x > 0 && x < Infinity;
}

/** What a logarithm answers for all other x. */
function logOutside(x: f64): f64 {
  if (x == 0) return -Infinity;
  return x == Infinity ? x : NaN;
}

@inline const SUBNORMAL: f64 = 2.2250738585072014e-308;
@inline const TWO_54: f64 = 18014398509481984;

/** Natural logarithm; NaN below 0, -Infinity at 0. */
export function log(x: f64): f64 {
  if (!isOrdinary(x)) return logOutside(x);
  const isSmall = x < SUBNORMAL;
  const y = isSmall ? x * TWO_54 : x;
  const k = logExponent(y);
  const f = logFraction(y, k);
  const n = <f64>(isSmall ? k - 54 : k);
  return n * LN2_HI - (0.5 * f * f - (logRest(f) + n * LN2_LO) - f);
}

/** Logarithm to base 2. */
export function log2(x: f64): f64 {
  if (!isOrdinary(x)) return logOutside(x);
  const isSmall = x < SUBNORMAL;
  const y = isSmall ? x * TWO_54 : x;
  const k = logExponent(y);
  const f = logFraction(y, k);
  const n = <f64>(isSmall ? k - 54 : k);
  const half = 0.5 * f * f;
  const hi = highPart(f - half);
  const lo = f - hi - half + logRest(f);
  const product = hi * 1.44269504072144627571;
  const low = (lo + hi) * 1.67517131648865118353e-10 + lo * 1.44269504072144627571;
  const sum = n + product;
  return low + (n - sum + product) + sum;
}

/** Logarithm to base 10. */
export function log10(x: f64): f64 {
  if (!isOrdinary(x)) return logOutside(x);
  const isSmall = x < SUBNORMAL;
  const y = isSmall ? x * TWO_54 : x;
  const k = logExponent(y);
  const f = logFraction(y, k);
  const n = <f64>(isSmall ? k - 54 : k);
  const half = 0.5 * f * f;
  const hi = highPart(f - half);
  const lo = f - hi - half + logRest(f);
  const product = hi * 4.34294481878168880939e-1;
  const whole = n * 3.01029995663611771306e-1;
  const low =
    n * 3.69423907715893078616e-13 +
    (lo + hi) * 2.50829467116452752298e-11 +
    lo * 4.34294481878168880939e-1;
  const sum = whole + product;
  return low + (whole - sum + product) + sum;
}

/** Whether y is no integer (0), an odd one (1) or an even one (2). */
function parity(y: f64): u32 {
  if (abs(y) >= 9007199254740992) return 2;
  if (floor(y) != y) return 0;
  return <u32>(<i64>y & 1) == 1 ? 1 : 2;
}

/**
 * y * log2(ax) as part 0 + part 1, part 0 with few bits. ax is positive, finite, not 1.
 * One of the two only: there are no pairs to return.
 */
@inline
function log2Pair(ax: f64, y: f64, isLow: bool): f64 {
  let t1: f64;
  let t2: f64;
  if (abs(y) > 2147483648) {
    // Here |ax - 1| < 2^-20: a short series.
    const t = ax - 1.0;
    const w = t * t * (0.5 - t * (3.33333333333333333e-1 - t * 0.25));
    const u = 1.44269502162933349609 * t;
    const v = t * 1.92596299112661746887e-8 - w * LOG2_E;
    t1 = highPart(u + v);
    t2 = v - (t1 - u);
  } else {
    const isSmall = ax < SUBNORMAL;
    const x = isSmall ? ax * TWO_54 : ax;
    let n = <i32>(highWord(x) >> 20) - 1023;
    const word = highWord(x) & 0x000fffff;
    // Nearest of 1, 1.5 and 2 on the logarithmic scale.
    const isMiddle = word > 0x3988e && word < 0xbb67a;
    if (word >= 0xbb67a) n++;
    const s = reinterpret<f64>(reinterpret<u64>(x) - ((<u64>(<i64>n)) << 52));
    const base = isMiddle ? 1.5 : 1.0;
    const u = s - base;
    const v = 1.0 / (s + base);
    const ss = u * v;
    const sHigh = highPart(ss);
    const tHigh = highPart(s + base);
    const tLow = s - (tHigh - base);
    const sLow = v * (u - sHigh * tHigh - sHigh * tLow);
    const z = ss * ss;
    const tail =
      2.72728123808534006489e-1 + z * (2.30660745775561754067e-1 + z * 2.06975017800338417784e-1);
    const series = 4.28571428578550184252e-1 + z * (3.33333329818377432918e-1 + z * tail);
    const r = z * z * (5.99999999999994648725e-1 + z * series) + sLow * (sHigh + ss);
    const square = sHigh * sHigh;
    const three = highPart(3.0 + square + r);
    const rest = r - (three - 3.0 - square);
    const major = sHigh * three;
    const minor = sLow * three + rest * ss;
    const pHigh = highPart(major + minor);
    const pLow = minor - (pHigh - major);
    const zHigh = 9.61796700954437255859e-1 * pHigh;
    const zLow =
      -7.02846165095275826516e-9 * pHigh +
      pLow * 9.61796693925975554329e-1 +
      (isMiddle ? 1.35003920212974897128e-8 : 0);
    const step = isMiddle ? 5.84962487220764160156e-1 : 0;
    const exponent = <f64>(isSmall ? n - 54 : n);
    t1 = highPart(zHigh + zLow + step + exponent);
    t2 = zLow - (t1 - exponent - step - zHigh);
  }
  const yHigh = highPart(y);
  return isLow ? (y - yHigh) * t1 + y * t2 : yHigh * t1;
}

/** 2^(high + low), which lies between 2^-1075 and 2^1024. */
function exp2Pair(high: f64, low: f64): f64 {
  const k = nearest(high + low);
  const h = high - k;
  const t = highPart(low + h);
  const u = t * 6.93147182464599609375e-1;
  const v = (low - (t - h)) * 6.93147180559945286227e-1 + t * -1.90465429995776804525e-9;
  const z = u + v;
  const w = v - (z - u);
  const c = expRemainder(z);
  return scaled(1.0 - ((z * c) / (c - 2.0) - (w + z * w) - z), <i32>k);
}

/** x^y with the special cases of IEEE 754 and ECMAScript: 1^(+-Infinity) and x^NaN are NaN. */
export function pow(x: f64, y: f64): f64 {
  if (y == 0) return 1.0;
  if (x != x || y != y) return NaN;
  const ax = abs(x);
  if (abs(y) == Infinity) {
    if (ax == 1) return NaN;
    return ax > 1 == y > 0 ? Infinity : 0;
  }
  const kind = x < 0 || 1.0 / x < 0 ? parity(y) : 2;
  const sign = kind == 1 ? -1.0 : 1.0;
  if (ax == 0 || ax == Infinity) return (ax == 0) == y < 0 ? sign * Infinity : sign * 0.0;
  if (x < 0 && kind == 0) return NaN;
  if (ax == 1) return sign;
  if (y == 1) return x;
  if (y == 2) return x * x;
  if (y == 0.5) return sqrt(x);
  if (abs(y) > 2147483648 && (ax < 0.9999990463256836 || ax > 1.00000095367431640625))
    return ax > 1 == y > 0 ? sign * Infinity : sign * 0.0;
  if (abs(y) > 18446744073709551616.0) return ax > 1 == y > 0 ? sign * Infinity : sign * 0.0;
  const high = log2Pair(ax, y, false);
  const low = log2Pair(ax, y, true);
  const z = high + low;
  if (z > 1024 || (z == 1024 && low + 8.0085662595372944372e-17 > z - high)) return sign * Infinity;
  if (z < -1075 || (z == -1075 && low <= z - high)) return sign * 0.0;
  return sign * exp2Pair(high, low);
}

/** Cube root. */
export function cbrt(x: f64): f64 {
  if (x == 0 || x - x != 0) return x;
  const ax = abs(x);
  // A third of the exponent, biased so that the error stays below 5 bits.
  const guess =
    ax < SUBNORMAL
      ? reinterpret<f64>((<u64>(highWord(ax * TWO_54) / 3 + 696219795)) << 32)
      : reinterpret<f64>((<u64>(highWord(ax) / 3 + 715094163)) << 32);
  const r = guess * guess * (guess / ax);
  const quadratic =
    1.87595182427177009643 + r * (-1.88497979543377169875 + r * 1.62142972010535446614);
  let t =
    guess * (quadratic + r * r * r * (-0.758397934778766047437 + r * 0.145996192886612446982));
  // To 23 bits, so that t * t is exact; then one Newton step.
  t = reinterpret<f64>((reinterpret<u64>(t) + 0x80000000) & 0xffffffffc0000000);
  const q = ax / (t * t);
  t += t * ((q - t) / (t + t + q));
  return x < 0 ? -t : t;
}

// Circular functions: x = n * pi/2 + y0 + y1, |y0| <= pi/4, then polynomials of sine or cosine.

/** 64 bits of 2/pi: word 0 is the part left of the point, words 1 to 20 follow. */
function twoOverPi(word: u32): u64 {
  switch (word) {
    case 1:
      return 0xa2f9836e4e441529;
    case 2:
      return 0xfc2757d1f534ddc0;
    case 3:
      return 0xdb6295993c439041;
    case 4:
      return 0xfe5163abdebbc561;
    case 5:
      return 0xb7246e3a424dd2e0;
    case 6:
      return 0x06492eea09d1921c;
    case 7:
      return 0xfe1deb1cb129a73e;
    case 8:
      return 0xe88235f52ebb4484;
    case 9:
      return 0xe99c7026b45f7e41;
    case 10:
      return 0x3991d639835339f4;
    case 11:
      return 0x9c845f8bbdf9283b;
    case 12:
      return 0x1ff897ffde05980f;
    case 13:
      return 0xef2f118b5a0a6d1f;
    case 14:
      return 0x6d367ecf27cb09b7;
    case 15:
      return 0x4f463f669e5fea2d;
    case 16:
      return 0x7527bac7ebe5f17b;
    case 17:
      return 0x3d0739f78a5292ea;
    case 18:
      return 0x6bfb5fb11f8d5d08;
    case 19:
      return 0x56033046fc7b6bab;
    case 20:
      return 0xf0cfbc209af4361d;
    default:
      return 0;
  }
}

/** 64 bits of 2/pi from bit `at` of twoOverPi's words on. */
@inline
function bitsAt(at: u32): u64 {
  const word = at >> 6;
  const shift = <u64>(at & 63);
  const first = twoOverPi(word);
  return shift == 0 ? first : (first << shift) | (twoOverPi(word + 1) >> (64 - shift));
}

/** Upper 64 bits of a * b. */
function mulHigh(a: u64, b: u64): u64 {
  const al = a & 0xffffffff;
  const ah = a >> 32;
  const bl = b & 0xffffffff;
  const bh = b >> 32;
  const mid = ah * bl + ((al * bl) >> 32);
  const cross = al * bh + (mid & 0xffffffff);
  return ah * bh + (mid >> 32) + (cross >> 32);
}

/** Of |x| >= 2^20: n (part 0), y0 (part 1) or y1 (part 2), from 192 bits of |x| * 2/pi mod 4. */
function hugePart(x: f64, part: u32): f64 {
  const bits = reinterpret<u64>(x) & 0x7fffffffffffffff;
  const m = (bits & 0xfffffffffffff) | 0x10000000000000;
  // Bits of weight 4 and above times the integer m are whole turns: the window begins after them.
  const at = <u32>(bits >> 52) - 1075 - 1 + 63;
  const w1 = bitsAt(at + 64);
  const w2 = bitsAt(at + 128);
  let c = m * w2;
  let b = m * w1;
  let a = m * bitsAt(at) + mulHigh(m, w1);
  const carry = mulHigh(m, w2);
  b += carry;
  if (b < carry) a++;
  const n = (a + 0x2000000000000000) >> 62;
  if (part == 0) return <f64>n;
  a = (a << 2) | (b >> 62);
  b = (b << 2) | (c >> 62);
  c <<= 2;
  const isNegative = <i64>a < 0;
  if (isNegative) {
    c = ~c + 1;
    b = ~b + (c == 0 ? 1 : 0);
    a = ~a + (b == 0 && c == 0 ? 1 : 0);
  }
  let zeros: u64 = 0;
  if (a == 0) {
    a = b;
    b = c;
    c = 0;
    zeros = 64;
  }
  const shift = clz<u64>(a);
  if (shift > 0) {
    a = (a << shift) | (b >> (64 - shift));
    b = (b << shift) | (c >> (64 - shift));
    zeros += shift;
  }
  const hi = <f64>(a >> 11) * powerOfTwo(-53 - <i32>zeros);
  const lo = <f64>((a << 53) | (b >> 11)) * powerOfTwo(-117 - <i32>zeros);
  // (hi + lo) * pi / 2, the product of the leading parts exactly.
  const p = hi * PIO2_HI;
  const cut = hi * 134217729;
  const h1 = cut - (cut - hi);
  const h0 = hi - h1;
  const cutHalf = PIO2_HI * 134217729;
  const p1 = cutHalf - (cutHalf - PIO2_HI);
  const p0 = PIO2_HI - p1;
  const lost = h0 * p0 - (p - h1 * p1 - h0 * p1 - h1 * p0);
  const rest = lost + (hi * PIO2_LO + lo * PIO2_HI);
  const y0 = p + rest;
  const y = part == 1 ? y0 : p - y0 + rest;
  return isNegative ? -y : y;
}

/** sin(x + y), |x| <= pi/4, y far smaller. */
@inline
function sinNear(x: f64, y: f64): f64 {
  const z = x * x;
  const w = z * z;
  const v = z * x;
  const r =
    8.33333333332248946124e-3 +
    z * (-1.98412698298579493134e-4 + z * 2.75573137070700676789e-6) +
    z * w * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10);
  return x - (z * (0.5 * y - v * r) - y - v * -1.66666666666666324348e-1);
}

/** cos(x + y), |x| <= pi/4, y far smaller. */
@inline
function cosNear(x: f64, y: f64): f64 {
  const z = x * x;
  const w = z * z;
  const r =
    z *
      (4.16666666666666019037e-2 +
        z * (-1.38888888888741095749e-3 + z * 2.48015872894767294178e-5)) +
    w *
      w *
      (-2.75573143513906633035e-7 +
        z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11));
  const half = 0.5 * z;
  const one = 1.0 - half;
  return one + (1.0 - one - half + (z * r - x * y));
}

/** tan(x + y), |x| <= pi/4, y far smaller; its negative reciprocal where `isOdd`. */
@inline
function tanNear(x0: f64, y0: f64, isOdd: bool): f64 {
  const isBig = abs(x0) >= 0.67434;
  let x = x0;
  let y = y0;
  if (isBig) {
    x = PIO4_HI - abs(x0) + (PIO4_LO - (x0 < 0 ? -y0 : y0));
    y = 0;
  }
  const z = x * x;
  const w = z * z;
  const a = 7.14072491382608190305e-5;
  const odd =
    2.18694882948595424599e-2 +
    w *
      (3.59207910759131235356e-3 +
        w *
          (5.88041240820264096874e-4 +
            w * (7.817944429395570923e-5 + w * -1.85586374855275456654e-5)));
  const even =
    8.86323982359930005737e-3 +
    w *
      (1.45620945432529025516e-3 +
        w * (2.46463134818469906812e-4 + w * (a + w * 2.59073051863633712884e-5)));
  const series = 1.33333333333201242699e-1 + w * odd + z * (5.39682539762260521377e-2 + w * even);
  const s = z * x;
  const r = y + z * (s * series + y) + s * 3.33333333333334091986e-1;
  const t = x + r;
  if (isBig) {
    const side: f64 = isOdd ? -1.0 : 1.0;
    const v = side - 2.0 * (x + (r - (t * t) / (t + side)));
    return x0 < 0 ? -v : v;
  }
  if (!isOdd) return t;
  const high = highPart(t);
  const rest = r - (high - x);
  const q = -1.0 / t;
  const qHigh = highPart(q);
  return qHigh + q * (1.0 + qHigh * high + qHigh * rest);
}

@inline const SINE: u32 = 0;
@inline const COSINE: u32 = 1;
@inline const TANGENT: u32 = 2;

function circular(x: f64, kind: u32): f64 {
  const ax = abs(x);
  let n: u32 = 0;
  let y0 = x;
  let y1: f64 = 0;
  if (ax > PIO4_HI) {
    if (!(ax < Infinity)) return NaN;
    if (ax < 1048576) {
      // pi/2 in pieces of 33 bits: k * piece is exact, and as many pieces as the result needs.
      const k = nearest(ax * 6.36619772367581382433e-1);
      n = <u32>k;
      let r = ax - k * 1.57079632673412561417;
      let w = k * 6.07710050650619224932e-11;
      y0 = r - w;
      const before = <i32>((highWord(ax) >> 20) & 0x7ff);
      if (before - <i32>((highWord(y0) >> 20) & 0x7ff) > 16) {
        let t = r;
        w = k * 6.0771005063039659766e-11;
        r = t - w;
        w = k * 2.02226624879595063154e-21 - (t - r - w);
        y0 = r - w;
        if (before - <i32>((highWord(y0) >> 20) & 0x7ff) > 49) {
          t = r;
          w = k * 2.0222662487111664558e-21;
          r = t - w;
          w = k * 8.47842766036889956997e-32 - (t - r - w);
          y0 = r - w;
        }
      }
      y1 = r - y0 - w;
    } else {
      n = <u32>hugePart(ax, 0);
      y0 = hugePart(ax, 1);
      y1 = hugePart(ax, 2);
    }
    if (x < 0) {
      n = 0 - n;
      y0 = -y0;
      y1 = -y1;
    }
  } else if (ax < 7.450580596923828e-9) {
    return kind == COSINE ? 1.0 : x;
  }
  if (kind == TANGENT) return tanNear(y0, y1, (n & 1) == 1);
  n += kind;
  const value = (n & 1) == 0 ? sinNear(y0, y1) : cosNear(y0, y1);
  return (n & 2) == 0 ? value : -value;
}

/** Sine of x radians. */
export function sin(x: f64): f64 {
  return circular(x, SINE);
}

/** Cosine of x radians. */
export function cos(x: f64): f64 {
  return circular(x, COSINE);
}

/** Tangent of x radians. */
export function tan(x: f64): f64 {
  return circular(x, TANGENT);
}

/** x - atan(x), |x| < 7/16. */
@inline
function atanRest(x: f64): f64 {
  const z = x * x;
  const w = z * z;
  const even =
    9.09088713343650656196e-2 +
    w *
      (6.66107313738753120669e-2 + w * (4.97687799461593236017e-2 + w * 1.62858201153657823623e-2));
  const odd =
    -7.69187620504482999495e-2 + w * (-5.83357013379057348645e-2 + w * -3.6531572744216915527e-2);
  return (
    x *
    (z * (3.33333333333329318027e-1 + w * (1.42857142725034663711e-1 + w * even)) +
      w * (-1.99999999998764832476e-1 + w * (-1.1111110405462355788e-1 + w * odd)))
  );
}

/** Arc tangent, -pi/2 to pi/2. */
export function atan(x: f64): f64 {
  if (x != x) return x;
  const ax = abs(x);
  if (ax < 0.4375) return ax < 7.450580596923828e-9 ? x : x - atanRest(x);
  let hi: f64;
  let lo: f64;
  let t: f64;
  if (ax >= 73786976294838206464.0) {
    return x < 0 ? -PIO2_HI : PIO2_HI;
  } else if (ax < 0.6875) {
    hi = 4.63647609000806093515e-1;
    lo = 2.26987774529616870924e-17;
    t = (2.0 * ax - 1.0) / (2.0 + ax);
  } else if (ax < 1.1875) {
    hi = PIO4_HI;
    lo = PIO4_LO;
    t = (ax - 1.0) / (ax + 1.0);
  } else if (ax < 2.4375) {
    hi = 9.82793723247329054082e-1;
    lo = 1.39033110312309984516e-17;
    t = (ax - 1.5) / (1.0 + 1.5 * ax);
  } else {
    hi = PIO2_HI;
    lo = PIO2_LO;
    t = -1.0 / ax;
  }
  const value = hi - (atanRest(t) - lo - t);
  return x < 0 ? -value : value;
}

/** Angle of the point (x, y), -pi to pi; signed zeros and infinities as IEEE 754 has them. */
export function atan2(y: f64, x: f64): f64 {
  if (x != x || y != y) return NaN;
  const isLeft = reinterpret<i64>(x) < 0;
  const ax = abs(x);
  const ay = abs(y);
  let angle: f64;
  if (ay == 0) angle = isLeft ? PI_HI : 0;
  else if (ax == 0) angle = PIO2_HI;
  else if (ax == Infinity) {
    if (ay == Infinity) angle = isLeft ? 3.0 * PIO4_HI : PIO4_HI;
    else angle = isLeft ? PI_HI : 0;
  } else if (ay == Infinity) angle = PIO2_HI;
  else {
    const ratio = ay / ax;
    if (ratio == Infinity) angle = PIO2_HI;
    else angle = isLeft ? PI_HI - (atan(ratio) - PI_LO) : atan(ratio);
  }
  return reinterpret<i64>(y) < 0 ? -angle : angle;
}

/** (asin(x) - x) / x by z = x * x, 0 <= z <= 1/4. */
@inline
function asinRest(z: f64): f64 {
  const upper =
    2.01212532134862925881e-1 +
    z *
      (-4.00555345006794114027e-2 + z * (7.91534994289814532176e-4 + z * 3.4793310759602116757e-5));
  const p = z * (1.66666666666666657415e-1 + z * (-3.25565818622400915405e-1 + z * upper));
  const lower = -6.8828397160545329303e-1 + z * 7.70381505559019352791e-2;
  return p / (1.0 + z * (-2.40339491173441421878 + z * (2.02094576023350569471 + z * lower)));
}

/** Arc sine; NaN outside -1 to 1. */
export function asin(x: f64): f64 {
  const ax = abs(x);
  if (!(ax <= 1)) return NaN;
  if (ax < 0.5) return ax < 7.450580596923828e-9 ? x : x + x * asinRest(x * x);
  if (ax == 1) return x * PIO2_HI;
  const z = (1.0 - ax) * 0.5;
  const s = sqrt(z);
  const r = asinRest(z);
  let value: f64;
  if (ax >= 0.975) value = PIO2_HI - (2.0 * (s + s * r) - PIO2_LO);
  else {
    const f = highPart(s);
    const c = (z - f * f) / (s + f);
    value = PIO4_HI - (2.0 * s * r - (PIO2_LO - 2.0 * c) - (PIO4_HI - 2.0 * f));
  }
  return x < 0 ? -value : value;
}

/** Arc cosine; NaN outside -1 to 1. */
export function acos(x: f64): f64 {
  const ax = abs(x);
  if (!(ax <= 1)) return NaN;
  if (ax == 1) return x > 0 ? 0 : PI_HI;
  if (ax < 0.5) {
    if (ax <= 6.938893903907228e-18) return PIO2_HI;
    return PIO2_HI - (x - (PIO2_LO - x * asinRest(x * x)));
  }
  const z = (1.0 - ax) * 0.5;
  const s = sqrt(z);
  const r = asinRest(z);
  if (x < 0) return 2.0 * (PIO2_HI - (s + (r * s - PIO2_LO)));
  const f = highPart(s);
  const c = (z - f * f) / (s + f);
  return 2.0 * (f + (r * s + c));
}

/** e^x / 2 for 709 < x < 711, where e^x itself is too large. */
@inline
function halfExp(x: f64): f64 {
  const t = exp(0.5 * x);
  return 0.5 * t * t;
}

/** Hyperbolic sine. */
export function sinh(x: f64): f64 {
  const ax = abs(x);
  if (x - x != 0) return x;
  if (ax < 3.7252902984619141e-9) return x;
  const h: f64 = x < 0 ? -0.5 : 0.5;
  if (ax > 709.782712893384) {
    const t = exp(0.5 * ax);
    return h * t * t;
  }
  const t = expm1(ax);
  if (ax < 1) return h * (2.0 * t - (t * t) / (t + 1.0));
  return h * (t + t / (t + 1.0));
}

/** Hyperbolic cosine. */
export function cosh(x: f64): f64 {
  if (x != x) return x;
  const ax = abs(x);
  if (ax < 0.34657359027997264) {
    const t = expm1(ax);
    return 1.0 + (t * t) / (2.0 * (1.0 + t));
  }
  if (ax > 709.782712893384) return halfExp(ax);
  const t = exp(ax);
  return ax < 22 ? 0.5 * (t + 1.0 / t) : 0.5 * t;
}

/** Hyperbolic tangent. */
export function tanh(x: f64): f64 {
  if (x != x) return x;
  const ax = abs(x);
  if (ax < 1.3877787807814457e-17) return x;
  let value: f64;
  if (ax > 22) value = 1.0;
  else if (ax >= 1) value = 1.0 - 2.0 / (expm1(2.0 * ax) + 2.0);
  else {
    const t = expm1(-2.0 * ax);
    value = -t / (t + 2.0);
  }
  return x < 0 ? -value : value;
}
