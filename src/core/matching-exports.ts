// The matching engine's exports. Layouts: core-wasm/schema/matching.fbs and orders.fbs.

/** A matching engine by address; 64-bit arguments go through memory. */
export interface MatchingExports {
  matchSize(config: number): number;
  matchInit(engine: number, config: number): number;
  matchRun(engine: number, start: number, end: number, out: number, outEnd: number): number;
  matchAdvance(engine: number, timePtr: number, out: number, outEnd: number): number;
  matchDepth(engine: number, side: number, most: number, out: number): number;
  matchOrderInfo(engine: number, out: number): number;
  matchPosition(engine: number, owner: number, out: number): number;
  matchSetPosition(engine: number, owner: number, from: number): number;
  matchCheck(engine: number): number;
}
