// One contender and one indicator in a process: `child.ts CONTENDER MODE INDICATOR BARS`. Speaks
// the line protocol of bench/harness/line-process.ts.
import { createInterface } from 'node:readline';
import { createKernelRun, firstBar } from '../micro/ours/indicators.ts';
import { indicatorts, talibWeb, technicalindicators, tradingSignals, versionOf } from './npm.ts';
import { batch, type Runner, stream } from './ours.ts';
import { readBars } from './series.ts';
import { MEASURES } from './set.ts';

/** Bars whose values are compared. */
const TAIL = 64;

const [contender = '', mode = '', name = '', path = ''] = process.argv.slice(2);
const isStream = mode === 'stream';
const bars = readBars(path);
const measure = MEASURES.find((one) => one.name === name);
if (measure === undefined) throw new Error(`no indicator ${name}`);

async function runner(): Promise<Runner | undefined> {
  if (measure === undefined) return undefined;
  if (contender === 'ours' && isStream) return stream(measure, bars);
  if (contender === 'ours' || contender === 'ours-into')
    return batch(measure, bars, contender === 'ours-into');
  if (contender === 'ours-kernel') {
    const columns = measure.inputs.map((key) => bars[key]);
    return createKernelRun({ name, params: measure.params, columns, isStream });
  }
  if (contender === 'indicatorts') return indicatorts(name, bars);
  if (contender === 'technicalindicators') return technicalindicators(name, bars, isStream);
  if (contender === 'trading-signals') return tradingSignals(name, bars);
  if (contender === 'talib-web') return talibWeb(name, bars);
  throw new Error(`no contender ${contender}`);
}

const run = await runner();
const say = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};
if (run === undefined) throw new Error(`${contender} has no ${name}`);
const isOurs = contender.startsWith('ours');
const version = isOurs ? `node ${process.versions.node}` : versionOf(contender);
say({ ready: true, version, units: bars.close.length });

// talib-web puts the first value at 0 and leaves as many zeros at the end.
const unused = contender === 'talib-web' ? firstBar(name, measure.params) : 0;

function tail(columns: ArrayLike<number>[]): string {
  return columns
    .flatMap((column) => {
      const end = column.length - unused;
      return Array.prototype.slice.call(column, end - TAIL, end) as number[];
    })
    .join(' ');
}

for await (const line of createInterface({ input: process.stdin })) {
  const [word, count] = line.split(' ');
  if (word === 'CHECK')
    say({ checks: { bars: String(bars.close.length) }, facts: { tail: tail(run()) } });
  else if (word === 'ROUND') {
    let last: ArrayLike<number>[] = [];
    const start = process.hrtime.bigint();
    for (let k = Number(count); k > 0; k--) last = run();
    const ns = Number(process.hrtime.bigint() - start);
    say({ ns, checksum: String(last[0]?.[(last[0]?.length ?? 0) - 1]) });
  } else break;
}
process.exit(0);
