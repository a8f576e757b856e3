// What the columns of a CSV file mean: from the user's column map, or from a known header.
import { OutcryError } from '../errors/outcry-error.ts';

export type CsvKind = 'trades' | 'depth' | 'bbo';

export const CSV_ROLES = [
  'time',
  'recvTime',
  'exchange',
  'symbol',
  'snapshot',
  'side',
  'buyerMaker',
  'price',
  'qty',
  'id',
  'bidPrice',
  'bidQty',
  'askPrice',
  'askQty',
] as const;
export type CsvRole = (typeof CSV_ROLES)[number];

export interface CsvPlan {
  readonly kind: CsvKind;
  /** Index of each role's column, -1 where the file has none. */
  readonly columns: Readonly<Record<CsvRole, number>>;
  /** What to call a column in messages. */
  readonly labels: readonly string[];
  readonly columnCount: number;
  readonly hasHeader: boolean;
}

const REQUIRED: Readonly<Record<CsvKind, readonly CsvRole[]>> = {
  trades: ['time', 'price', 'qty'],
  depth: ['time', 'side', 'price', 'qty'],
  bbo: ['time', 'bidPrice', 'bidQty', 'askPrice', 'askQty'],
};

/** Columns that a header has beyond those needed are ignored. */
export type CsvColumnMap = Partial<Record<CsvRole, string>>;

/**
 * Reads `time=ts,price=px,qty=size`: role = name of a column, or `#N` for the N-th from 1.
 * @throws OutcryError BAD_ARGUMENT
 */
export function parseColumnMap<R extends string = CsvRole>(
  text: string,
  roles: readonly R[],
): Partial<Record<R, string>> {
  const map: Partial<Record<R, string>> = {};
  for (const part of text.split(',')) {
    const equals = part.indexOf('=');
    const role = roles.find((known) => known === part.slice(0, equals).trim());
    const name = part.slice(equals + 1).trim();
    if (equals < 0 || role === undefined || name === '')
      throw usage('a column map is a list of role=column', `roles ${roles.join(', ')}`, part);
    if (map[role] !== undefined) throw usage('a role stands twice', 'each role once', role);
    map[role] = name;
  }
  return map;
}

function usage(message: string, expected: string, found: string): OutcryError {
  return new OutcryError('BAD_ARGUMENT', 'usage', message, {
    where: '--columns',
    expected,
    found: `'${found}'`,
  });
}

/**
 * The plan for a file whose first row is `first`.
 *
 * @param hasHeader undefined: the first row is a header when a column is mapped by name, or when
 *   its time column is no time
 * @throws OutcryError MISSING_COLUMN, DUPLICATE_COLUMN, BAD_ARGUMENT
 */
export function planColumns(
  where: string,
  kind: CsvKind,
  map: CsvColumnMap,
  first: readonly string[],
  hasHeader?: boolean,
): CsvPlan {
  for (const role of REQUIRED[kind])
    if (map[role] === undefined)
      throw usage(`the column of '${role}' is not given`, REQUIRED[kind].join(', '), '');
  const header = first.map((name) => name.trim());
  const isNamed = Object.values(map).some((name) => !/^#\d+$/.test(name));
  const isHeader =
    hasHeader ?? (isNamed || !/^\d/.test(header[columnOf(where, map.time ?? '', header)] ?? ''));
  if (isNamed && !isHeader)
    throw usage('columns have names only with a header', '#1, #2, ...', String(map.time));
  const columns = {} as Record<CsvRole, number>;
  for (const role of CSV_ROLES) {
    const name = map[role];
    columns[role] = name === undefined ? -1 : columnOf(where, name, header);
  }
  const labels = header.map((name, i) => (isHeader ? name : `#${i + 1}`));
  return { kind, columns, labels, columnCount: header.length, hasHeader: isHeader };
}

function columnOf(where: string, name: string, header: readonly string[]): number {
  const numbered = /^#(\d+)$/.exec(name);
  const index = numbered === null ? header.indexOf(name) : Number(numbered[1]) - 1;
  if (index < 0 || index >= header.length)
    throw new OutcryError('MISSING_COLUMN', 'input', `there is no column '${name}'`, {
      where,
      line: 1,
      expected: `'${name}' among the columns`,
      found: header.join(',').slice(0, 200),
    });
  if (numbered === null && header.indexOf(name, index + 1) >= 0)
    throw new OutcryError('DUPLICATE_COLUMN', 'input', `column '${name}' stands twice`, {
      where,
      line: 1,
      expected: 'each name once',
      found: header.join(',').slice(0, 200),
    });
  return index;
}
