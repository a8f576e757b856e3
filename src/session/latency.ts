// Latency of orders as a user says it, and as the core reads it.
import { LatencyConfigView, LatencyModel } from '../abi/session.ts';
import type { Core } from '../core/core.ts';
import { OutcryError } from '../errors/outcry-error.ts';

/** Requests take `entryNs` to the venue, answers `responseNs` back; ns each. */
export type LatencyOptions =
  | { readonly model: 'constant'; readonly entryNs: number; readonly responseNs: number }
  /** The feed's latency of the moment times a factor, plus the constants. */
  | {
      readonly model: 'feed';
      readonly entryNs: number;
      readonly responseNs: number;
      readonly entryFactor: number;
      readonly responseFactor: number;
    }
  /** Anywhere between, from the session's seed. */
  | {
      readonly model: 'uniform';
      readonly entryNs: readonly [number, number];
      readonly responseNs: readonly [number, number];
    }
  /** One of the measured pairs each time, from the session's seed. */
  | { readonly model: 'samples'; readonly samples: readonly (readonly [number, number])[] }
  /**
   * Recorded (request, arrival, response) times, ns since 1970, interpolated. From row to row
   * neither requests nor arrivals fall.
   */
  | { readonly model: 'recorded'; readonly rows: readonly (readonly [bigint, bigint, bigint])[] };

/** 10 ms each way: a home line, and what hftbacktest's examples use. */
export const DEFAULT_LATENCY: LatencyOptions = {
  model: 'constant',
  entryNs: 10_000_000,
  responseNs: 10_000_000,
};

const NS_MAX = 3_600_000_000_000;

function fault(key: string, expected: string, found: unknown): OutcryError {
  return new OutcryError('BAD_ARGUMENT', 'usage', `latency: ${key} is refused`, {
    expected,
    found: String(found),
  });
}

function checkNs(key: string, value: number, least = 0): bigint {
  if (!Number.isSafeInteger(value) || value < least || value > NS_MAX)
    throw fault(key, `whole ns from ${least} to ${NS_MAX}`, value);
  return BigInt(value);
}

function checkFactor(key: string, value: number): number {
  if (!(value >= 0 && value <= 1000)) throw fault(key, 'a factor from 0 to 1000', value);
  return Math.round(value * 1e6);
}

function writePairs(core: Core, config: LatencyConfigView, rows: readonly (readonly bigint[])[]) {
  const width = rows[0]?.length ?? 0;
  if (width === 0) throw fault('its table', 'at least one row', 'none');
  const at = core.alloc(rows.length * width * 8, 'latencies');
  let to = at;
  for (const row of rows) {
    for (const value of row) {
      core.view.setBigInt64(to, value, true);
      to += 8;
    }
  }
  config.table = at;
  config.tableCount = rows.length;
}

function checkRecorded(rows: readonly (readonly [bigint, bigint, bigint])[]): void {
  let [before, arrived] = [-(1n << 62n), -(1n << 62n)];
  for (const [index, [request, arrival, response]] of rows.entries()) {
    // Both ways are looked up by when they began: neither column may fall.
    const isRising = request >= before && arrival >= arrived;
    if (!isRising || arrival < request || response < arrival)
      throw fault(`row ${index}`, 'rising times: request, arrival, response', rows[index]);
    [before, arrived] = [request, arrival];
  }
}

/** Writes `options` at `config`. @throws OutcryError BAD_ARGUMENT */
export function writeLatency(core: Core, config: LatencyConfigView, options: LatencyOptions): void {
  switch (options.model) {
    case 'constant':
      config.model = LatencyModel.Constant;
      // Below zero: the request is lost, as hftbacktest has it.
      config.entryNs = checkNs('entryNs', options.entryNs, -NS_MAX);
      config.responseNs = checkNs('responseNs', options.responseNs);
      return;
    case 'feed':
      config.model = LatencyModel.Feed;
      config.entryNs = checkNs('entryNs', options.entryNs);
      config.responseNs = checkNs('responseNs', options.responseNs);
      config.entryPpm = checkFactor('entryFactor', options.entryFactor);
      config.responsePpm = checkFactor('responseFactor', options.responseFactor);
      return;
    case 'uniform':
      config.model = LatencyModel.Uniform;
      config.entryNs = checkNs('entryNs', options.entryNs[0]);
      config.entryMaxNs = checkNs('entryNs', options.entryNs[1], options.entryNs[0]);
      config.responseNs = checkNs('responseNs', options.responseNs[0]);
      config.responseMaxNs = checkNs('responseNs', options.responseNs[1], options.responseNs[0]);
      return;
    case 'samples':
      config.model = LatencyModel.Samples;
      writePairs(
        core,
        config,
        options.samples.map(([entry, answer]) => [
          checkNs('entry', entry),
          checkNs('response', answer),
        ]),
      );
      return;
    case 'recorded':
      config.model = LatencyModel.Recorded;
      checkRecorded(options.rows);
      writePairs(core, config, options.rows);
  }
}
