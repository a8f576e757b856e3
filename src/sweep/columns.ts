// The columns that the sets of a sweep compare: each indicator once for each of its parameter
// sets, each price and each number once. They hold one block of bars at a time.
import { getIndicator, resolveParams } from '../indicators/registry.ts';
import type { IndicatorSpec } from '../indicators/spec.ts';
import type { Operand, PriceName, SignalPlan } from '../signals/rule.ts';
import { indicatorParams, type SignalParams } from '../signals/signal-run.ts';
import type { SweepMemory } from './block.ts';
import type { SweepCandles } from './candles.ts';

/** An indicator at work. */
interface Running {
  readonly spec: IndicatorSpec;
  readonly inputs: readonly PriceName[];
  readonly state: number;
  /** Addresses of input and output columns; behind them room for as many again. */
  readonly tables: number;
  readonly outputs: readonly number[];
}

interface Column {
  readonly values: number;
  /** Moves with the block: a price. */
  readonly isWhole: boolean;
  readonly isConstant: boolean;
}

export class SweepColumns {
  private readonly memory: SweepMemory;
  private readonly candles: SweepCandles;
  private readonly plan: SignalPlan;
  private readonly blockBars: number;
  private readonly prices = new Map<PriceName, number>();
  private readonly running = new Map<string, Running>();
  private readonly columns: Column[] = [];
  private readonly places = new Map<string, number>();
  private table = 0;
  private bits = 0;

  constructor(memory: SweepMemory, candles: SweepCandles, plan: SignalPlan) {
    this.memory = memory;
    this.candles = candles;
    this.plan = plan;
    this.blockBars = memory.module.exports.sweepBlockBars();
  }

  get count(): number {
    return this.columns.length;
  }

  /** Indicators that run, each over all bars. */
  get indicatorCount(): number {
    return this.running.size;
  }

  /** Place of an operand's column. @throws OutcryError BAD_PARAMETER of the indicator */
  place(operand: Operand, params: SignalParams): number {
    switch (operand.kind) {
      case 'indicator': {
        const running = this.indicator(operand.index, params);
        const values = running.outputs[operand.output] ?? 0;
        return this.column(`at ${values}`, () => ({ values, isWhole: false, isConstant: false }));
      }
      case 'price':
        return this.column(operand.name, () => ({
          values: this.price(operand.name),
          isWhole: true,
          isConstant: false,
        }));
      case 'param':
        return this.constant(Number(params[operand.name]));
      case 'number':
        return this.constant(operand.value);
    }
  }

  private constant(value: number): number {
    return this.column(`is ${value}`, () => ({
      values: this.memory.doubles(new Float64Array(this.blockBars).fill(value)),
      isWhole: false,
      isConstant: true,
    }));
  }

  private column(key: string, make: () => Column): number {
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const place = this.columns.push(make()) - 1;
    this.places.set(key, place);
    return place;
  }

  private price(name: PriceName): number {
    const known = this.prices.get(name);
    if (known !== undefined) return known;
    const { blockBars, candles, memory } = this;
    const room = Math.ceil(candles.length / blockBars) * blockBars;
    const at = memory.doubles(candles.prices[name], room);
    this.prices.set(name, at);
    return at;
  }

  private indicator(index: number, params: SignalParams): Running {
    const plan = this.plan.indicators[index];
    if (plan === undefined) throw new RangeError(`no indicator ${index}`);
    const spec = getIndicator(plan.use);
    const values = resolveParams(spec, indicatorParams(plan.params, params));
    const key = `${spec.id} ${values.join(',')} ${plan.inputs.join(',')}`;
    const known = this.running.get(key);
    if (known !== undefined) return known;
    const { memory, blockBars } = this;
    const { module } = memory;
    for (const name of plan.inputs) this.price(name);
    const outputs = spec.outputs.map(() => memory.take(8 * blockBars));
    const count = plan.inputs.length + outputs.length;
    const tables = memory.take(8 * Math.max(values.length, count));
    module.f64.set(values, tables >>> 3);
    const size = module.exports.indicatorSize(spec.id, tables) >>> 0;
    const state = memory.take(size);
    module.f64.set(values, tables >>> 3);
    module.exports.indicatorInit(spec.id, state, tables);
    const running = { spec, inputs: plan.inputs, state, tables, outputs };
    this.running.set(key, running);
    return running;
  }

  /** The table of columns, once all are known. */
  layOut(): number {
    const rowBytes = this.blockBars / 8;
    this.table = this.memory.take(8 * this.columns.length);
    this.bits = this.memory.take(rowBytes * this.columns.length);
    const { u32, exports } = this.memory.module;
    for (const [i, column] of this.columns.entries()) {
      u32[(this.table >>> 2) + 2 * i] = column.values;
      u32[(this.table >>> 2) + 2 * i + 1] = this.bits + rowBytes * i;
      if (column.isConstant) exports.sweepColumn(this.table + 8 * i, this.blockBars);
    }
    return this.table;
  }

  /** Moves all columns to bars [from, from + n). */
  move(from: number, n: number): void {
    const { exports, u32 } = this.memory.module;
    for (const { spec, inputs, state, tables, outputs } of this.running.values()) {
      const at = tables >>> 2;
      for (const [k, name] of inputs.entries()) u32[at + k] = this.price(name) + 8 * from;
      for (const [k, output] of outputs.entries()) u32[at + inputs.length + k] = output;
      const outTable = tables + 4 * inputs.length;
      const work = outTable + 4 * outputs.length;
      const { length } = outputs;
      exports.indicatorRun(spec.id, state, tables, inputs.length, outTable, length, n, work);
    }
    for (const [i, { values, isWhole, isConstant }] of this.columns.entries()) {
      if (isConstant) continue;
      if (isWhole) u32[(this.table >>> 2) + 2 * i] = values + 8 * from;
      exports.sweepColumn(this.table + 8 * i, n);
    }
  }
}
