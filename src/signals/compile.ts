// From declared signals to their plan. Every fault of a declaration is named at once.
import { nearHint } from '../errors/near-names.ts';
import { OutcryError } from '../errors/outcry-error.ts';
import { findIndicator } from '../indicators/registry.ts';
import type { IndicatorSpec } from '../indicators/spec.ts';
import type { ParamSpecs } from '../strategy/params.ts';
import {
  type IndicatorPlan,
  type Operand,
  PRICE_NAMES,
  type PriceName,
  type Rule,
  type RuleName,
  type SignalPlan,
  type SizePlan,
  type Step,
  type Term,
} from './rule.ts';

/** `['sma', { period: 'fast' }]`; parameters are numbers or names of the strategy's parameters. */
export type DeclaredIndicator = readonly [
  use: string,
  params?: Readonly<Record<string, number | string>>,
  /** Price columns of its series. @default close for each series, prices by their names */
  inputs?: readonly PriceName[],
];

export interface SignalRules {
  readonly indicators?: Readonly<Record<string, DeclaredIndicator>>;
  /** Buys when it holds at the end of a bar. */
  readonly enter?: Rule;
  /** Closes what was bought. */
  readonly exit?: Rule;
  readonly enterShort?: Rule;
  readonly exitShort?: Rule;
  /** Quantity of a position: decimal text, or the name of a parameter. */
  readonly qty?: string;
  /** Instead of `qty`: the part of the equity that a position takes, or the name of a parameter. */
  readonly equityShare?: number | string;
  /** Which bars: `auto`, `1m`, ..., or the name of a parameter. @default 'auto' */
  readonly bars?: string;
}

const COMPARISONS = new Set<string>(['above', 'below', 'crossAbove', 'crossBelow']);
const DECIMAL = /^(\d+\.?\d*|\.\d+)$/;
const SERIES = /^real\d?$/;
/** Steps that wait for their partner: what the kernel has room for. */
const DEPTH_MAX = 16;

export class SignalCompiler {
  readonly faults: string[] = [];
  private readonly rules: SignalRules;
  private readonly params: ParamSpecs;
  private readonly indicators: IndicatorPlan[] = [];
  private readonly specs: (IndicatorSpec | undefined)[] = [];
  private readonly names: string[];
  private readonly terms: Term[] = [];
  private readonly termKeys = new Map<string, number>();

  constructor(rules: SignalRules, params: ParamSpecs) {
    this.rules = rules;
    this.params = params;
    this.names = Object.keys(rules.indicators ?? {});
  }

  /** @throws OutcryError BAD_STRATEGY with every fault */
  compile(name: string): SignalPlan {
    for (const [own, declared] of Object.entries(this.rules.indicators ?? {}))
      this.addIndicator(own, declared);
    const { enter, exit, enterShort, exitShort } = this.rules;
    if (enter === undefined && enterShort === undefined)
      this.faults.push('enter: a rule, or one in enterShort; found none');
    const plan: SignalPlan = {
      indicators: this.indicators,
      terms: this.terms,
      rules: {
        enterLong: this.rule('enterLong', enter),
        exitLong: this.rule('exitLong', exit),
        enterShort: this.rule('enterShort', enterShort),
        exitShort: this.rule('exitShort', exitShort),
      },
      size: this.size(),
      bars: this.bars(),
    };
    if (this.faults.length > 0)
      throw new OutcryError(
        'BAD_STRATEGY',
        'usage',
        `signals are refused\n  ${this.faults.join('\n  ')}`,
        { where: name },
      );
    return plan;
  }

  private addIndicator(own: string, [use, params = {}, inputs]: DeclaredIndicator): void {
    const at = `indicators.${own}`;
    if (isPrice(own) || own in this.params || !/^[A-Za-z]\w*$/.test(own))
      this.faults.push(`${at}: expected a word that is no price and no parameter`);
    const spec = findIndicator(use);
    this.specs.push(spec);
    this.indicators.push({ use, params, inputs: this.inputs(at, spec, inputs) });
    if (spec === undefined) {
      this.faults.push(`${at}: there is no indicator '${use}'`);
      return;
    }
    const known = spec.params.flatMap(({ name, talib }) =>
      talib === undefined ? [name] : [name, talib],
    );
    for (const [param, value] of Object.entries(params)) {
      if (!known.includes(param))
        this.faults.push(`${at}.${param}: expected one of ${known.join(', ') || 'none'}`);
      if (typeof value === 'string') this.numeric(`${at}.${param}`, value);
    }
  }

  private inputs(
    at: string,
    spec: IndicatorSpec | undefined,
    given: readonly PriceName[] | undefined,
  ): PriceName[] {
    const wanted = spec?.inputs ?? [];
    if (given !== undefined) {
      const isFit = given.length === wanted.length && given.every(isPrice);
      if (!isFit && spec !== undefined)
        this.faults.push(`${at}: expected price columns for ${wanted.join(', ')}`);
      return [...given];
    }
    return wanted.map((input) => {
      if (isPrice(input)) return input;
      if (!SERIES.test(input)) this.faults.push(`${at}: no candle has its input ${input}`);
      return 'close';
    });
  }

