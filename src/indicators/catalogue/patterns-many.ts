// Candlestick patterns of four and five candles. Ids 608 to 639.
import type { IndicatorSpec } from '../spec.ts';
import { pattern } from './patterns-spec.ts';

export const MORE_CANDLES: readonly IndicatorSpec[] = [
  pattern({
    id: 608,
    name: 'threeBlackCrows',
    talib: 'CDL3BLACKCROWS',
    title: 'Three black crows',
    before: 3,
    settings: ['ShadowVeryShort'],
    signs: '-100',
    rule:
      '[3] white; three black without lower shadows, falling closes, each opens in the body ' +
      'before; the high of [3] above the close of [2]',
  }),
  pattern({
    id: 609,
    name: 'threeLineStrike',
    talib: 'CDL3LINESTRIKE',
    title: 'Three-line strike',
    before: 3,
    settings: ['Near'],
    signs: '100 or -100 by colour of [1]',
    rule:
      'three of one colour, closing further on, each opens in the body before or near it; [0] ' +
      'of the other, opens beyond the close of [1], closes beyond the open of [3]',
  }),
  pattern({
    id: 610,
    name: 'breakaway',
    talib: 'CDLBREAKAWAY',
    title: 'Breakaway',
    before: 4,
    settings: ['BodyLong'],
    signs: '100 or -100 by colour of [0]',
    rule:
      '[4] long; [3] and [1] of its colour, [3] beyond a gap of bodies, highs and lows of [2] ' +
      'and [1] further on; [0] of the other colour closes in the gap',
  }),
  pattern({
    id: 611,
    name: 'concealingBabySwallow',
    talib: 'CDLCONCEALBABYSWALL',
    title: 'Concealing baby swallow',
    before: 3,
    settings: ['ShadowVeryShort'],
    signs: '100',
    rule:
      'all black; [3] and [2] without shadows; [1] body below that of [2], upper shadow above ' +
      'its close; range of [0] outside that of [1]',
  }),
  pattern({
    id: 612,
    name: 'ladderBottom',
    talib: 'CDLLADDERBOTTOM',
    title: 'Ladder bottom',
    before: 4,
    settings: ['ShadowVeryShort'],
    signs: '100',
    rule:
      '[4] to [1] black, opens and closes of [4] to [2] falling; [1] with an upper shadow; [0] ' +
      'white, opens above the open and closes above the high of [1]',
  }),
  pattern({
    id: 613,
    name: 'matHold',
    talib: 'CDLMATHOLD',
    title: 'Mat hold',
    before: 4,
    settings: ['BodyLong', 'BodyShort'],
    share: [0.5, 'share of the body of [4] that the short candles may take back'],
    signs: '100',
    rule:
      '[4] white, long; [3] black, body above it; [3] to [1] short, falling, [2] and [1] reach ' +
      'into its body by less than penetration; [0] white, opens above the close of [1], closes ' +
      'above all highs of [3] to [1]',
  }),
  pattern({
    id: 614,
    name: 'threeMethods',
    talib: 'CDLRISEFALL3METHODS',
    title: 'Rising or falling three methods',
    before: 4,
    settings: ['BodyLong', 'BodyShort'],
    signs: '100 or -100 by colour of [4]',
    rule:
      '[4] long; [3] to [1] short, of the other colour, closing further back, bodies touching ' +
      'the range of [4]; [0] long, of the colour of [4], opens beyond the close of [1], closes ' +
      'beyond that of [4]',
  }),
  pattern({
    id: 615,
    name: 'hikkake',
    talib: 'CDLHIKKAKE',
    title: 'Hikkake',
    before: 5,
    signs: '100 or -100; 200 or -200 for the confirmation within three candles',
    rule:
      '[1] inside [2]; [0] with lower high and low: 100, higher: -100; confirmed by a close ' +
      'beyond the other end of [1]',
  }),
  pattern({
    id: 616,
    name: 'hikkakeModified',
    talib: 'CDLHIKKAKEMOD',
    title: 'Modified hikkake',
    before: 5,
    settings: ['Near'],
    periodMin: 1,
    signs: '100 or -100; 200 or -200 for the confirmation within three candles',
    rule: 'as hikkake, with [2] inside [3] and its close near its low (100) or its high (-100)',
  }),
  pattern({
    id: 617,
    name: 'threeGaps',
    title: 'Three gaps (sanku)',
    before: 3,
    signs: '100 after falling gaps, -100 after rising ones',
    rule: 'three gaps of bodies one after the other in one direction',
    source:
      'Investopedia, Sanku (gaps one after the other); candlesticker.com, Bullish Three Gap ' +
      'Downs, wants the last two candles in the colour of the move',
  }),
  pattern({
    id: 618,
    name: 'ladderTop',
    title: 'Ladder top',
    before: 4,
    settings: ['ShadowVeryShort'],
    signs: '-100',
    rule:
      '[4] to [1] white, opens and closes of [4] to [2] rising; [1] with a lower shadow; [0] ' +
      'black, opens below the open and closes below the low of [1]',
    source: 'TA-Lib CDLLADDERBOTTOM mirrored; mysmp.com, Ladder Top',
  }),
];
