// The thread of one strategy: loads it, runs the job, sends the report. Started by worker-host.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { Heartbeat } from '../host/heartbeat.ts';
import { endingHeartbeat } from './ending-heartbeat.ts';
import type { JobReport } from './job.ts';
import { loadStrategy } from './load-strategy.ts';
import type { WorkerInput, WorkerMessage } from './messages.ts';
import { plainError } from './messages.ts';
import { runJob } from './run-job.ts';

/** Pieces of input between two copies of what is recorded, for the case that this thread hangs. */
const PARTIAL_EVERY = 64;

async function main(input: WorkerInput): Promise<void> {
  const { job, heartbeat, until } = input;
  const send = (message: WorkerMessage): void => {
    parentPort?.postMessage(message);
  };
  let pieces = 0;
  let soFar: (() => JobReport) | undefined;
  // What a strategy left for later throws when no handler runs: the record is whole then.
  process.once('uncaughtException', (error) => {
    if (soFar !== undefined) send({ kind: 'partial', report: soFar() });
    throw error;
  });
  try {
    const strategy = await loadStrategy(job.strategy);
    const report = await runJob(job, strategy, {
      heartbeat: until === undefined ? heartbeat : endingHeartbeat(heartbeat, until),
      onProgress: (progress) => send({ kind: 'progress', progress }),
      onLog: (timeNs, message) => send({ kind: 'log', timeNs, message }),
      wantsPartial: () =>
        Atomics.load(heartbeat, Heartbeat.Stop) === 1 || pieces++ % PARTIAL_EVERY === 0,
      onPartial: (partial) => send({ kind: 'partial', report: partial }),
      onBegin: (report) => {
        soFar = report;
      },
    });
    send({ kind: 'done', report });
  } catch (error) {
    send({ kind: 'failed', error: plainError(error) });
  }
}

await main(workerData as WorkerInput);
