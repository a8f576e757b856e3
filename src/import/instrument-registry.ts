// One id per instrument and run, shared by all sources of the run. Ids are of the run only:
// hashes and tapes know an instrument by venue and symbol.
import { OutcryError } from '../errors/outcry-error.ts';
import { type Instrument, instrumentKey, type VenueName } from '../model/instrument.ts';

/** What a user says about instruments beforehand; anything left out is inferred from the data. */
export type InstrumentHint = Partial<Omit<Instrument, 'venue' | 'symbol' | 'version'>>;

const IDS_MAX = 65535;

export class InstrumentRegistry {
  private readonly ids = new Map<string, number>();
  private readonly definitions: Instrument[] = [];
  private readonly hints: ReadonlyMap<string, InstrumentHint>;
  private readonly common: InstrumentHint;

  /**
   * @param hints by key (`binance-usdm:BTCUSDT`) or by symbol alone
   * @param common for all instruments
   */
  constructor(hints: ReadonlyMap<string, InstrumentHint> = new Map(), common: InstrumentHint = {}) {
    this.hints = hints;
    this.common = common;
  }

  /** The present definitions, by id. */
  get instruments(): readonly Instrument[] {
    return this.definitions;
  }

  /** What the user said of an instrument. Scales that other sources found do not count. */
  readonly describe = (venue: VenueName, symbol: string): InstrumentHint => {
    const own = this.hints.get(instrumentKey({ venue, symbol })) ?? this.hints.get(symbol);
    return { ...this.common, ...own };
  };

  /** The id of an instrument, a new one when it is new; remembers the definition as present. */
  readonly assignId = (instrument: Instrument): number => {
    const key = instrumentKey(instrument);
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.definitions.length;
      if (id >= IDS_MAX)
        throw new OutcryError('INSTRUMENTS_FULL', 'input', 'too many instruments in one run', {
          expected: `at most ${IDS_MAX}`,
          found: key,
        });
      this.ids.set(key, id);
    }
    this.definitions[id] = instrument;
    return id;
  };
}
