// A core's memory as microstructure uses it: places for what comes in, shared by all states of the
// core, and blocks of states that are used again when they are given back.
import { MicroConfigView } from '../abi/micro.ts';
import { TradeView } from '../abi/records.ts';
import type { Core } from '../core/core.ts';

/** Most levels a side that are taken. */
export const DEPTH_MAX = 1000;
export const ROW = 16;

export class MicroHost {
  readonly core: Core;
  readonly config: MicroConfigView;
  readonly trade: TradeView;
  /** Place of a time. */
  readonly time: number;
  /** Places of DEPTH_MAX rows each; 0 until levels are given for the first time. */
  #bids = 0;
  readonly #free = new Map<number, number[]>();

  constructor(core: Core) {
    this.core = core;
    const config = core.alloc(MicroConfigView.size, 'a configuration of microstructure');
    this.config = new MicroConfigView(core.view, config);
    this.trade = new TradeView(core.view, core.alloc(TradeView.size, 'a trade'));
    this.time = core.alloc(8, 'a time');
  }

  get bids(): number {
    if (this.#bids === 0) this.#bids = this.core.alloc(2 * DEPTH_MAX * ROW, 'levels');
    return this.#bids;
  }

  get asks(): number {
    return this.bids + DEPTH_MAX * ROW;
  }

  claim(bytes: number): number {
    return this.#free.get(bytes)?.pop() ?? this.core.alloc(bytes, 'microstructure');
  }

  release(at: number, bytes: number): void {
    const places = this.#free.get(bytes);
    if (places === undefined) this.#free.set(bytes, [at]);
    else places.push(at);
  }
}

const hosts = new WeakMap<Core, MicroHost>();

/** The one host of a core. */
export function hostOf(core: Core): MicroHost {
  const known = hosts.get(core);
  if (known !== undefined) return known;
  const host = new MicroHost(core);
  hosts.set(core, host);
  return host;
}
