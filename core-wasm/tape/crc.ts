// CRC-32 as in zlib (polynomial 0xedb88320, reflected), eight bytes a step, for hosts without one.
// State: eight tables of 256 uint32, computed at set-up.

/** Bytes of the tables. */
export function tapeCrcSize(): u32 {
  return 8 * 1024;
}

/** Computes the tables at `tables`. Table k: effect of a byte that k more bytes follow. */
export function tapeCrcInit(tables: usize): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xedb8_8320 & (0 - (crc & 1)));
    store<u32>(tables + (byte << 2), crc);
  }
  for (let at: usize = 1024; at < 8 * 1024; at += 4) {
    const before = load<u32>(tables + at - 1024);
    store<u32>(tables + at, (before >> 8) ^ load<u32>(tables + ((before & 0xff) << 2)));
  }
}

@inline
function tableAt(tables: usize, k: u32, byte: u32): u32 {
  return load<u32>(tables + (k << 10) + ((byte & 0xff) << 2));
}

/** CRC-32 of [start, end), continuing from `crc` (0 at first). */
export function tapeCrc(tables: usize, start: usize, end: usize, crc: u32): u32 {
  crc = ~crc;
  while (end - start >= 8) {
    const low = load<u32>(start) ^ crc;
    const high = load<u32>(start, 4);
    crc =
      tableAt(tables, 7, low) ^
      tableAt(tables, 6, low >> 8) ^
      tableAt(tables, 5, low >> 16) ^
      tableAt(tables, 4, low >> 24) ^
      tableAt(tables, 3, high) ^
      tableAt(tables, 2, high >> 8) ^
      tableAt(tables, 1, high >> 16) ^
      tableAt(tables, 0, high >> 24);
    start += 8;
  }
  while (start < end) {
    crc = (crc >> 8) ^ tableAt(tables, 0, crc ^ u32(load<u8>(start)));
    start++;
  }
  return ~crc;
}
