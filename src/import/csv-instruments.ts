// Which instrument a CSV row belongs to. Consecutive rows mostly belong to the same one: its name
// is compared by bytes, and looked up only when it changes.
import { OutcryError } from '../errors/outcry-error.ts';
import type { VenueName } from '../model/instrument.ts';
import type { CsvPlan } from './csv-plan.ts';
import type { CsvReader } from './csv-reader.ts';
import { ImportedInstrument, type ImportOptions, SCALE_MAX } from './imported-instrument.ts';
import { decimalsOf } from './text-fields.ts';
import { TimeParser, type TimeUnit } from './time-unit.ts';

/** Names that data vendors use for the venues that we know. @source docs.tardis.dev */
const VENUES: Readonly<Record<string, VenueName>> = {
  binance: 'binance-spot',
  'binance-futures': 'binance-usdm',
  'binance-delivery': 'binance-coinm',
};

interface Seen {
  readonly exchange: string;
  readonly symbol: string;
  priceDecimals: number;
  qtyDecimals: number;
  target?: ImportedInstrument;
}

/** What a user may say of all rows of a file. */
export interface CsvDefaults {
  /** In place of what a column says. */
  readonly venue?: VenueName;
  /** Where no column names it. */
  readonly symbol?: string;
  /** Demands this unit of every time stamp. @default read off the first stamp of each column */
  readonly timeUnit?: TimeUnit;
}

/** Rows of the beginning that scales are inferred from. */
const ROWS_SEEN = 10_000;

export class CsvInstruments {
  readonly all: ImportedInstrument[] = [];
  readonly #plan: CsvPlan;
  readonly #options: ImportOptions;
  readonly #venue: VenueName | undefined;
  readonly #symbol: string;
  readonly #timeUnit: TimeUnit | undefined;
  readonly #byName = new Map<string, Seen>();
  #last = new Uint8Array(0);
  #lastExchangeBytes = 0;
  #lastSeen: Seen | undefined;
  #firstRecvNs: bigint | undefined;

  constructor(plan: CsvPlan, options: ImportOptions & CsvDefaults, defaultSymbol: string) {
    this.#plan = plan;
    this.#options = options;
    this.#venue = options.venue;
    this.#timeUnit = options.timeUnit;
    this.#symbol = options.symbol ?? defaultSymbol;
  }

  /** Receive time of the first row, once `infer` has seen it. */
  get firstRecvNs(): bigint | undefined {
    return this.#firstRecvNs;
  }

