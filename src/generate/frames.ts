// A generated market as the bytes that a recorder would have written: one line per message, receive
// time, a space, the venue's JSON. Takes the same way into the engine as real recordings.
import { FrameConfigView } from '../abi/market.ts';
import type { Core } from '../core/core.ts';
import type { Instrument } from '../model/instrument.ts';
import { createMarket, type GeneratedMarket, type RecordRange } from './market.ts';
import type { MarketOptions } from './options.ts';
import { encodeTemplate, frameTemplates } from './templates.ts';

/** Texts of records, made in core memory. */
export class FrameEncoder {
  readonly #core: Core;
  readonly #config: FrameConfigView;
  readonly #out: number;
  readonly #outEnd: number;

  /**
   * @param outputBytes room for texts; a depth record needs 64 bytes a row and 1 KiB
   * @throws OutcryError BAD_ARGUMENT for venues without message forms; OUT_OF_MEMORY
   */
  constructor(core: Core, instrument: Instrument, outputBytes = 1 << 20) {
    const templates = frameTemplates(instrument);
    const config = new FrameConfigView(core.view, core.alloc(FrameConfigView.size, 'frame texts'));
    const place = (template: (typeof templates)['delta']): number => {
      const bytes = encodeTemplate(template);
      const at = core.alloc(bytes.length, 'frame texts');
      core.bytes.set(bytes, at);
      return at;
    };
    // Digits that the venue writes; more where the instrument has more.
    const priceDecimals = Math.max(templates.priceDecimals, instrument.priceScale);
    const qtyDecimals = Math.max(templates.qtyDecimals, instrument.qtyScale);
    config.priceDecimals = priceDecimals;
    config.qtyDecimals = qtyDecimals;
    config.priceMultiplier = 10n ** BigInt(priceDecimals - instrument.priceScale);
    config.priceDivisor = 10n ** BigInt(priceDecimals);
    config.qtyMultiplier = 10n ** BigInt(qtyDecimals - instrument.qtyScale);
    config.qtyDivisor = 10n ** BigInt(qtyDecimals);
    config.deltaTemplate = place(templates.delta);
    config.snapshotTemplate = place(templates.snapshot);
    config.tradeTemplate = place(templates.trade);
    config.bboTemplate = place(templates.bbo);
    this.#core = core;
    this.#config = config;
    this.#out = core.alloc(outputBytes, 'frames');
    this.#outEnd = this.#out + outputBytes;
  }

  /**
   * Writes the texts of the records in [start, end) as far as they fit; `consumedTo` is the first
   * record without text. Records of kinds without a message (definitions) have none.
   * @throws OutcryError TOO_LARGE when not even the first fits
   */
  encode(start: number, end: number): RecordRange & { readonly consumedTo: number } {
    const status = this.#core.exports.frameEncodeMany(
      start,
      end,
      this.#config.offset,
      this.#out,
      this.#outEnd,
    );
    const written = this.#core.check(status, 'frames');
    return {
      start: this.#out,
      end: this.#out + written,
      consumedTo: start + this.#config.consumedBytes,
    };
  }
}

/** The bytes of a market, and how far it is. */
export interface GeneratedFrames {
  readonly chunks: AsyncGenerator<Uint8Array, void, undefined>;
  /** Events in the chunks so far. */
  readonly events: number;
}

async function* framesOf(
  core: Core,
  market: GeneratedMarket,
): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new FrameEncoder(core, market.plan.instrument);
  const chunk = new Uint8Array(1 << 20);
  for (let batch = market.nextBatch(); batch !== undefined; batch = market.nextBatch()) {
    let from = batch.start;
    while (from < batch.end) {
      const text = encoder.encode(from, batch.end);
      from = text.consumedTo;
      // Copied: not every reader takes views of shared memory.
      const length = text.end - text.start;
      chunk.set(core.bytes.subarray(text.start, text.end));
      if (length > 0) yield chunk.subarray(0, length);
    }
  }
}

/**
 * The market as lines of a recording: `<recv ns> {"stream":...}\n`. A chunk holds whole lines and
 * belongs to the reader until it asks for the next one.
 * @throws OutcryError BAD_ARGUMENT with every fault of the options; OUT_OF_MEMORY
 */
export function createFrames(core: Core, options: MarketOptions = {}): GeneratedFrames {
  const market = createMarket(core, options);
  return {
    chunks: framesOf(core, market),
    get events() {
      return market.state().events;
    },
  };
}

/** The chunks of `createFrames` alone. */
export function generateFrames(
  core: Core,
  options: MarketOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  return createFrames(core, options).chunks;
}
