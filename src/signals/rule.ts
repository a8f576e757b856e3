// Signal rules as data: comparisons of indicators, prices and numbers, joined by and / or. They are
// checked once, where they are declared, and become a plan that a strategy and a sweep both follow.

/** An indicator by its own name, a price column, a parameter, or a number. */
export type OperandText = string | number;

/**
 * `above`, `below`: at this bar. `crossAbove`: above at this bar, and at the bar before both had a
 * value and it was not above; `crossBelow` the other way round.
 */
export type ComparisonName = 'above' | 'below' | 'crossAbove' | 'crossBelow';

/** `['crossAbove', 'fast', 'slow']`, `['and', rule, rule, ...]`, `['or', rule, rule, ...]`. */
export type Rule =
  | readonly [ComparisonName, OperandText, OperandText]
  | readonly ['and' | 'or', Rule, Rule, ...Rule[]];

export const PRICE_NAMES = ['open', 'high', 'low', 'close', 'volume'] as const;
export type PriceName = (typeof PRICE_NAMES)[number];

export type Operand =
  | { readonly kind: 'indicator'; readonly index: number; readonly output: number }
  | { readonly kind: 'price'; readonly name: PriceName }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'number'; readonly value: number };

/** Two operands that are compared at every bar. */
export interface Term {
  readonly a: Operand;
  readonly b: Operand;
}

/** Postfix: a comparison of a term, or the joining of the two results before it. */
export type Step =
  | { readonly op: ComparisonName; readonly term: number }
  | { readonly op: 'and' | 'or' };

export const RULE_NAMES = ['enterLong', 'exitLong', 'enterShort', 'exitShort'] as const;
export type RuleName = (typeof RULE_NAMES)[number];

/** An indicator whose parameters are numbers or names of the strategy's parameters. */
export interface IndicatorPlan {
  readonly use: string;
  readonly params: Readonly<Record<string, number | string>>;
  readonly inputs: readonly PriceName[];
}

export type SizePlan =
  /** Decimal text, or the name of a parameter that holds one. */
  | { readonly kind: 'qty'; readonly qty: { readonly text: string } | { readonly param: string } }
  | { readonly kind: 'share'; readonly share: number | { readonly param: string } };

/** What a signal strategy does, as data. */
export interface SignalPlan {
  readonly indicators: readonly IndicatorPlan[];
  readonly terms: readonly Term[];
  readonly rules: Readonly<Record<RuleName, readonly Step[]>>;
  readonly size: SizePlan;
  /** Name of the parameter that says which bars, or their text. */
  readonly bars: { readonly text: string } | { readonly param: string };
}
