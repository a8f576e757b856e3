// Numbers as people read them. Minus is the real one, thousands have commas, no answer is a dash.

export const NONE = '–';

function signed(text: string, value: number, plus: boolean): string {
  if (value < 0 && /[1-9∞]/.test(text)) return `−${text}`;
  return plus && value > 0 ? `+${text}` : text;
}

function plain(size: number, decimals: number): string {
  if (!Number.isFinite(size)) return '∞';
  return size.toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** A ratio or count with a fixed number of decimals. */
export function fixed(value: number, decimals = 2, plus = false): string {
  if (Number.isNaN(value)) return NONE;
  return signed(plain(Math.abs(value), decimals), value, plus);
}

/** A price that was paid, or the middle of two: at its decimals, or one more where it needs it. */
export function markPrice(price: number, scale: number): string {
  const decimals = Math.max(0, scale);
  const finer = fixed(price, decimals + 1);
  return finer.endsWith('0') ? fixed(price, decimals) : finer;
}

export function integer(value: number): string {
  return fixed(value, 0);
}

/** Decimals that show a size to the cent, or small ones to three digits. */
function decimalsOf(size: number): number {
  if (size === 0 || size >= 1 || !Number.isFinite(size)) return 2;
  return Math.min(8, 2 - Math.floor(Math.log10(size))); // determinism-ok: display only
}

/** Money, without its currency. Small sums keep three significant digits. */
export function money(value: number, plus = false): string {
  if (Number.isNaN(value)) return NONE;
  const size = Math.abs(value);
  return signed(plain(size, decimalsOf(size)), value, plus);
}

/** Decimals of a percentage: small ones keep two digits that are not zero, down to 10^-4. */
function percentDecimals(size: number): number {
  if (size === 0 || size >= 0.1) return 2;
  return size >= 0.01 ? 3 : 4;
}

/** A share as percent; beyond a million percent in powers of ten. */
export function percent(share: number, fixedDecimals?: number, plus = false): string {
  if (Number.isNaN(share)) return NONE;
  const size = Math.abs(share) * 100;
  const decimals = fixedDecimals ?? percentDecimals(size);
  if (size >= 1e6 && Number.isFinite(size))
    return `${signed(size.toExponential(1).replace('e+', 'e'), share, plus)} %`;
  return `${signed(plain(size, decimals), share, plus)} %`;
}

/** Two digits that are not zero, at most five decimals. */
function small(size: number): string {
  return size < 0.00001 ? '0' : String(Number(size.toPrecision(size < 0.01 ? 1 : 2)));
}

/** Money in few signs: `1.2k`, `−3.4M`. */
export function compact(value: number): string {
  const size = Math.abs(value);
  const steps = [
    [1e9, 'B'],
    [1e6, 'M'],
    [1e4, 'k'],
  ] as const;
  for (const [step, sign] of steps)
    if (size >= step)
      return signed(`${plain((size / step) * (step === 1e4 ? 10 : 1), 1)}${sign}`, value, false);
  if (size >= 100) return signed(plain(size, 0), value, false);
  if (size >= 10) return signed(plain(size, 1), value, false);
  return size >= 1 || size === 0 ? money(value) : signed(small(size), value, false);
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** A time span by its two largest units: `3 d 4 h`, `12.5 s`, `350 ms`. */
export function duration(ms: number): string {
  if (Number.isNaN(ms)) return NONE;
  if (ms < 999.5) return `${fixed(ms, ms < 10 && ms > 0 ? 1 : 0)} ms`;
  if (ms < 59_950) return `${fixed(ms / 1000, 1)} s`;
  const nextOf = (span: number): number => UNITS.findIndex(([, size]) => span >= size) + 1;
  // Rounding to the second unit may reach the next larger first one: 59 min 59.9 s is an hour.
  const [, roundTo] = UNITS[nextOf(ms)] ?? UNITS[3];
  const rounded = Math.round(ms / roundTo) * roundTo;
  const next = nextOf(rounded);
  const [name, size] = UNITS[next - 1] ?? UNITS[3];
  const [nextName, nextSize] = UNITS[next] ?? UNITS[3];
  const whole = Math.floor(rounded / size);
  const rest = Math.round((rounded - whole * size) / nextSize);
  return rest === 0 ? `${integer(whole)} ${name}` : `${integer(whole)} ${name} ${rest} ${nextName}`;
}
