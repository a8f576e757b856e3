// The spread group: see core-wasm/indicators/spread for the kernels. Ids 896 to 959.
import type { IndicatorSpec } from '../spec.ts';
import { bars, output } from './further-spec.ts';

export const SPREAD: readonly IndicatorSpec[] = [
  {
    id: 896,
    name: 'quotedSpread',
    title: 'Quoted spread',
    inputs: ['bidPrice', 'askPrice'],
    params: [],
    outputs: [
      output('spread', 'ask less bid'),
      output('relative', 'in 1 / 10,000 of their middle; NaN unless that is above 0'),
    ],
    begin: () => 0,
    unit: 'price',
    formula: 'ask - bid; 10,000 (ask - bid) / ((ask + bid) / 2)',
    source: 'J. Hasbrouck, "Empirical Market Microstructure" (2007)',
  },
  {
    id: 897,
    name: 'bookImbalance',
    title: 'Imbalance of the best quantities',
    inputs: ['bidQty', 'askQty'],
    params: [],
    outputs: [output('imbalance', '1 only bids, -1 only asks; NaN without either')],
    begin: () => 0,
    unit: '-1..1',
    formula: '(bid quantity - ask quantity) / (both)',
    source:
      'M. Gould, J. Bonart, "Queue Imbalance as a One-Tick-Ahead Price Predictor in a Limit ' +
      'Order Book" (2015)',
  },
  {
    id: 898,
    name: 'microprice',
    title: 'Size-weighted middle',
    inputs: ['bidPrice', 'bidQty', 'askPrice', 'askQty'],
    params: [],
    outputs: [output('microprice', 'nearer to the side with less; the middle without quantities')],
    begin: () => 0,
    unit: 'price',
    formula: '(bid * ask quantity + ask * bid quantity) / (both quantities)',
    source: 'J. Gatheral, R. Oomen, "Zero-intelligence realized variance estimation" (2010)',
  },
  {
    id: 899,
    name: 'orderFlowImbalance',
    title: 'Order flow imbalance',
    inputs: ['bidPrice', 'bidQty', 'askPrice', 'askQty'],
    params: [bars('period', 50, 'snapshots of the sum')],
    outputs: [output('flow', 'of this snapshot; 0 for the first'), output('sum', 'of the last n')],
    begin: ([n = 0]) => [0, n - 1],
    unit: 'quantity',
    formula:
      'what a bid that did not fall brings, less what one that did not rise takes; ' +
      'of the ask the reverse. A side without quantity has its price at the far end',
    source: 'R. Cont, A. Kukanov, S. Stoikov, "The Price Impact of Order Book Events" (2014)',
  },
  {
    id: 900,
    name: 'rollSpread',
    title: "Roll's spread",
    inputs: ['real'],
    params: [bars('period', 20, 'pairs of changes', 2)],
    outputs: [output('spread', 'the estimate; NaN where the covariance is not negative')],
    begin: ([n = 0]) => n + 1,
    unit: 'price',
    formula: '2 sqrt(-c), c the covariance of the sample of changes that follow each other',
    source: 'R. Roll, "A Simple Implicit Measure of the Effective Bid-Ask Spread" (1984)',
  },
  {
    id: 901,
    name: 'kyleLambda',
    title: "Kyle's lambda",
    inputs: ['real', 'signedQty'],
    params: [bars('period', 20, 'changes', 2)],
    outputs: [
      output(
        'lambda',
        'price change that a unit bought brings; NaN where the quantity does not vary',
      ),
    ],
    begin: ([n = 0]) => n,
    unit: 'price / quantity',
    formula: 'slope of the price change on the signed quantity of the bar',
    source: 'A. Kyle, "Continuous Auctions and Insider Trading" (1985)',
  },
  {
    id: 902,
    name: 'amihud',
    title: "Amihud's illiquidity",
    inputs: ['close', 'volume'],
    params: [bars('period', 20, 'bars of the mean')],
    outputs: [output('amihud', 'the mean; a bar without volume counts 0')],
    begin: ([n = 0]) => n,
    unit: '1 / value',
    formula: 'mean of |return| / (close * volume)',
    source: 'Y. Amihud, "Illiquidity and Stock Returns" (2002)',
  },
];
