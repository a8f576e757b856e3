// Candlestick patterns of two candles. Ids 544 to 575.
import type { IndicatorSpec } from '../spec.ts';
import { pattern } from './patterns-spec.ts';

const TWEEZERS =
  'chart-formations.com, Tweezers; S. Nison takes candles of any colours, TradingView wants a ' +
  'long [1] and measures by bodies';

export const TWO_CANDLES: readonly IndicatorSpec[] = [
  pattern({
    id: 544,
    name: 'counterattack',
    talib: 'CDLCOUNTERATTACK',
    title: 'Counterattack',
    before: 1,
    settings: ['BodyLong', 'Equal'],
    signs: '100 or -100 by colour of [0]',
    rule: '[1] and [0] long, of opposite colours; equal closes',
  }),
  pattern({
    id: 545,
    name: 'darkCloudCover',
    talib: 'CDLDARKCLOUDCOVER',
    title: 'Dark cloud cover',
    before: 1,
    settings: ['BodyLong'],
    share: [0.5, 'share of the body of the long candle that the last one must take back'],
    signs: '-100',
    rule:
      '[1] white, long; [0] black, opens above the high of [1], closes within its body and ' +
      'below close - penetration x body',
  }),
  pattern({
    id: 546,
    name: 'dojiStar',
    talib: 'CDLDOJISTAR',
    title: 'Doji star',
    before: 1,
    settings: ['BodyLong', 'BodyDoji'],
    signs: '100 or -100 against the colour of [1]',
    rule: '[1] long; [0] doji whose body gaps away in the direction of [1]',
  }),
  pattern({
    id: 547,
    name: 'engulfing',
    talib: 'CDLENGULFING',
    title: 'Engulfing',
    before: 2,
    signs: '100 or -100 by colour of [0]; 80 or -80 where one end is the same',
    rule:
      'opposite colours; the body of [0] covers that of [1] and goes beyond it on at least one ' +
      'side',
  }),
  pattern({
    id: 548,
    name: 'hammer',
    talib: 'CDLHAMMER',
    title: 'Hammer',
    before: 1,
    settings: ['BodyShort', 'ShadowLong', 'ShadowVeryShort', 'Near'],
    signs: '100',
    rule:
      '[0] short body, long lower shadow, no upper one; its body near the low of [1] or below ' +
      'it',
  }),
  pattern({
    id: 549,
    name: 'hangingMan',
    talib: 'CDLHANGINGMAN',
    title: 'Hanging man',
    before: 1,
    settings: ['BodyShort', 'ShadowLong', 'ShadowVeryShort', 'Near'],
    signs: '-100',
    rule:
      '[0] short body, long lower shadow, no upper one; its body near the high of [1] or above ' +
      'it',
  }),
  pattern({
    id: 550,
    name: 'harami',
    talib: 'CDLHARAMI',
    title: 'Harami',
    before: 1,
    settings: ['BodyLong', 'BodyShort'],
    signs: '100 or -100 against the colour of [1]; 80 or -80 where one end is the same',
    rule: '[1] long; [0] not longer than short, its body inside that of [1]',
  }),
  pattern({
    id: 551,
    name: 'haramiCross',
    talib: 'CDLHARAMICROSS',
    title: 'Harami cross',
    before: 1,
    settings: ['BodyLong', 'BodyDoji'],
    signs: '100 or -100 against the colour of [1]; 80 or -80 where one end is the same',
    rule: '[1] long; [0] doji, its body inside that of [1]',
  }),
  pattern({
    id: 552,
    name: 'homingPigeon',
    talib: 'CDLHOMINGPIGEON',
    title: 'Homing pigeon',
    before: 1,
    settings: ['BodyLong', 'BodyShort'],
    signs: '100',
    rule:
      'both black; [1] long; [0] not longer than short, opens below the open and closes above ' +
      'the close of [1]',
  }),
  pattern({
    id: 553,
    name: 'inNeck',
    talib: 'CDLINNECK',
    title: 'In-neck',
    before: 1,
    settings: ['BodyLong', 'Equal'],
    signs: '-100',
    rule:
      '[1] black, long; [0] white, opens below the low of [1], closes at its close or equal ' +
      'above it',
  }),
  pattern({
    id: 554,
    name: 'invertedHammer',
    talib: 'CDLINVERTEDHAMMER',
    title: 'Inverted hammer',
    before: 1,
    settings: ['BodyShort', 'ShadowLong', 'ShadowVeryShort'],
    signs: '100',
    rule: '[0] short body, long upper shadow, no lower one; its body below that of [1]',
  }),
  pattern({
    id: 555,
    name: 'kicking',
    talib: 'CDLKICKING',
    title: 'Kicking',
    before: 1,
    settings: ['BodyLong', 'ShadowVeryShort'],
    signs: '100 or -100 by colour of [0]',
    rule:
      'two long candles without shadows, of opposite colours, a gap between them in the ' +
      'direction of [0]',
  }),
  pattern({
    id: 556,
    name: 'kickingByLength',
    talib: 'CDLKICKINGBYLENGTH',
    title: 'Kicking by length',
    before: 1,
    settings: ['BodyLong', 'ShadowVeryShort'],
    signs: '100 or -100 by colour of the longer one',
    rule: 'as kicking',
  }),
  pattern({
    id: 557,
    name: 'matchingLow',
    talib: 'CDLMATCHINGLOW',
    title: 'Matching low',
    before: 1,
    settings: ['Equal'],
    signs: '100',
    rule: 'both black, equal closes',
  }),
  pattern({
    id: 558,
    name: 'onNeck',
    talib: 'CDLONNECK',
    title: 'On-neck',
    before: 1,
    settings: ['BodyLong', 'Equal'],
    signs: '-100',
    rule: '[1] black, long; [0] white, opens below the low of [1], closes equal to that low',
  }),
  pattern({
    id: 559,
    name: 'piercing',
    talib: 'CDLPIERCING',
    title: 'Piercing line',
    before: 1,
    settings: ['BodyLong'],
    signs: '100',
    rule:
      '[1] black, long; [0] white, long, opens below the low of [1], closes in the upper half ' +
      'of its body',
  }),
  pattern({
    id: 560,
    name: 'separatingLines',
    talib: 'CDLSEPARATINGLINES',
    title: 'Separating lines',
    before: 1,
    settings: ['BodyLong', 'ShadowVeryShort', 'Equal'],
    signs: '100 or -100 by colour of [0]',
    rule: 'opposite colours, equal opens; [0] long, opens at its extreme',
  }),
  pattern({
    id: 561,
    name: 'shootingStar',
    talib: 'CDLSHOOTINGSTAR',
    title: 'Shooting star',
    before: 1,
    settings: ['BodyShort', 'ShadowLong', 'ShadowVeryShort'],
    signs: '-100',
    rule: '[0] short body, long upper shadow, no lower one; its body above that of [1]',
  }),
  pattern({
    id: 562,
    name: 'thrusting',
    talib: 'CDLTHRUSTING',
    title: 'Thrusting',
    before: 1,
    settings: ['BodyLong', 'Equal'],
    signs: '-100',
    rule:
      '[1] black, long; [0] white, opens below the low of [1], closes above its close by more ' +
      'than equal and not above the middle of its body',
  }),
  pattern({
    id: 563,
    name: 'tweezerTop',
    title: 'Tweezer top',
    before: 1,
    settings: ['Equal'],
    signs: '-100',
    rule: '[1] white, [0] black, equal highs',
    source: TWEEZERS,
  }),
  pattern({
    id: 564,
    name: 'tweezerBottom',
    title: 'Tweezer bottom',
    before: 1,
    settings: ['Equal'],
    signs: '100',
    rule: '[1] black, [0] white, equal lows',
    source: TWEEZERS,
  }),
  pattern({
    id: 565,
    name: 'insideBar',
    title: 'Inside bar',
    before: 1,
    signs: '100 or -100 by colour of [0]',
    rule: 'high and low of [0] strictly inside those of [1]',
    source:
      'Sierra Chart Inside Bar; the colour as thinkorswim InsideBarLE; R candlesticks ' +
      'CSPInsideDay lets ends be equal',
  }),
  pattern({
    id: 566,
    name: 'outsideBar',
    title: 'Outside bar',
    before: 1,
    signs: '100 or -100 by colour of [0]',
    rule: 'high and low of [1] strictly inside those of [0]',
    source: 'Sierra Chart Outside Bar; R candlesticks CSPOutsideDay',
  }),
  pattern({
    id: 567,
    name: 'keyReversal',
    title: 'Key reversal',
    before: 1,
    signs: '100 from a new low, -100 from a new high',
    rule: '[0] goes beyond one end of the range of [1] and closes beyond the other',
    source:
      'F. Ochoa, the outside reversal (TradingView PivotBoss Outside Reversal Setup); ' +
      'T. Bulkowski also wants the open on the far side of the close before, TradeStation Key ' +
      'Reversal only a close beyond the close before',
  }),
  pattern({
    id: 568,
    name: 'oopsReversal',
    title: 'Oops reversal',
    before: 1,
    signs: '100 from below, -100 from above',
    rule: '[0] opens beyond the range of [1] and trades back to that end of it',
    source: 'L. Williams (TradingView Oops!; P. Pezzutti, Working Money 2005)',
  }),
  pattern({
    id: 569,
    name: 'priceGap',
    title: 'Price gap (window)',
    before: 1,
    signs: '100 upwards, -100 downwards',
    rule: 'the range of [0] lies wholly beyond that of [1]',
    source: 'R candlesticks CSPGap; TradingView Rising Window also wants both ranges above 0',
  }),
  pattern({
    id: 570,
    name: 'matchingHigh',
    title: 'Matching high',
    before: 1,
    settings: ['Equal'],
    signs: '-100',
    rule: 'both white, equal closes',
    source:
      'TA-Lib CDLMATCHINGLOW mirrored; candlesticker.com, Bearish Matching High, wants no short ' +
      'body of [1]',
  }),
  pattern({
    id: 571,
    name: 'descendingHawk',
    title: 'Descending hawk',
    before: 1,
    settings: ['BodyLong', 'BodyShort'],
    signs: '-100',
    rule: 'both white; [1] long; [0] not longer than short, its body inside that of [1]',
    source:
      'TA-Lib CDLHOMINGPIGEON mirrored; candlesticker.com, Bearish Descending Hawk, lets one end ' +
      'of the bodies be equal',
  }),
  pattern({
    id: 572,
    name: 'stomach',
    title: 'Above or below the stomach',
    before: 1,
    signs: '100 or -100 by colour of [0]',
    rule:
      '100: [1] black, [0] closes above its open, which is at the middle of the body of [1], ' +
      '(O1 + C1) / 2, or above; -100: [1] white, [0] closes below its open, which is at that ' +
      'middle or below; 0 where O1 = C1',
    source: 'T. Bulkowski, thepatternsite.com/AboveStomach.html; R candlesticks CSPStomach',
  }),
];
