// Symbol table of a decoder: open addressing over 64-byte entries, never more than half full,
// nothing is removed. The hash ignores letter case, so that stream names (lower case) and symbols
// find the same entry.
//
// Entry: +0 length u32 (0 = free), +4 instrument id u32, +8 price scale i32, +12 qty scale i32,
// +16 symbol (32 bytes, zero padded), +48 mask of the first 16 bytes that hold symbol and quote.
import { Decoder } from '../abi/decode';
import { Definition, DEFINITION_SYMBOL } from '../abi/records';
import { Status } from '../abi/status';
import { AT_TABLE } from './state';

@inline export const SYMBOL_MAX: u32 = 32;
@inline const SIZEOF_ENTRY: u32 = 64;
@inline const ENTRY_SYMBOL: usize = 16;
@inline const ENTRY_MASK: usize = 48;
@inline const QUOTE: u32 = 0x22;

@unmanaged
export class Entry {
  length: u32;
  instrumentId: u32;
  priceScale: i32;
  qtyScale: i32;
}

/** Slots of a table for `instrumentsMax`: a power of two, at least twice as many. */
@inline
export function tableSlots(instrumentsMax: u32): u32 {
  return 1 << (32 - clz(2 * instrumentsMax - 1));
}

@inline
export function tableBytes(instrumentsMax: u32): u32 {
  return tableSlots(instrumentsMax) * SIZEOF_ENTRY;
}

/** Byte with ASCII capitals made small. */
@inline
function folded(c: u32): u32 {
  return c - 0x41 <= 25 ? c | 0x20 : c;
}

function hashOf(p: usize, length: u32): u32 {
  let hash: u32 = 0x811c9dc5;
  for (let i: u32 = 0; i < length; i++) hash = (hash ^ folded(load<u8>(p + i))) * 0x01000193;
  return hash ^ (hash >> 15);
}

function equal(a: usize, b: usize, length: u32, fold: bool): bool {
  for (let i: u32 = 0; i < length; i++) {
    const x = <u32>load<u8>(a + i);
    const y = <u32>load<u8>(b + i);
    if (x != y && !(fold && folded(x) == folded(y))) return false;
  }
  return true;
}

@inline
function slotAt(dec: Decoder, index: u32): usize {
  return changetype<usize>(dec) + AT_TABLE + index * SIZEOF_ENTRY;
}

/** Entry of the symbol at `p`, or 0. `fold`: letter case does not count. */
export function findSymbol(dec: Decoder, p: usize, length: u32, fold: bool): usize {
  if (length - 1 >= SYMBOL_MAX) return 0;
  const mask = tableSlots(dec.instrumentsMax) - 1;
  let index = hashOf(p, length) & mask;
  while (true) {
    const at = slotAt(dec, index);
    const found = changetype<Entry>(at).length;
    if (found == 0) return 0;
    if (found == length && equal(at + ENTRY_SYMBOL, p, length, fold)) return at;
    index = (index + 1) & mask;
  }
}

/** True when the text at `p` is the entry's symbol and its closing quote. Reads 16 bytes. */
@inline
export function startsWithSymbol(entry: usize, p: usize): bool {
  const mask = v128.load(entry + ENTRY_MASK);
  const differ = v128.and(v128.xor(v128.load(p), v128.load(entry + ENTRY_SYMBOL)), mask);
  return !v128.any_true(differ) && changetype<Entry>(entry).length < 16;
}

/** Entry of the instrument `id`, or 0. Linear: for cold paths. */
export function findInstrument(dec: Decoder, id: i32): usize {
  const slots = tableSlots(dec.instrumentsMax);
  for (let index: u32 = 0; index < slots; index++) {
    const entry = changetype<Entry>(slotAt(dec, index));
    if (entry.length != 0 && <i32>entry.instrumentId == id) return changetype<usize>(entry);
  }
  return 0;
}

/** The entry of snapshots without a symbol: the default, else the only one; 0: none or several. */
export function defaultEntry(dec: Decoder): usize {
  if (dec.defaultInstrument >= 0) return findInstrument(dec, dec.defaultInstrument);
  if (dec.instrumentCount != 1) return 0;
  const slots = tableSlots(dec.instrumentsMax);
  for (let index: u32 = 0; index < slots; index++)
    if (changetype<Entry>(slotAt(dec, index)).length != 0) return slotAt(dec, index);
  return 0;
}

/** Adds or updates the instrument of a definition record. Ok, BadArgument, InstrumentsFull. */
export function defineSymbol(dec: Decoder, definition: usize): i32 {
  const record = changetype<Definition>(definition);
  const length = <u32>record.symbolLength;
  const symbol = definition + DEFINITION_SYMBOL;
  if (length - 1 >= SYMBOL_MAX) return Status.BadArgument;
  if (record.priceScale < -6 || record.priceScale > 18) return Status.BadArgument;
  if (record.qtyScale < -6 || record.qtyScale > 18) return Status.BadArgument;
  let at = findSymbol(dec, symbol, length, false);
  if (at == 0) {
    if (dec.instrumentCount >= dec.instrumentsMax) return Status.InstrumentsFull;
    const mask = tableSlots(dec.instrumentsMax) - 1;
    let index = hashOf(symbol, length) & mask;
    while (changetype<Entry>(slotAt(dec, index)).length != 0) index = (index + 1) & mask;
    at = slotAt(dec, index);
    memory.copy(at + ENTRY_SYMBOL, symbol, length);
    // The fast path compares the symbol and the quote behind it in one step. Only lengths below
    // 16 leave room for the quote; `startsWithSymbol` refuses the others.
    if (length < 16) {
      store<u8>(at + ENTRY_SYMBOL + length, QUOTE);
      memory.fill(at + ENTRY_MASK, 0xff, length + 1);
    }
    dec.instrumentCount++;
  }
  const entry = changetype<Entry>(at);
  entry.length = length;
  entry.instrumentId = record.instrumentId;
  entry.priceScale = record.priceScale;
  entry.qtyScale = record.qtyScale;
  return Status.Ok;
}
