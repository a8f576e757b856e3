// Cases of the groups statistics, volatility and levels, whose tables stand apart.
import type { Unserved } from './golden-cases.ts';

const APART = 'its indicator comes with the statistics, estimators and levels';
const apart = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, APART]));

export const UNSERVED: Unserved = {
  reference: apart('ulcer_index'),
  tulip: apart(
    'linreg',
    'linregintercept',
    'linregslope',
    'md',
    'stddev',
    'stderr',
    'tsf',
    'var',
    'volatility',
  ),
  ttr: apart(
    'volatility_close',
    'volatility_parkinson',
    'volatility_garman.klass',
    'volatility_rogers.satchell',
    'volatility_gk.yz',
    'volatility_yang.zhang',
    'runPercentRank',
    'runMAD',
    'runMedian',
    'runSD',
    'runCor',
    'runCov',
    'ZigZag',
  ),
  signals: apart('IQR(14)/close', 'RogersSatchellVolatility(14)/bar', 'UlcerIndex(14)/close'),
  stock: apart(
    'beta',
    'corr',
    'hurst',
    'pivot-points',
    'pivots',
    'prs',
    'renko-atr',
    'renko',
    'rolling-pivots',
    'sma-analysis',
    'stdev',
    'ulcer',
    'zigzag-close',
    'zigzag',
  ),
  chartschool: apart('ui'),
};
