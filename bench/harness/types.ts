// What the harness and the jobs agree on.

/** One implementation of a job, in a process of its own. */
export interface Contender {
  readonly version: string;
  /** Updates, levels, events or rows of one repetition. */
  readonly units: number;
  /**
   * The whole output, outside the clock: named checksums, compared with all contenders that give
   * the same name, and facts for the report (rates, sizes).
   */
  check(): Promise<CheckResult> | CheckResult;
  /** Time of `repetitions`, and the checksum of the last. */
  round(repetitions: number): Promise<RoundResult> | RoundResult;
}

export interface CheckResult {
  readonly checks: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, number | string>>;
}

export interface RoundResult {
  readonly ns: number;
  readonly checksum: string;
}

/** Makes a contender that runs inside Node; `inputs` is the folder of the market's input files. */
export type ContenderFactory = (inputs: string) => Promise<Contender> | Contender;

/** `npm` is what the repository has installed; `npm-peers` the packages of bench/peers/npm. */
export type Toolchain = 'npm' | 'npm-peers' | 'gcc' | 'cargo' | 'python';

export interface ContenderSpec {
  readonly name: string;
  /** `ours` is what the goals speak of; `baseline` needs npm alone; `peer` needs a toolchain. */
  readonly role: 'ours' | 'baseline' | 'peer';
  readonly needs: Toolchain;
  /** Command line, for contenders outside Node; inside Node the job's `factories` have the name. */
  readonly command?: (context: JobContext) => readonly string[];
  readonly note?: string;
  /** Markets that it can do right; all when absent. */
  readonly markets?: readonly string[];
}

/** Paths that commands are made of. */
export interface JobContext {
  readonly inputs: string;
  /** Folder of the C program, and of the Rust programs. */
  readonly binaries: string;
  readonly rust: string;
  readonly python: string;
  readonly peers: string;
  readonly scratch: string;
}

/**
 * A demand of the issue: `ours` against `against`.
 * - `speedup`: time of the peer / our time, median of the rounds, at least `atLeast`.
 * - `slowdown`: our time / time of the peer, at most `atMost`.
 * - `rate`: our units per second, from the median of the rounds, at least `atLeast`.
 * - `fact`: our fact of that name, at most `atMost` or at least `atLeast`.
 * - `fact-ratio`: our fact of that name / the peer's, at most `atMost`.
 */
export type Goal =
  | { readonly kind: 'rate'; readonly atLeast: number }
  | { readonly kind: 'speedup'; readonly against: string; readonly atLeast: number }
  | {
      readonly kind: 'fact-ratio';
      readonly fact: string;
      readonly against: string;
      readonly atMost: number;
    }
  | { readonly kind: 'slowdown'; readonly against: string; readonly atMost: number }
  | {
      readonly kind: 'fact';
      readonly fact: string;
      readonly atMost?: number;
      readonly atLeast?: number;
    };

export interface JobSpec {
  readonly id: string;
  readonly title: string;
  /** What a unit is: `update`, `level`, `event`, `row`. */
  readonly unit: string;
  /** Inputs of its own, which stand in the place of markets: it runs once with each. */
  readonly profiles?: readonly string[];
  readonly contenders: readonly ContenderSpec[];
  readonly factories: Readonly<Record<string, ContenderFactory>>;
  readonly goals: readonly Goal[];
}
