// What the core module exports of microstructure. Pointers are unsigned 32-bit values.

export interface MicroExports {
  microSize(config: number): number;
  microInit(at: number, config: number): number;
  microBook(at: number, engine: number, id: number, changes: number): number;
  microLevels(
    at: number,
    bids: number,
    bidCount: number,
    asks: number,
    askCount: number,
    ts: number,
    changes: number,
  ): void;
  microTrade(at: number, record: number): number;
  microRecord(at: number, engine: number, record: number): number;
  microBar(at: number, change: number, qty: number): number;
}
