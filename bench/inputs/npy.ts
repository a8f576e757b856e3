// Writes hftbacktest's input: a .npy of 64-byte rows, in an order that is non-decreasing in
// exchange time for rows with the exchange flag and in local time for rows with the local flag.
// A row for which the two orders disagree is written twice, once per flag.
// Layout and rule: nkaz001/hftbacktest, docs/data.rst and hftbacktest/src/types.rs.

export interface NpyRow {
  /** 1 depth, 2 trade, 3 clear, 4 snapshot. */
  readonly kind: number;
  /** 1 bid or buy, 2 ask or sell, 0 none. */
  readonly side: number;
  readonly exchTs: bigint;
  readonly localTs: bigint;
  readonly price: number;
  readonly qty: number;
}

const EXCH = 1 << 31;
const LOCAL = 1 << 30;
const BUY = 1 << 29;
const SELL = 1 << 28;
const ROW = 64;

function npyHeader(count: number): Uint8Array {
  const fields = ['ev', 'exch_ts', 'local_ts', 'px', 'qty', 'order_id', 'ival', 'fval'];
  const types = ['<u8', '<i8', '<i8', '<f8', '<f8', '<u8', '<i8', '<f8'];
  const descr = fields.map((f, i) => `('${f}', '${types[i]}')`).join(', ');
  const text = `{'descr': [${descr}], 'fortran_order': False, 'shape': (${count},), }`;
  const length = Math.ceil((10 + text.length + 1) / 64) * 64;
  const bytes = new Uint8Array(length).fill(0x20);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, length - 10, true);
  bytes.set(new TextEncoder().encode(text), 10);
  bytes[length - 1] = 0x0a;
  return bytes;
}

const order = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** `rows` in receive order; returns the file and how many rows it has. */
export function encodeNpy(rows: readonly NpyRow[]): {
  bytes: Uint8Array;
  count: number;
  sourceRows: number;
} {
  const index = rows.map((_, i) => i);
  const at = (i: number): NpyRow => rows[i] as NpyRow;
  const byExch = index.toSorted((a, b) => order(at(a).exchTs, at(b).exchTs));
  const byLocal = index.toSorted((a, b) => order(at(a).localTs, at(b).localTs));
  const out: { row: NpyRow; flags: number }[] = [];
  let e = 0;
  let l = 0;
  while (e < rows.length || l < rows.length) {
    const i = byExch[e];
    const j = byLocal[l];
    if (i !== undefined && i === j) {
      out.push({ row: at(i), flags: EXCH | LOCAL });
      e++;
      l++;
    } else if (i !== undefined && (j === undefined || at(i).exchTs <= at(j).exchTs)) {
      out.push({ row: at(i), flags: EXCH });
      e++;
    } else {
      out.push({ row: at(j as number), flags: LOCAL });
      l++;
    }
  }
  const header = npyHeader(out.length);
  const bytes = new Uint8Array(header.length + out.length * ROW);
  bytes.set(header);
  const view = new DataView(bytes.buffer);
  out.forEach(({ row, flags }, i) => {
    const p = header.length + i * ROW;
    const side = row.side === 1 ? BUY : row.side === 2 ? SELL : 0;
    view.setUint32(p, (flags | side | row.kind) >>> 0, true);
    view.setBigInt64(p + 8, row.exchTs, true);
    view.setBigInt64(p + 16, row.localTs, true);
    view.setFloat64(p + 24, row.price, true);
    view.setFloat64(p + 32, row.qty, true);
  });
  return { bytes, count: out.length, sourceRows: rows.length };
}
