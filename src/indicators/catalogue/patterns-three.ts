// Candlestick patterns of three candles. Ids 576 to 607.
import type { IndicatorSpec } from '../spec.ts';
import { pattern } from './patterns-spec.ts';

export const THREE_CANDLES: readonly IndicatorSpec[] = [
  pattern({
    id: 576,
    name: 'twoCrows',
    talib: 'CDL2CROWS',
    title: 'Two crows',
    before: 2,
    settings: ['BodyLong'],
    signs: '-100',
    rule:
      '[2] white, long; [1] black, body above that of [2]; [0] black, opens in the body of [1], ' +
      'closes in that of [2]',
  }),
  pattern({
    id: 577,
    name: 'threeInside',
    talib: 'CDL3INSIDE',
    title: 'Three inside up or down',
    before: 2,
    settings: ['BodyLong', 'BodyShort'],
    signs: '100 or -100 against the colour of [2]',
    rule:
      '[2] long; [1] not longer than short, body inside that of [2]; [0] of the other colour, ' +
      'closes beyond the open of [2]',
  }),
  pattern({
    id: 578,
    name: 'threeOutside',
    talib: 'CDL3OUTSIDE',
    title: 'Three outside up or down',
    before: 3,
    signs: '100 or -100 by colour of [1]',
    rule:
      'the body of [1] engulfs that of [2], opposite colours; [0] closes beyond the close of ' +
      '[1]',
  }),
  pattern({
    id: 579,
    name: 'threeStarsInSouth',
    talib: 'CDL3STARSINSOUTH',
    title: 'Three stars in the south',
    before: 2,
    settings: ['BodyLong', 'BodyShort', 'ShadowLong', 'ShadowVeryShort'],
    signs: '100',
    rule:
      'all black; [2] long with a long lower shadow; [1] smaller, opens above the close and not ' +
      'above the high of [2], trades below that close, not below its low, has a lower shadow; ' +
      '[0] short without shadows, inside the range of [1]',
  }),
  pattern({
    id: 580,
    name: 'threeWhiteSoldiers',
    talib: 'CDL3WHITESOLDIERS',
    title: 'Three white soldiers',
    before: 2,
    settings: ['BodyShort', 'ShadowVeryShort', 'Near', 'Far'],
    signs: '100',
    rule:
      'all white without upper shadows, rising closes; each opens in the body before or near ' +
      'its close; no body far shorter than the one before; [0] not short',
  }),
  pattern({
    id: 581,
    name: 'abandonedBaby',
    talib: 'CDLABANDONEDBABY',
    title: 'Abandoned baby',
    before: 2,
    settings: ['BodyLong', 'BodyShort', 'BodyDoji'],
    share: [0.3, 'share of the body of the long candle that the last one must take back'],
    signs: '100 or -100 by colour of [0]',
    rule:
      '[2] long; [1] doji with gaps, shadows included, on both sides; [0] not short, of the ' +
      'other colour, closes deeper in [2] than penetration x its body',
  }),
  pattern({
    id: 582,
    name: 'advanceBlock',
    talib: 'CDLADVANCEBLOCK',
    title: 'Advance block',
    before: 2,
    settings: ['BodyLong', 'ShadowLong', 'ShadowShort', 'Near', 'Far'],
    signs: '-100',
    rule:
      'all white, rising closes, each opens in the body before or near its close; [2] long with ' +
      'a short upper shadow; bodies shrink (far, or with upper shadows)',
  }),
  pattern({
    id: 583,
    name: 'eveningDojiStar',
    talib: 'CDLEVENINGDOJISTAR',
    title: 'Evening doji star',
    before: 2,
    settings: ['BodyLong', 'BodyShort', 'BodyDoji'],
    share: [0.3, 'share of the body of the long candle that the last one must take back'],
    signs: '-100',
    rule:
      '[2] white, long; [1] doji, body above that of [2]; [0] black, not short, closes below ' +
      'close - penetration x body of [2]',
  }),
  pattern({
    id: 584,
    name: 'eveningStar',
    talib: 'CDLEVENINGSTAR',
    title: 'Evening star',
    before: 2,
    settings: ['BodyLong', 'BodyShort'],
    share: [0.3, 'share of the body of the long candle that the last one must take back'],
    signs: '-100',
    rule:
      '[2] white, long; [1] not longer than short, body above that of [2]; [0] black, not ' +
      'short, closes below close - penetration x body of [2]',
  }),
  pattern({
    id: 585,
    name: 'gapSideSideWhite',
    talib: 'CDLGAPSIDESIDEWHITE',
    title: 'Side-by-side white lines',
    before: 2,
    settings: ['Near', 'Equal'],
    signs: '100 above the gap, -100 below it',
    rule:
      '[1] and [0] white, bodies beyond a gap from [2] on the same side; bodies near in size, ' +
      'equal opens',
  }),
  pattern({
    id: 586,
    name: 'identicalThreeCrows',
    talib: 'CDLIDENTICAL3CROWS',
    title: 'Identical three crows',
    before: 2,
    settings: ['ShadowVeryShort', 'Equal'],
    signs: '-100',
    rule: 'all black without lower shadows, falling closes; each opens equal to the close before',
  }),
  pattern({
    id: 587,
    name: 'morningDojiStar',
    talib: 'CDLMORNINGDOJISTAR',
    title: 'Morning doji star',
    before: 2,
    settings: ['BodyLong', 'BodyShort', 'BodyDoji'],
    share: [0.3, 'share of the body of the long candle that the last one must take back'],
    signs: '100',
    rule:
      '[2] black, long; [1] doji, body below that of [2]; [0] white, not short, closes above ' +
      'close + penetration x body of [2]',
  }),
  pattern({
    id: 588,
    name: 'morningStar',
    talib: 'CDLMORNINGSTAR',
    title: 'Morning star',
    before: 2,
    settings: ['BodyLong', 'BodyShort'],
    share: [0.3, 'share of the body of the long candle that the last one must take back'],
    signs: '100',
    rule:
      '[2] black, long; [1] not longer than short, body below that of [2]; [0] white, not ' +
      'short, closes above close + penetration x body of [2]',
  }),
  pattern({
    id: 589,
    name: 'stalledPattern',
    talib: 'CDLSTALLEDPATTERN',
    title: 'Stalled pattern (deliberation)',
    before: 2,
    settings: ['BodyLong', 'BodyShort', 'ShadowVeryShort', 'Near'],
    signs: '-100',
    rule:
      'all white, rising closes; [2] and [1] long; [1] without an upper shadow, opens in the ' +
      'body of [2] or near its close; [0] short, opens no lower than close of [1] - its own ' +
      'body - near',
  }),
  pattern({
    id: 590,
    name: 'stickSandwich',
    talib: 'CDLSTICKSANDWICH',
    title: 'Stick sandwich',
    before: 2,
    settings: ['Equal'],
    signs: '100',
    rule:
      '[2] black, [1] white with its low above the close of [2], [0] black; equal closes of [2] ' +
      'and [0]',
  }),
  pattern({
    id: 591,
    name: 'tasukiGap',
    talib: 'CDLTASUKIGAP',
    title: 'Tasuki gap',
    before: 2,
    settings: ['Near'],
    signs: '100 or -100 by colour of [1]',
    rule:
      '[1] gaps away from [2] in its colour; [0] of the other colour and near in size, opens in ' +
      'the body of [1], closes in the gap',
  }),
  pattern({
    id: 592,
    name: 'triStar',
    talib: 'CDLTRISTAR',
    title: 'Tri-star',
    before: 2,
    settings: ['BodyDoji'],
    signs: '100 at a low, -100 at a high',
    rule: 'three bodies within the doji limit of [2]; [1] beyond a gap from [2], [0] back from it',
  }),
  pattern({
    id: 593,
    name: 'uniqueThreeRiver',
    talib: 'CDLUNIQUE3RIVER',
    title: 'Unique three river',
    before: 2,
    settings: ['BodyLong', 'BodyShort'],
    signs: '100',
    rule:
      '[2] black, long; [1] black, body inside that of [2], a lower low; [0] white, short, ' +
      'opens above that low',
  }),
  pattern({
    id: 594,
    name: 'upsideGapTwoCrows',
    talib: 'CDLUPSIDEGAP2CROWS',
    title: 'Upside gap two crows',
    before: 2,
    settings: ['BodyLong', 'BodyShort'],
    signs: '-100',
    rule:
      '[2] white, long; [1] black, not longer than short, body above that of [2]; [0] black, ' +
      'opens above the open of [1], closes between the closes of [2] and [1]',
  }),
  pattern({
    id: 595,
    name: 'gapThreeMethods',
    talib: 'CDLXSIDEGAP3METHODS',
    title: 'Gap three methods',
    before: 2,
    signs: '100 or -100 by colour of [2]',
    rule:
      '[2] and [1] of one colour with a gap between their bodies in its direction; [0] of the ' +
      'other, opens in the body of [1], closes in that of [2]',
  }),
  pattern({
    id: 596,
    name: 'islandReversal',
    title: 'Island reversal of one candle',
    before: 2,
    signs: '100 at a low, -100 at a high',
    rule: '[1] with gaps, shadows included, on both sides, beyond [2] and [0]',
    source: 'incrediblecharts.com/technical/island_reversal.php',
  }),
  pattern({
    id: 597,
    name: 'threeBarReversal',
    title: 'Three-bar reversal',
    before: 2,
    signs: '100 at a low, -100 at a high',
    rule: '[2] black, [1] has the lowest low, [0] closes above the high of [1]; mirrored: -100',
    source:
      'netpicks.com/3-bar-reversal-pattern; LuxAlgo Three Bar Reversal (2021); T. Bulkowski ' +
      '(Stocks and Commodities, January 2000) takes [2] of any colour',
  }),
  pattern({
    id: 598,
    name: 'twoRabbits',
    title: 'Two rabbits',
    before: 2,
    settings: ['BodyLong'],
    signs: '100',
    rule:
      '[2] black, long; [1] white, body below that of [2]; [0] white, opens in the body of [1], ' +
      'closes in that of [2]',
    source: 'TA-Lib CDL2CROWS mirrored; candlesticker.com, Bullish Two Rabbits',
  }),
  pattern({
    id: 599,
    name: 'gapTwoRabbits',
    title: 'Downside gap two rabbits',
    before: 2,
    settings: ['BodyLong', 'BodyShort'],
    signs: '100',
    rule:
      '[2] black, long; [1] white, not longer than short, body below that of [2]; [0] white, ' +
      'opens below the open of [1], closes between the closes of [1] and [2]',
    source:
      'TA-Lib CDLUPSIDEGAP2CROWS mirrored; candlesticker.com, Bullish Downside Gap Two Rabbits, ' +
      'lets [0] open with [1]',
  }),
  pattern({
    id: 600,
    name: 'blackGapping',
    title: 'Two black gapping candles',
    before: 2,
    signs: '-100',
    rule: '[1] black, its range wholly below that of [2]; [0] black with a lower high',
    source: 'T. Bulkowski, thepatternsite.com/TwoBlackGapping.html',
  }),
  pattern({
    id: 601,
    name: 'squeezeAlert',
    title: 'Squeeze alert',
    before: 2,
    signs: '100 or -100 against the colour of [2]',
    rule: 'high and low of [1] strictly inside those of [2], those of [0] inside those of [1]',
    source: 'candlesticker.com, Bullish Squeeze Alert and Bearish Squeeze Alert',
  }),
];
