// Runs handlers over a market written by hand; what they and their orders say, line by line.
import type { Context, Handlers, MarketNeeds } from '../strategy/contract.ts';
import { defineStrategy } from '../strategy/define.ts';
import type { ParamSpecs, ParamsOf } from '../strategy/params.ts';
import { type KitOptions, type KitRun, runScript, type Script } from './strategy-kit.ts';

/** Messages take no time. */
export const FREE = { latency: { model: 'constant', entryNs: 0, responseNs: 0 } } as const;
export type Ctx = Context<ParamsOf<ParamSpecs>>;

/** Both clocks, seconds since 1970. */
export const at = (seconds: number) => {
  const ns = BigInt(Math.round(seconds * 1e9));
  return { recv: ns, exchange: ns };
};

const ALL = { book: true, topOfBook: true, trades: true } as const;

export interface HearOptions extends KitOptions {
  /** What the market 'main' brings. @default depth, top and trades */
  readonly needs?: MarketNeeds;
  /** A second market, traded beside it. */
  readonly other?: MarketNeeds;
}

/** Runs handlers over a script; lines are what they and their orders say. */
export async function hear(
  script: Script,
  create: (c: Ctx, say: (line: string) => void) => Handlers,
  options: HearOptions = {},
): Promise<KitRun & { readonly lines: readonly string[] }> {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const strategy = defineStrategy({
    name: 'edges',
    markets: {
      main: options.needs ?? ALL,
      ...(options.other === undefined ? {} : { other: options.other }),
    },
    create: (c: Ctx): Handlers => ({
      onOrder: (o) => say(`#${o.orderId} ${o.status} ${o.reason} ${o.leavesQuanta}`),
      onFill: (f) => say(`#${f.orderId} fill ${f.qtyQuanta}@${f.priceQuanta} ${f.exchangeTsNs}`),
      ...create(c, say),
    }),
  });
  const run = await runScript(strategy, script, { execution: FREE, ...options });
  return { ...run, lines };
}

/** 99.90 / 100.10 of 5 each. */
export const BOOK = { bids: [[9990n, 5000n]], asks: [[10_010n, 5000n]] } as const;
