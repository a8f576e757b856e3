// Draws docs/img/generated-market.svg: some minutes of a generated market as a depth map with the
// prices, trades and regimes over it. Run: node scripts/draw-generated-market.ts [SEED [FILE]]
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OrderEventView, RecordFlag, RecordKind } from '../src/abi/records.ts';
import { createCore } from '../src/core/core.ts';
import { createMarket } from '../src/generate/market.ts';

const MINUTES = 6;
const COLUMNS = 360;
const ROWS = 96;
const [WIDTH, HEIGHT] = [1200, 640];
const PLOT = { left: 64, top: 44, width: 980, height: 440 };
const BARS = { top: 512, height: 84 };
const GREY = '#8b949e';
const PROFILE = { left: PLOT.left + PLOT.width + 14, width: 128 };
const SHADES = ['#12202f', '#15304a', '#17456b', '#1c5f8d', '#2b7fae', '#52a3c9', '#9ccbe0'];

interface Sample {
  readonly bid: number;
  readonly ask: number;
  readonly low: number;
  readonly high: number;
  readonly bought: number;
  readonly sold: number;
  readonly events: number;
  readonly regime: string;
  /** Quantity by price in ticks. */
  readonly levels: Map<number, number>;
}

interface Order {
  price: number;
  qty: number;
}

/** The L3 stream as columns of the picture. */
class Sampler {
  readonly samples: Sample[] = [];
  readonly prints: { column: number; price: number; qty: number; buy: boolean }[] = [];
  readonly #orders = new Map<bigint, Order>();
  readonly #levels = new Map<number, number>();
  readonly #event: OrderEventView;
  readonly #start: bigint;
  #bought = 0;
  #sold = 0;
  #events = 0;
  #low = Number.POSITIVE_INFINITY;
  #high = 0;

  constructor(view: DataView, startNs: bigint) {
    this.#start = startNs;
    this.#event = new OrderEventView(view);
  }

  #add(price: number, change: number): void {
    const qty = (this.#levels.get(price) ?? 0) + change;
    if (qty === 0) this.#levels.delete(price);
    else this.#levels.set(price, qty);
  }

  apply(at: number): void {
    const event = this.#event;
    event.offset = at;
    if (event.kind === RecordKind.Definition) return;
    const price = Number(event.price);
    const qty = Number(event.qty);
    if (event.kind === RecordKind.Trade) {
      this.#print(price, qty, (event.flags & RecordFlag.Buy) !== 0);
      return;
    }
    // The orders of the first book are no activity.
    if (event.exchangeTsNs > this.#start) this.#events++;
    const order = this.#orders.get(event.orderId);
    if (order !== undefined) {
      this.#add(order.price, -order.qty);
      if (event.kind === RecordKind.OrderModify) Object.assign(order, { price, qty });
      else order.qty -= qty;
      if (order.qty === 0) this.#orders.delete(event.orderId);
      else this.#add(order.price, order.qty);
      return;
    }
    this.#orders.set(event.orderId, { price, qty });
    this.#add(price, qty);
  }

  #print(price: number, qty: number, buy: boolean): void {
    if (buy) this.#bought += qty;
    else this.#sold += qty;
    this.#low = Math.min(this.#low, price);
    this.#high = Math.max(this.#high, price);
    this.prints.push({ column: this.samples.length, price, qty, buy });
  }

