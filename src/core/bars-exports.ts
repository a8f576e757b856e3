// What the core module exports of bars. Pointers are unsigned 32-bit values.

export interface BarsExports {
  barsSize(): number;
  barsInit(at: number, config: number): number;
  barsRun(at: number, start: number, end: number, out: number, outEnd: number): number;
  barsOffsets(at: number, table: number): void;
  barsRunMarked(
    at: number,
    start: number,
    end: number,
    out: number,
    outEnd: number,
    marks: number,
  ): number;
  barsUpdate(at: number, record: number, out: number, outEnd: number): number;
  barsTime(at: number, now: number, out: number, outEnd: number): number;
  barsForming(at: number, out: number): number;
  barsOfCandles(
    columns: number,
    count: number,
    intervalNs: bigint,
    instrumentId: number,
    hasVolume: number,
    out: number,
  ): void;
  heikinAshi(at: number, bar: number, out: number, commit: number): void;
}