  /** A parameter that is a number. */
  private numeric(at: string, name: string): void {
    const kind = this.params[name]?.kind;
    if (kind !== 'int' && kind !== 'number')
      this.faults.push(`${at}: expected a number or a parameter that is one, found '${name}'`);
  }

  private operand(at: string, text: OperandTextLike): Operand {
    if (typeof text === 'number') {
      if (!Number.isFinite(text)) this.faults.push(`${at}: expected a finite number`);
      return { kind: 'number', value: text };
    }
    const none: Operand = { kind: 'number', value: 0 };
    if (typeof text !== 'string') {
      this.faults.push(`${at}: expected a name or a number`);
      return none;
    }
    if (isPrice(text) && text in this.params)
      this.faults.push(`${at}: '${text}' is a price and a parameter: rename the parameter`);
    if (isPrice(text)) return { kind: 'price', name: text };
    const [name = '', outputName] = text.split('.');
    const index = this.names.indexOf(name);
    if (index >= 0) {
      const outputs = this.specs[index]?.outputs ?? [];
      const output = outputName === undefined ? 0 : outputs.findIndex((o) => o.name === outputName);
      if (output < 0)
        this.faults.push(`${at}: ${name} gives ${outputs.map((o) => o.name).join(', ')}`);
      return { kind: 'indicator', index, output };
    }
    if (text in this.params) {
      this.numeric(at, text);
      return { kind: 'param', name: text };
    }
    const all = [...this.names, ...PRICE_NAMES, ...Object.keys(this.params)];
    const { hint } = nearHint(text, all);
    this.faults.push(`${at}: there is no '${text}' (${hint ?? `there are ${all.join(', ')}`})`);
    return none;
  }

  private term(at: string, left: OperandTextLike, right: OperandTextLike): number {
    const term = { a: this.operand(at, left), b: this.operand(at, right) };
    const key = JSON.stringify(term);
    const known = this.termKeys.get(key);
    if (known !== undefined) return known;
    this.termKeys.set(key, this.terms.length);
    return this.terms.push(term) - 1;
  }

  private rule(name: RuleName, rule: Rule | undefined): Step[] {
    if (rule === undefined) return [];
    const steps: Step[] = [];
    const deepest = this.steps(name, rule, steps, 0);
    if (deepest > DEPTH_MAX) this.faults.push(`${name}: nested too deep`);
    return steps;
  }

  /** Appends a rule's steps; returns how many results wait at most. */
  private steps(at: string, rule: unknown, steps: Step[], waiting: number): number {
    if (!Array.isArray(rule)) {
      this.faults.push(`${at}: expected a rule such as ['crossAbove', 'fast', 'slow']`);
      return waiting;
    }
    const [op, ...rest] = rule as [unknown, ...OperandTextLike[]];
    if ((op === 'and' || op === 'or') && rest.length >= 2) {
      let deepest = waiting;
      for (const [i, part] of rest.entries()) {
        const most = this.steps(`${at}.${op}[${i}]`, part, steps, waiting + Math.min(i, 1));
        deepest = Math.max(deepest, most);
        if (i > 0) steps.push({ op });
      }
      return deepest;
    }
    if (typeof op === 'string' && COMPARISONS.has(op) && rest.length === 2) {
      const term = this.term(at, rest[0], rest[1]);
      steps.push({ op: op as 'above', term });
      return waiting + 1;
    }
    this.faults.push(
      `${at}: expected above, below, crossAbove or crossBelow of two, or and / or of rules`,
    );
    return waiting;
  }

  private size(): SizePlan {
    const { qty, equityShare } = this.rules;
    if ((qty === undefined) === (equityShare === undefined))
      this.faults.push('qty: expected a quantity, or a share of the equity; one of them');
    if (typeof equityShare === 'string') {
      this.numeric('equityShare', equityShare);
      return { kind: 'share', share: { param: equityShare } };
    }
    if (equityShare !== undefined) {
      if (!(equityShare > 0 && equityShare <= 1000))
        this.faults.push('equityShare: expected more than 0, at most 1000');
      return { kind: 'share', share: equityShare };
    }
    if (qty === undefined || (DECIMAL.test(qty) && Number(qty) > 0))
      return { kind: 'qty', qty: { text: qty ?? '0' } };
    if (this.params[qty]?.kind !== 'decimal')
      this.faults.push(`qty: expected a decimal or a decimal parameter, found '${qty}'`);
    return { kind: 'qty', qty: { param: qty } };
  }

  private bars(): SignalPlan['bars'] {
    const { bars = 'auto' } = this.rules;
    const kind = this.params[bars]?.kind;
    return kind === 'text' || kind === 'choice' ? { param: bars } : { text: bars };
  }
}

type OperandTextLike = unknown;

function isPrice(name: string): name is PriceName {
  return (PRICE_NAMES as readonly string[]).includes(name);
}