  column(bid: number, ask: number, regime: string): void {
    this.samples.push({
      bid,
      ask,
      low: Math.min(this.#low, bid),
      high: Math.max(this.#high, ask),
      bought: this.#bought,
      sold: this.#sold,
      events: this.#events,
      regime,
      levels: new Map(this.#levels),
    });
    this.#bought = this.#sold = this.#events = 0;
    this.#low = Number.POSITIVE_INFINITY;
    this.#high = 0;
  }
}

async function sample(seed: number): Promise<Sampler> {
  const core = await createCore({ memoryBytes: 16 << 20 });
  const market = createMarket(core, { model: 'L3', seed, events: 1e9 }, { batchRecords: 1 });
  const sampler = new Sampler(core.view, market.plan.startTimeNs);
  const step = BigInt((MINUTES * 60e9) / COLUMNS);
  let due = market.plan.startTimeNs + step;
  while (sampler.samples.length < COLUMNS) {
    const batch = market.nextBatch();
    if (batch === undefined) break;
    for (let at = batch.start; at < batch.end; at += core.view.getUint32(at, true))
      sampler.apply(at);
    for (; market.state().timeNs >= due && sampler.samples.length < COLUMNS; due += step) {
      const { bestBidTicks, bestAskTicks, regime } = market.state();
      sampler.column(bestBidTicks, bestAskTicks, regime);
    }
  }
  return sampler;
}

/** An SVG element; numbers are rounded. */
function tag(name: string, attributes: Record<string, string | number>, content = ''): string {
  const text = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : value}"`)
    .join('');
  return content === '' ? `<${name}${text}/>` : `<${name}${text}>${content}</${name}>`;
}

const round = (x: number): string => x.toFixed(1).replace(/\.0$/, '');

interface Scale {
  readonly low: number;
  readonly high: number;
  y(ticks: number): number;
}

function priceScale(samples: readonly Sample[]): Scale {
  const low = Math.min(...samples.map((s) => s.low));
  const high = Math.max(...samples.map((s) => s.high));
  const margin = (high - low) * 0.16;
  const [from, to] = [low - margin, high + margin];
  return {
    low: from,
    high: to,
    y: (ticks) => PLOT.top + ((to - ticks) / (to - from)) * PLOT.height,
  };
}

/** Quantity in the bins of one column. */
function bins(levels: ReadonlyMap<number, number>, scale: Scale): number[] {
  const out = Array.from({ length: ROWS }, () => 0);
  for (const [price, qty] of levels) {
    const bin = Math.floor(((scale.high - price) / (scale.high - scale.low)) * ROWS);
    if (bin >= 0 && bin < ROWS) out[bin] = (out[bin] ?? 0) + qty;
  }
  return out;
}

/** The depth map: one path per shade, neighbours of one shade joined. */
function depthMap(samples: readonly Sample[], scale: Scale): string {
  const columns = samples.map((s) => bins(s.levels, scale));
  const all = columns
    .flat()
    .filter((q) => q > 0)
    .sort((a, b) => a - b);
  const cuts = [0.3, 0.5, 0.68, 0.82, 0.92, 0.975].map((p) => all[Math.floor(p * all.length)] ?? 0);
  const shade = (qty: number): number => cuts.filter((cut) => qty > cut).length;
  const [w, h] = [PLOT.width / COLUMNS, PLOT.height / ROWS];
  const paths = SHADES.map(() => '');
  for (let row = 0; row < ROWS; row++)
    for (let from = 0; from < columns.length; ) {
      const of = shade(columns[from]?.[row] ?? 0);
      let to = from + 1;
      while (to < columns.length && shade(columns[to]?.[row] ?? 0) === of) to++;
      if (of > 0) {
        const x = round(PLOT.left + from * w);
        const y = round(PLOT.top + row * h);
        paths[of] += `M${x} ${y}h${round((to - from) * w + 0.3)}v${round(h + 0.3)}H${x}z`;
      }
      from = to;
    }
  const { left: x, top: y, width, height } = PLOT;
  const ground = tag('rect', { x, y, width, height, fill: SHADES[0] ?? '' });
  return (
    ground + paths.map((d, i) => (d === '' ? '' : `<path fill="${SHADES[i]}" d="${d}"/>`)).join('')
  );
}

const columnX = (column: number): number => PLOT.left + ((column + 0.5) / COLUMNS) * PLOT.width;

function priceLines(samples: readonly Sample[], scale: Scale): string {
  const line = (of: (s: Sample) => number): string =>
    samples
      .map((s, i) => `${i === 0 ? 'M' : 'L'}${round(columnX(i))} ${round(scale.y(of(s)))}`)
      .join('');
  const reach = samples
    .map((s, i) => `M${round(columnX(i))} ${round(scale.y(s.low))}V${round(scale.y(s.high))}`)
    .join('');
  return (
    `<path d="${reach}" stroke="#f4d58d" stroke-opacity=".35" stroke-width="1.6" fill="none"/>` +
    `<path d="${line((s) => s.ask)}" stroke="#ff7b72" stroke-width="1.1" fill="none"/>` +
    `<path d="${line((s) => s.bid)}" stroke="#7ee787" stroke-width="1.1" fill="none"/>`
  );
}

/** The largest prints as circles. */
function prints(sampler: Sampler, scale: Scale): string {
  const large = [...sampler.prints].sort((a, b) => b.qty - a.qty).slice(0, 120);
  const most = large[0]?.qty ?? 1;
  return large
    .map(({ column, price, qty, buy }) => {
      const radius = 1.5 + 8 * Math.sqrt(qty / most);
      const colour = buy ? '#7ee787' : '#ff7b72';
      const place = { cx: columnX(column), cy: scale.y(price), r: radius };
      const look = { fill: colour, 'fill-opacity': '.45', stroke: colour, 'stroke-width': '.6' };
      return tag('circle', { ...place, ...look });
    })
    .join('');
}

function regimes(samples: readonly Sample[]): string {
  let out = '';
  for (let from = 0; from < samples.length; ) {
    const name = samples[from]?.regime ?? '';
    let to = from + 1;
    while (to < samples.length && samples[to]?.regime === name) to++;
    const x = PLOT.left + (from / COLUMNS) * PLOT.width;
    const width = ((to - from) / COLUMNS) * PLOT.width;
    const d = `M${round(x)} ${PLOT.top - 8}V${BARS.top + BARS.height}`;
    const look = { stroke: GREY, 'stroke-opacity': '.35', 'stroke-dasharray': '2 3' };
    out += tag('path', { d, ...look });
    if (width > 58)
      out += `<text x="${round(x + 5)}" y="${PLOT.top - 9}" fill="#e6edf3">${name}</text>`;
    from = to;
  }
  return out;
}

/** Traded quantity (up bought, down sold) and events a second. */
function activity(samples: readonly Sample[]): string {
  const middle = BARS.top + BARS.height / 2;
  const most = Math.sqrt(Math.max(...samples.map((s) => Math.max(s.bought, s.sold))));
  const w = PLOT.width / COLUMNS;
  const bar = (of: (s: Sample) => number, sign: number): string =>
    samples
      .map((s, i) => {
        const height = (Math.sqrt(of(s)) / most) * (BARS.height / 2);
        const x = round(PLOT.left + i * w);
        return height < 0.3
          ? ''
          : `M${x} ${middle}v${round(sign * height)}h${round(w * 0.8)}V${middle}z`;
      })
      .join('');
  const busiest = Math.max(...samples.map((s) => s.events));
  const busy = samples
    .map((s, i) => {
      const y = BARS.top + BARS.height * (1 - s.events / busiest);
      return `${i === 0 ? 'M' : 'L'}${round(columnX(i))} ${round(y)}`;
    })
    .join('');
  return (
    `<path fill="#7ee787" fill-opacity=".75" d="${bar((s) => s.bought, -1)}"/>` +
    `<path fill="#ff7b72" fill-opacity=".75" d="${bar((s) => s.sold, 1)}"/>` +
    `<path stroke="#f4d58d" stroke-width="1" fill="none" stroke-opacity=".9" d="${busy}"/>`
  );
}

/** The book at the end: quantity by price beside the map. */
function profile(last: Sample, scale: Scale): string {
  const quantities = bins(last.levels, scale);
  const most = Math.max(...quantities);
  const h = PLOT.height / ROWS;
  return quantities
    .map((qty, row) => {
      const y = PLOT.top + row * h;
      const ask = y < scale.y(last.ask);
      const width = (qty / most) * PROFILE.width;
      const place = { x: PROFILE.left, y, width, height: h * 0.8 };
      return tag('rect', { ...place, fill: ask ? '#ff7b72' : '#7ee787', 'fill-opacity': '.8' });
    })
    .join('');
}

function axes(scale: Scale): string {
  let out = '';
  const steps = [50, 100, 200, 250, 500, 1000, 2000, 2500, 5000];
  const step = steps.find((s) => (scale.high - scale.low) / s <= 9) ?? 10_000;
  for (let tick = Math.ceil(scale.low / step) * step; tick <= scale.high; tick += step) {
    const y = round(scale.y(tick));
    out += `<path d="M${PLOT.left} ${y}h${PLOT.width}" stroke="#fff" stroke-opacity=".08"/>`;
    const place = { x: PLOT.left - 6, y, dy: 4, 'text-anchor': 'end', fill: GREY };
    out += tag('text', place, (tick / 10).toFixed(0));
  }
  for (let minute = 0; minute <= MINUTES; minute++) {
    const x = round(PLOT.left + (minute / MINUTES) * PLOT.width);
    const place = { x, y: BARS.top + BARS.height + 18, 'text-anchor': 'middle', fill: GREY };
    out += tag('text', place, `${minute} min`);
  }
  const label = (x: number, y: number, words: string): string =>
    `<text x="${x}" y="${y}" fill="#8b949e">${words}</text>`;
  return (
    out +
    label(PROFILE.left, PLOT.top - 9, 'depth at the end') +
    label(PROFILE.left, BARS.top + 14, 'bought, sold') +
    label(PROFILE.left, BARS.top + 30, 'a second (root)') +
    `<text x="${PROFILE.left}" y="${BARS.top + 50}" fill="#f4d58d">book events</text>`
  );
}

const seed = Number(process.argv[2] ?? 1);
const target =
  process.argv[3] ?? fileURLToPath(new URL('../docs/img/generated-market.svg', import.meta.url));
const sampler = await sample(seed);
const { samples } = sampler;
const last = samples.at(-1);
if (last === undefined) throw new Error('no samples');
const scale = priceScale(samples);
const picture = [
  tag('rect', { width: WIDTH, height: HEIGHT, fill: '#0d1117' }),
  depthMap(samples, scale),
  axes(scale),
  prints(sampler, scale),
  priceLines(samples, scale),
  activity(samples),
  profile(last, scale),
  regimes(samples),
].join('');
const root = {
  xmlns: 'http://www.w3.org/2000/svg',
  viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
  'font-family': 'system-ui, sans-serif',
  'font-size': 12,
  role: 'img',
  'aria-label': 'Depth, prices and trades of a generated market',
};
writeFileSync(target, `${tag('svg', root, picture)}\n`);
console.log(`${target}: ${sampler.prints.length} prints`);
