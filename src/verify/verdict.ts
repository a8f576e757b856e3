// What every verifier says.

export interface Mismatch {
  readonly file: string;
  /** 1-based line of the statement that the book contradicts; record number in binary files. */
  readonly line: number;
  readonly expected: string;
  readonly found: string;
}

export interface Verdict {
  /** Comparisons that agreed, and all comparisons. */
  readonly matched: number;
  readonly total: number;
  readonly gaps: number;
  readonly firstMismatch?: Mismatch;
  readonly firstGap?: GapPlace;
}

/** Where the update ids of an instrument broke. */
export interface GapPlace {
  readonly file: string;
  /** 1-based; undefined in binary files. */
  readonly line: number | undefined;
  readonly instrument: string;
  readonly expected: bigint;
  readonly found: bigint;
}
