// The Binance market-data decoder: bytes of frames or recorded lines in, records out. A decoder is
// one block of memory (`decodeSize`), written by its thread alone; nothing is allocated. The fast
// path takes what Binance sends, the slow path everything else with the same records out; rules
// and refusals are those of slow.ts.
import { Decoder, SIZEOF_DECODER } from '../abi/decode';
import { Status } from '../abi/status';
import { scanFrame } from './fast';
import { refuse } from './json';
import { initConstants } from './number';
import { writeRecord } from './record';
import { slowFrame } from './slow';
import { readStamp } from './stamp';
import { AT_CONSTANTS, AT_FIELDS, AT_TABLE, fieldsOf, initTables } from './state';
import { defineSymbol, tableBytes } from './symbols';

export { decimalParse } from '../math/decimal';

@inline const INSTRUMENTS_MAX: u32 = 65536;
@inline const NEWLINE: u32 = 0x0a;

/** Bytes of a decoder for up to `instrumentsMax` (1..65536) instruments; 0: out of range. */
export function decodeSize(instrumentsMax: u32): u32 {
  if (instrumentsMax - 1 >= INSTRUMENTS_MAX) return 0;
  return <u32>AT_TABLE + tableBytes(instrumentsMax);
}

/** Makes `decodeSize` bytes at `dec` (16-aligned) a decoder without definitions. */
export function decodeInit(dec: usize, instrumentsMax: u32): i32 {
  const size = decodeSize(instrumentsMax);
  if (size == 0 || dec == 0 || (dec & 15) != 0 || SIZEOF_DECODER > AT_FIELDS)
    return Status.BadArgument;
  memory.fill(dec, 0, size);
  initTables(dec);
  initConstants(dec + AT_CONSTANTS);
  const head = changetype<Decoder>(dec);
  head.instrumentsMax = instrumentsMax;
  head.defaultInstrument = -1;
  return Status.Ok;
}

/**
 * Takes symbol, id and scales from a definition record; the same symbol again: the last one holds.
 * Ok, BadArgument, InstrumentsFull.
 */
export function decodeDefine(dec: usize, definition: usize): i32 {
  return defineSymbol(changetype<Decoder>(dec), definition);
}

/**
 * Decodes one frame, [src, srcEnd), received at `recvTsNs`, into [out, outEnd). Ok: one record at
 * `out` or none (another kind), `outPos` tells. OutputFull: it does not fit, nothing happened.
 * Negative: refused, `outPos` is `out`, `errorPos` names the byte. DECODE_PADDING bytes behind
 * `srcEnd` must be readable. Cost: a depth frame about 90 ns and 8 ns a level, others 60 to 90 ns.
 */
export function decodeFrame(dec: usize, src: usize, srcEnd: usize, out: usize, outEnd: usize): i32 {
  const head = changetype<Decoder>(dec);
  head.srcPos = <u32>src;
  head.outPos = <u32>out;
  if (!head.forceSlow && scanFrame(head, src, srcEnd, out, outEnd) == srcEnd) {
    writeRecord(head, fieldsOf(head), out);
  } else {
    const status = slowFrame(head, src, srcEnd, out, outEnd);
    if (status != Status.Ok) {
      head.errorLine = head.frames + 1;
      return status;
    }
  }
  head.frames++;
  head.srcPos = <u32>srcEnd;
  return Status.Ok;
}

/** The newline at or behind `p`, or `end`. */
function lineEnd(p: usize, end: usize): usize {
  while (p + 16 <= end) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(<i8>NEWLINE)));
    if (found != 0) return p + ctz(found);
    p += 16;
  }
  while (p < end && load<u8>(p) != NEWLINE) p++;
  return p;
}

/** Behind the line break at `p`, or 0 when there is none. */
@inline
function lineBreak(dec: Decoder, p: usize, end: usize): usize {
  if (p >= end) return p == end && dec.atEnd ? p : 0;
  const c = <u32>load<u8>(p);
  if (c == NEWLINE) return p + 1;
  return c == 0x0d && p + 1 < end && load<u8>(p + 1) == NEWLINE ? p + 2 : 0;
}

/** The line at `p` on the fast path: behind its break with the record written, or 0. */
@inline
function fastLine(dec: Decoder, p: usize, end: usize, out: usize, outEnd: usize): usize {
  const frame = readStamp(dec, p, end);
  if (frame == 0) return 0;
  const after = scanFrame(dec, frame, end, out, outEnd);
  if (after == 0) return 0;
  const next = lineBreak(dec, after, end);
  if (next != 0) writeRecord(dec, fieldsOf(dec), out);
  return next;
}

/** Not zeros, though: those are what a crash leaves where data was. */
@inline
function isBlank(c: u32): bool {
  return c == 0x20 || c == 0x09 || c == 0x0d;
}

/** The line [p, end) without its break on the slow path; blank lines say nothing. */
function slowLine(dec: Decoder, p: usize, end: usize, out: usize, outEnd: usize): i32 {
  let blank = p;
  while (blank < end && isBlank(load<u8>(blank))) blank++;
  fieldsOf(dec).stampUnit = dec.timeUnitFound;
  if (blank == end) return Status.Ok;
  const frame = readStamp(dec, p, end);
  if (frame == 0) return refuse(dec, Status.BadTime, p);
  return slowFrame(dec, frame, end, out, outEnd);
}

/**
 * Decodes recorded lines `<receive stamp> <frame>` of [src, srcEnd) into [out, outEnd), at most
 * `maxRecords` records. Stops with NeedInput (used up, or the rest is no whole line), OutputFull,
 * LimitReached, or a refusal; `srcPos` and `outPos` tell how far it came, and the line at `srcPos`
 * has left no trace. After UnknownSymbol or ScaleTooFine the host may define and call again.
 */
export function decodeLines(
  dec: usize,
  src: usize,
  srcEnd: usize,
  out: usize,
  outEnd: usize,
  maxRecords: u32,
): i32 {
  const head = changetype<Decoder>(dec);
  let p = src;
  let records: u32 = 0;
  head.outPos = <u32>out;
  while (true) {
    head.srcPos = <u32>p;
    out = head.outPos;
    if (p >= srcEnd) return Status.NeedInput;
    if (records >= maxRecords) return Status.LimitReached;
    let next: usize = head.forceSlow ? 0 : fastLine(head, p, srcEnd, out, outEnd);
    if (next == 0) {
      const end = lineEnd(p, srcEnd);
      if (end == srcEnd && !head.atEnd) return Status.NeedInput;
      const status = slowLine(head, p, end, out, outEnd);
      if (status != Status.Ok) {
        head.errorLine = head.frames + 1;
        return status;
      }
      next = min(end + 1, srcEnd);
    }
    head.frames++;
    head.timeUnitFound = <u8>fieldsOf(head).stampUnit;
    if (<usize>head.outPos != out) records++;
    p = next;
  }
}

/** Moves `srcPos` behind the line at `src` and counts it as refused. Ok or NeedInput. */
export function decodeSkipLine(dec: usize, src: usize, srcEnd: usize): i32 {
  const head = changetype<Decoder>(dec);
  const end = lineEnd(src, srcEnd);
  head.srcPos = <u32>src;
  if (src >= srcEnd || (end == srcEnd && !head.atEnd)) return Status.NeedInput;
  head.srcPos = <u32>min(end + 1, srcEnd);
  head.frames++;
  head.refused++;
  return Status.Ok;
}
