// Risk of the core, by address. Orders and fills go in as records; the 64-bit arguments here are
// BigInt: for tests and cold paths.

export interface RiskExports {
  riskSize(instrumentsMax: number): number;
  riskInit(at: number, account: number, instrumentsMax: number): number;
  riskConfigure(at: number, limits: number): number;
  riskDefine(at: number, id: number, config: number): number;
  /** 0 approved, OrderReason.Reduced cut, other OrderReasons refused. */
  riskCheck(at: number, record: number, nowNs: bigint): number;
  /** `riskCheck` at the record's receive time. */
  riskCheckRecord(at: number, record: number): number;
  riskCheckReplace(
    at: number,
    record: number,
    side: number,
    orderFlags: number,
    stopPrice: bigint,
    currentPrice: bigint,
    currentLeaves: bigint,
    filled: bigint,
    nowNs: bigint,
  ): number;
  riskOrderOpened(at: number, id: number, side: number, orderFlags: number, qty: bigint): number;
  riskOrderChanged(
    at: number,
    id: number,
    side: number,
    orderFlags: number,
    before: bigint,
    after: bigint,
  ): number;
  riskOrderClosed(at: number, id: number, side: number, orderFlags: number, leaves: bigint): number;
  riskFill(at: number, record: number): number;
  riskMark(at: number, id: number, price: bigint, nowNs: bigint): number;
  riskUpdate(at: number, nowNs: bigint): number;
  riskKill(at: number, mode: number): number;
  riskResume(at: number, rules: number): number;
}
