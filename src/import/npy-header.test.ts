import { describe, expect, test } from 'vitest';
import { encodeNpyHeader, isNpy, parseNpyHeader } from './npy-header.ts';

// As numpy writes it.
const DESCR =
  "[('ev', '<u8'), ('exch_ts', '<i8'), ('local_ts', '<i8'), ('px', '<f8'), ('qty', '<f8'), " +
  "('order_id', '<u8'), ('ival', '<i8'), ('fval', '<f8')]";

describe('header', () => {
  test('is what numpy 2.2.6 writes', () => {
    const golden = `{'descr': ${DESCR}, 'fortran_order': False, 'shape': (3,), }`;
    const bytes = Buffer.from(encodeNpyHeader(3));
    expect(bytes.subarray(0, 10).toString('hex')).toBe('934e554d50590100f600');
    expect(bytes.subarray(10).toString()).toBe(`${golden.padEnd(245)}\n`);
    expect(isNpy(bytes)).toBe(true);
    expect(parseNpyHeader(bytes, 'x')).toEqual({ rows: 3, dataOffset: 256 });
    expect(parseNpyHeader(bytes.subarray(0, 200), 'x')).toBeUndefined();
  });

  const header = (dict: string, version = 1) => {
    const head = Buffer.alloc(version === 1 ? 10 : 12);
    head.write('\x93NUMPY', 'latin1');
    head[6] = version;
    if (version === 1) head.writeUInt16LE(dict.length, 8);
    else head.writeUInt32LE(dict.length, 8);
    return Buffer.concat([head, Buffer.from(dict)]);
  };
  const descr = (text: string, rest = "'fortran_order': False, 'shape': (3,)") =>
    `{'descr': ${text}, ${rest}}`;
  const good = DESCR;

  test('versions 2 and 3, other spacing and key order', () => {
    for (const version of [1, 2, 3])
      expect(parseNpyHeader(header(`${descr(good)}\n`, version), 'x')?.rows).toBe(3);
    const other = `{"shape":(7,),"fortran_order":False,"descr":${good.replaceAll(' ', '')}}`;
    expect(parseNpyHeader(header(other), 'x')?.rows).toBe(7);
  });

  test.each([
    ['big-endian', descr(good.replace('<u8', '>u8')), /'>u8'/],
    ['another type', descr(good.replace("('px', '<f8')", "('px', '<f4')")), /'<f4'/],
    ['another name', descr(good.replace('local_ts', 'recv_ts')), /recv_ts/],
    ['another order', descr(`[('exch_ts', '<i8'), ${good.slice(1)}`), /another type/],
    ['a plain array', descr("'<f8'"), /another type/],
    ['objects', descr("'|O'"), /Python objects/],
    ['objects in a row', descr(good.replace('<f8', '|O')), /Python objects/],
    ['two dimensions', descr(good, "'fortran_order': False, 'shape': (3, 2)"), /one-dimensional/],
    ['no dimension', descr(good, "'fortran_order': False, 'shape': ()"), /one-dimensional/],
    ['Fortran order', descr(good, "'fortran_order': True, 'shape': (3,)"), /another order/],
    ['missing key', "{'descr': 'x', 'shape': (3,)}", /unknown header/],
    ['no dictionary', 'import os', /no Python dictionary/],
    ['code in it', descr(good, "'fortran_order': False, 'shape': (f(),)"), /no Python dictionary/],
  ])('%s is refused', (_, dict, message) => {
    expect(() => parseNpyHeader(header(dict), 'tape.npy')).toThrow(message);
    expect(() => parseNpyHeader(header(dict), 'tape.npy')).toThrow(/^tape\.npy/);
  });

  test('other files and versions are refused', () => {
    expect(() => parseNpyHeader(Buffer.from('\x80\x04\x95pickle......', 'latin1'), 'x')).toThrow(
      /not a .npy/,
    );
    expect(() => parseNpyHeader(header('{}', 4), 'x')).toThrow(/version/);
  });
});
