// `defineSignals`: a strategy that is declared instead of written. A backtest runs it as any other;
// a sweep runs many of its parameter sets in one pass over the candles.
import type { StrategyDefinition } from '../strategy/contract.ts';
import { defineStrategy } from '../strategy/define.ts';
import type { ParamSpecs } from '../strategy/params.ts';
import { SignalCompiler, type SignalRules } from './compile.ts';
import type { SignalPlan } from './rule.ts';
import { SignalRun } from './signal-run.ts';

export interface SignalDefinition<S extends ParamSpecs> extends SignalRules {
  /** kebab-case. */
  readonly name: string;
  readonly description?: string;
  readonly params?: S;
}

/** A strategy that carries its plan. */
export interface SignalStrategy<S extends ParamSpecs> extends StrategyDefinition<S, 'main'> {
  readonly signals: SignalPlan;
}

/**
 * Declares a strategy of indicators and comparisons over the bars of one market.
 *
 * At the end of each bar the rules are looked at: without a position `enter`, then `enterShort`;
 * with one its `exit` or `exitShort`, which turns it where the other side's entry holds too. The
 * order is a market order; while it waits for its fill no signal is looked at, and where the
 * account cannot afford it nothing happens. A position has the quantity `qty`, or as many whole
 * lots as `equityShare` of the equity buys at the bar's close.
 *
 * @throws OutcryError BAD_STRATEGY that names every fault of the declaration
 */
export function defineSignals<const S extends ParamSpecs = ParamSpecs>(
  definition: SignalDefinition<S>,
): SignalStrategy<S> {
  const { name, description, params, ...rules } = definition;
  const plan = new SignalCompiler(rules, params ?? {}).compile(name);
  const strategy = {
    name,
    ...(description === undefined ? {} : { description }),
    ...(params === undefined ? {} : { params }),
    markets: (values) => {
      const { bars } = plan;
      const text =
        'text' in bars ? bars.text : String((values as Record<string, unknown>)[bars.param]);
      return { main: { bars: [text] } };
    },
    create: (context) => new SignalRun(context, plan),
    signals: plan,
  } satisfies SignalStrategy<S>;
  return defineStrategy<S, 'main'>(strategy) as SignalStrategy<S>;
}

/** The plan of a strategy that was made by `defineSignals`. */
export function planOf(strategy: object): SignalPlan | undefined {
  return 'signals' in strategy ? (strategy.signals as SignalPlan) : undefined;
}
