/** Sessions by address. */
export interface SessionExports {
  sessionSize(): number;
  sessionInit(at: number, config: number): number;
  sessionDefine(at: number, record: number): number;
  /** Address of the series' builder, or a negative status. */
  sessionSeries(at: number, config: number): number;
  /** Values all that is open at its present price. */
  sessionMark(at: number): void;
  /** Address of the RecorderState, or a negative status. */
  sessionRecord(at: number, config: number): number;
  sessionRecordEnd(at: number): number;
  sessionCurve(curve: number): number;
  sessionTrade(at: number, id: number, venue: number): number;
  /** A property: who calls it once an event keeps it in a local. */
  readonly sessionRun: (at: number, cursors: number, count: number) => number;
  sessionSubmit(at: number): number;
  sessionCancel(at: number): number;
  sessionReplace(at: number): number;
  sessionTimer(at: number, id: number): number;
  sessionClearTimer(at: number, id: number): number;
  sessionOrder(at: number): number;
  sessionOpenOrder(at: number, index: number): number;
}
