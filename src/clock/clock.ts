// The seam to time. Only hosts use it, for pacing and for progress; what a run decides depends on
// the times in its records alone.

export interface Clock {
  /** Nanoseconds since some fixed moment; never runs backwards. Exact to about a microsecond. */
  monotonicNs(): number;
  /** Resolves after at least `ms` milliseconds. */
  sleep(ms: number): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  monotonicNs: () => performance.now() * 1e6,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** Calls `work` every `ms` milliseconds of the machine's clock; returns what stops it. */
export function every(ms: number, work: () => void): () => void {
  const timer = setInterval(work, ms);
  return () => clearInterval(timer);
}
