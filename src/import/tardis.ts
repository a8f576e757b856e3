// Opens CSV files in the layouts that tardis.dev publishes: incremental_book_L2, trades, quotes,
// book_ticker. Which one it is shows in the header.
// @source docs.tardis.dev, downloadable CSV files, data types
import { OutcryError } from '../errors/outcry-error.ts';
import type { ByteSource } from '../fs/types.ts';
import { openCsvAs } from './csv.ts';
import { type CsvColumnMap, type CsvKind, type CsvPlan, planColumns } from './csv-plan.ts';
import type { CsvOptions } from './csv-source.ts';
import type { RecordSource } from './record-source.ts';

const COMMON = {
  exchange: 'exchange',
  symbol: 'symbol',
  time: 'timestamp',
  recvTime: 'local_timestamp',
} as const;

interface Layout {
  readonly kind: CsvKind;
  readonly columns: CsvColumnMap;
  /** The column that no other layout has. */
  readonly mark: string;
}

const LAYOUTS: readonly Layout[] = [
  {
    kind: 'depth',
    mark: 'is_snapshot',
    columns: { ...COMMON, snapshot: 'is_snapshot', side: 'side', price: 'price', qty: 'amount' },
  },
  {
    kind: 'bbo',
    mark: 'bid_amount',
    columns: {
      ...COMMON,
      bidPrice: 'bid_price',
      bidQty: 'bid_amount',
      askPrice: 'ask_price',
      askQty: 'ask_amount',
    },
  },
  {
    kind: 'trades',
    mark: 'id',
    columns: { ...COMMON, id: 'id', side: 'side', price: 'price', qty: 'amount' },
  },
];

/** True when `header` is the first line of such a file. */
export function isTardisHeader(header: readonly string[]): boolean {
  return header.includes(COMMON.recvTime) && layoutOf(header) !== undefined;
}

function layoutOf(header: readonly string[]): Layout | undefined {
  return LAYOUTS.find((layout) => header.includes(layout.mark));
}

/**
 * Records of a Tardis-style file. Rows of one message (same symbol, times and snapshot flag) become
 * one depth record; the first snapshot rows after others replace the book. Prints whose id is not
 * a number have trade id -1.
 *
 * @throws OutcryError MISSING_COLUMN, DUPLICATE_COLUMN, NO_RECORDS; while reading BAD_ROW,
 *   BAD_TIME, TIME_BACKWARDS, BAD_DECIMAL, OVERFLOW, NEGATIVE with file, line, column, expected
 *   and found
 */
export function openTardisCsv(source: ByteSource, options: CsvOptions): Promise<RecordSource> {
  return openCsvAs(source, options, (first): CsvPlan => {
    const layout = layoutOf(first.map((name) => name.trim()));
    if (layout !== undefined)
      return planColumns(source.name, layout.kind, layout.columns, first, true);
    throw new OutcryError('MISSING_COLUMN', 'input', 'not a known Tardis layout', {
      where: source.name,
      line: 1,
      expected: `a header with ${LAYOUTS.map((one) => one.mark).join(', or ')}`,
      found: first.join(',').slice(0, 200),
    });
  });
}
