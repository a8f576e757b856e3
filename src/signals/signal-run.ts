// A signal strategy at work, bar by bar: what the sweep's kernel does in blocks. Orders are market
// orders, sent at the end of a bar; the next open fills them.

import { OutcryError } from '../errors/outcry-error.ts';
import { create } from '../indicators/default.ts';
import type { IndicatorStream } from '../indicators/stream.ts';
import type { Context, Handlers } from '../strategy/contract.ts';
import type { Bar, FillEvent, OrderEvent } from '../strategy/events.ts';
import type { ParamValue } from '../strategy/params.ts';
import type { Operand, PriceName, RuleName, SignalPlan, Step } from './rule.ts';

export type SignalParams = Readonly<Record<string, ParamValue>>;

/** The value of a plan's number: itself, or a parameter. */
export function numberOf(value: number | { readonly param: string }, params: SignalParams): number {
  return typeof value === 'number' ? value : Number(params[value.param]);
}

/** Parameters of an indicator for a parameter set. */
export function indicatorParams(
  declared: Readonly<Record<string, number | string>>,
  params: SignalParams,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(declared).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : Number(params[value]),
    ]),
  );
}

/** Decimal text of the plan's quantity. */
export function qtyText(plan: SignalPlan, params: SignalParams): string {
  const { size } = plan;
  if (size.kind !== 'qty') return '0';
  return 'text' in size.qty ? size.qty.text : String(params[size.qty.param]);
}

/** A part of the equity that a strategy can take. @throws OutcryError BAD_PARAMETER */
export function shareOf(plan: SignalPlan, params: SignalParams): number {
  const { size } = plan;
  if (size.kind !== 'share') return 0;
  const share = numberOf(size.share, params);
  if (share > 0 && share <= 1000) return share;
  throw new OutcryError('BAD_PARAMETER', 'usage', 'no share of the equity', {
    expected: 'more than 0, at most 1000',
    found: `${share}`,
  });
}

/** How two operands stood at a bar. */
interface Comparison {
  over: boolean;
  under: boolean;
  /** Both have a value, and the first is not above (below) the second. */
  isNotOver: boolean;
  isNotUnder: boolean;
  /** The same one bar before. */
  wasNotOver: boolean;
  wasNotUnder: boolean;
}

export class SignalRun implements Handlers {
  private readonly context: Context<SignalParams, 'main'>;
  private readonly plan: SignalPlan;
  private readonly streams: readonly IndicatorStream[];
  private readonly comparisons: readonly Comparison[];
  private readonly qtyQuanta: number;
  private readonly share: number;
  private close = 0;
  /** An order is on its way. */
  private isWaiting = false;

  constructor(context: Context<SignalParams, 'main'>, plan: SignalPlan) {
    const { params, markets } = context;
    this.context = context;
    this.plan = plan;
    this.streams = plan.indicators.map(({ use, params: declared }) =>
      create(use, indicatorParams(declared, params)),
    );
    this.comparisons = plan.terms.map(() => ({
      over: false,
      under: false,
      isNotOver: false,
      isNotUnder: false,
      wasNotOver: false,
      wasNotUnder: false,
    }));
    this.share = shareOf(plan, params);
    this.qtyQuanta = plan.size.kind === 'qty' ? markets.main.qtyToQuanta(qtyText(plan, params)) : 0;
  }

  onBar(bar: Bar): void {
    const { plan } = this;
    for (const [i, { inputs }] of plan.indicators.entries()) {
      const [a, b, c, d, e] = inputs;
      this.streams[i]?.update(
        priceOf(bar, a),
        priceOf(bar, b),
        priceOf(bar, c),
        priceOf(bar, d),
        priceOf(bar, e),
      );
    }
    for (const [i, { a, b }] of plan.terms.entries()) {
      const comparison = this.comparisons[i];
      if (comparison !== undefined) compare(comparison, this.value(a, bar), this.value(b, bar));
    }
    this.close = bar.close;
    // A fill of this very bar was told before it.
    if (!this.isWaiting) this.decide();
  }

  onFill(fill: FillEvent): void {
    if (fill.leavesQuanta === 0) this.isWaiting = false;
  }

  onOrder(order: OrderEvent): void {
    if (!order.isOpen && order.status !== 'filled') this.isWaiting = false;
  }

  private value(operand: Operand, bar: Bar): number {
    switch (operand.kind) {
      case 'indicator':
        return this.streams[operand.index]?.value(operand.output) ?? Number.NaN;
      case 'price':
        return priceOf(bar, operand.name);
      case 'param':
        return Number(this.context.params[operand.name]);
      case 'number':
        return operand.value;
    }
  }

  private holds(rule: RuleName): boolean {
    const stack: boolean[] = [];
    for (const step of this.plan.rules[rule]) {
      if ('term' in step) stack.push(this.isTrue(step.op, step.term));
      else {
        const right = stack.pop() ?? false;
        const left = stack.pop() ?? false;
        stack.push(step.op === 'and' ? left && right : left || right);
      }
    }
    return stack[0] ?? false;
  }

  private isTrue(op: Exclude<Step['op'], 'and' | 'or'>, term: number): boolean {
    const comparison = this.comparisons[term];
    if (comparison === undefined) return false;
    const { over, under, wasNotOver, wasNotUnder } = comparison;
    if (op === 'above') return over;
    if (op === 'below') return under;
    return op === 'crossAbove' ? over && wasNotOver : under && wasNotUnder;
  }

  private decide(): void {
    const position = this.context.markets.main.positionQuanta;
    if (position > 0) {
      if (this.holds('exitLong')) this.hold(this.holds('enterShort') ? -1 : 0, position);
    } else if (position < 0) {
      if (this.holds('exitShort')) this.hold(this.holds('enterLong') ? 1 : 0, position);
    } else if (this.holds('enterLong')) this.hold(1, 0);
    else if (this.holds('enterShort')) this.hold(-1, 0);
  }

  /** Sends what makes the position one of `sign`. */
  private hold(sign: 1 | 0 | -1, position: number): void {
    const { main } = this.context.markets;
    const size = sign === 0 ? 0 : this.size();
    if (size === 0) {
      if (position !== 0) this.isWaiting = main.close() !== 0;
      return;
    }
    const delta = sign * size - position;
    const id = this.context.submit({
      market: main,
      side: delta > 0 ? 'buy' : 'sell',
      qtyQuanta: Math.abs(delta),
    });
    this.isWaiting = id !== 0;
  }

  /** Quanta of a new position; 0: less than a lot. */
  private size(): number {
    if (this.share === 0) return this.qtyQuanta;
    const { main } = this.context.markets;
    const size = main.lotsWithin((this.context.account.equity * this.share) / this.close);
    return size > 0 && size <= Number.MAX_SAFE_INTEGER ? size : 0;
  }
}

function priceOf(bar: Bar, name: PriceName | undefined): number {
  return name === undefined ? 0 : bar[name];
}

/** Takes the next bar's values. Without a value nothing is above or below. */
function compare(comparison: Comparison, a: number, b: number): void {
  const hasValue = !Number.isNaN(a) && !Number.isNaN(b);
  comparison.wasNotOver = comparison.isNotOver;
  comparison.wasNotUnder = comparison.isNotUnder;
  comparison.over = a > b;
  comparison.under = a < b;
  comparison.isNotOver = hasValue && !comparison.over;
  comparison.isNotUnder = hasValue && !comparison.under;
}