  /** Looks at the first rows for the symbols they name and the decimals they need. */
  async infer(reader: CsvReader): Promise<void> {
    try {
      for (let rows = 0; rows < ROWS_SEEN; ) {
        if (!reader.next()) {
          if (await reader.fill()) continue;
          break;
        }
        if (rows++ === 0 && this.#plan.hasHeader) continue;
        if (reader.fieldCount !== this.#plan.columnCount) break;
        this.#firstRecvNs ??= this.#recvNs(reader);
        this.#look(reader);
      }
    } catch (failure) {
      // The rows will be read again, and the fault be thrown where it stands.
      if (!(failure instanceof OutcryError)) throw failure;
    }
    for (const seen of this.#byName.values()) this.#create(seen, reader);
  }

  #recvNs(reader: CsvReader): bigint | undefined {
    const { time, recvTime } = this.#plan.columns;
    const column = recvTime < 0 ? time : recvTime;
    const parser = new TimeParser(this.#timeUnit);
    const { bytes, starts, ends } = reader;
    const isTime = parser.parse(bytes, starts[column] ?? 0, ends[column] ?? 0);
    return isTime ? parser.ns.toBigInt() : undefined;
  }

  #look(reader: CsvReader): void {
    const { price, qty, bidPrice, bidQty, askPrice, askQty } = this.#plan.columns;
    const seen = this.#find(reader);
    for (const column of [price, bidPrice, askPrice])
      seen.priceDecimals = Math.max(seen.priceDecimals, decimals(reader, column));
    for (const column of [qty, bidQty, askQty])
      seen.qtyDecimals = Math.max(seen.qtyDecimals, decimals(reader, column));
  }

  /** The instrument of the row. @throws OutcryError BAD_ROW, AMBIGUOUS_SYMBOL */
  resolve(reader: CsvReader): ImportedInstrument {
    const seen = this.#find(reader);
    return seen.target ?? this.#createFromRow(seen, reader);
  }

  #createFromRow(seen: Seen, reader: CsvReader): ImportedInstrument {
    this.#look(reader);
    return this.#create(seen, reader);
  }

  #create(seen: Seen, reader: CsvReader): ImportedInstrument {
    const venue = this.#venue ?? VENUES[seen.exchange] ?? 'unknown';
    const bytes = new TextEncoder().encode(seen.symbol).length;
    if (bytes === 0 || bytes > 32)
      throw new OutcryError('BAD_ROW', 'input', 'not a symbol', {
        where: reader.name,
        line: reader.line,
        expected: '1 to 32 bytes',
        found: `'${seen.symbol.slice(0, 60)}'`,
      });
    for (const other of this.#byName.values()) {
      const one = other.target?.instrument;
      if (one === undefined || one.venue !== venue || one.symbol !== seen.symbol) continue;
      throw new OutcryError('AMBIGUOUS_SYMBOL', 'input', 'one symbol of two exchanges', {
        where: reader.name,
        line: reader.line,
        found: `'${seen.symbol}' of '${other.exchange}' and '${seen.exchange}'`,
        hint: 'import the exchanges one by one',
      });
    }
    const target = new ImportedInstrument(
      this.#options,
      venue,
      seen.symbol,
      seen.priceDecimals,
      seen.qtyDecimals,
    );
    seen.target = target;
    this.all.push(target);
    return target;
  }

  #find(reader: CsvReader): Seen {
    const { exchange, symbol } = this.#plan.columns;
    if (symbol < 0 && this.#lastSeen !== undefined) return this.#lastSeen;
    if (symbol >= 0 && this.#isLast(reader, exchange, symbol) && this.#lastSeen !== undefined)
      return this.#lastSeen;
    const exchangeText = exchange < 0 ? '' : reader.text(exchange);
    const symbolText = symbol < 0 ? this.#symbol : reader.text(symbol);
    const name = `${exchangeText}\n${symbolText}`;
    let seen = this.#byName.get(name);
    if (seen === undefined) {
      seen = { exchange: exchangeText, symbol: symbolText, priceDecimals: 0, qtyDecimals: 0 };
      this.#byName.set(name, seen);
    }
    this.#remember(reader, exchange, symbol);
    this.#lastSeen = seen;
    return seen;
  }

  #isLast(reader: CsvReader, exchange: number, symbol: number): boolean {
    const { bytes, starts, ends } = reader;
    const last = this.#last;
    let at = 0;
    if (exchange >= 0) {
      const end = ends[exchange] as number;
      const start = starts[exchange] as number;
      if (end - start !== this.#lastExchangeBytes) return false;
      for (let i = start; i < end; i++) if (bytes[i] !== last[at++]) return false;
    }
    const end = ends[symbol] as number;
    const start = starts[symbol] as number;
    if (end - start !== last.length - at) return false;
    for (let i = start; i < end; i++) if (bytes[i] !== last[at++]) return false;
    return true;
  }

  #remember(reader: CsvReader, exchange: number, symbol: number): void {
    const part = (column: number) =>
      column < 0
        ? new Uint8Array(0)
        : reader.bytes.slice(reader.starts[column], reader.ends[column]);
    const first = part(exchange);
    const second = part(symbol);
    this.#last = new Uint8Array(first.length + second.length);
    this.#last.set(first);
    this.#last.set(second, first.length);
    this.#lastExchangeBytes = first.length;
  }
}

function decimals(reader: CsvReader, column: number): number {
  if (column < 0) return 0;
  const count = decimalsOf(reader.bytes, reader.starts[column] ?? 0, reader.ends[column] ?? 0);
  // Numbers that no scale can hold are refused at their row and must not spoil the others.
  return count > SCALE_MAX ? 0 : count;
}
