// The jobs by name, in the order in which they run.
import type { JobSpec } from '../harness/types.ts';
import { bookJob } from './book.ts';
import { jsonJob } from './json.ts';
import { matchingJob } from './matching.ts';
import { s1Job, s2Job } from './quote.ts';
import { replayJob } from './replay.ts';
import { riskJob } from './risk.ts';
import { storageJob } from './storage.ts';
import { candlesJob, sweepJob } from './sweep.ts';

export const JOBS: readonly JobSpec[] = [
  bookJob,
  jsonJob,
  storageJob,
  replayJob,
  s1Job,
  s2Job,
  matchingJob,
  riskJob,
  sweepJob,
  candlesJob,
];

/** @throws Error naming the jobs there are */
export function loadJob(id: string): JobSpec {
  const job = JOBS.find((j) => j.id === id);
  if (job === undefined)
    throw new Error(`no job '${id}': there are ${JOBS.map((j) => j.id).join(', ')}`);
  return job;
}
