// Runs one contender of a job inside its own Node process: `child.ts JOB CONTENDER INPUTS`.
// Speaks the line protocol of line-process.ts. Each contender has a process, so that no JIT state
// or garbage of one is paid by another.
import { createInterface } from 'node:readline';
import { loadJob } from '../jobs/index.ts';

const [jobId = '', name = '', inputs = ''] = process.argv.slice(2);
const job = loadJob(jobId);
const factory = job.factories[name];
if (factory === undefined) throw new Error(`no contender '${name}' in job '${jobId}'`);
const contender = await factory(inputs);
const say = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};
say({ ready: true, version: contender.version, units: contender.units });
for await (const line of createInterface({ input: process.stdin })) {
  const [word, count] = line.split(' ');
  if (word === 'CHECK') say(await contender.check());
  else if (word === 'ROUND') say(await contender.round(Number(count ?? '1')));
  else break;
}
process.exit(0);
