// Cycles: Ehlers' Hilbert transform of the price. Ids 384 to 447.
import type { IndicatorSpec, OutputSpec } from '../spec.ts';

interface Cycle {
  readonly id: number;
  readonly name: string;
  readonly talib: string;
  readonly title: string;
  readonly outputs: readonly OutputSpec[];
  readonly begin: number;
  readonly unit: string;
  readonly formula: string;
}

function cycle({ id, name, talib, title, outputs, begin, unit, formula }: Cycle): IndicatorSpec {
  return {
    id,
    name,
    talib,
    title: `Hilbert transform: ${title}`,
    inputs: ['real'],
    params: [],
    outputs,
    begin: () => begin,
    unit,
    formula,
    source: `Ehlers; TA-Lib ${talib}`,
  };
}

export const CYCLE: readonly IndicatorSpec[] = [
  cycle({
    id: 384,
    name: 'htDcPeriod',
    talib: 'HT_DCPERIOD',
    title: 'period of the dominant cycle',
    outputs: [{ name: 'period', talib: 'outReal', text: 'bars of the cycle, 6 to 50' }],
    begin: 32,
    unit: 'bars',
    formula: '360 / change of the phase in degrees, held within .67 and 1.5 of the last, smoothed',
  }),
  cycle({
    id: 385,
    name: 'htDcPhase',
    talib: 'HT_DCPHASE',
    title: 'phase of the dominant cycle',
    outputs: [{ name: 'phase', talib: 'outReal', text: 'degrees, -45 to 315' }],
    begin: 63,
    unit: 'degrees',
    formula: 'angle of the sum of smoothed prices turned once over the cycle',
  }),
  cycle({
    id: 386,
    name: 'htPhasor',
    talib: 'HT_PHASOR',
    title: 'phasor',
    outputs: [
      { name: 'inPhase', talib: 'outInPhase', text: 'in-phase part' },
      { name: 'quadrature', talib: 'outQuadrature', text: 'part a quarter of a cycle ahead' },
    ],
    begin: 32,
    unit: 'as the input',
    formula: 'the detrended price three bars ago and its Hilbert transform',
  }),
  cycle({
    id: 387,
    name: 'htSine',
    talib: 'HT_SINE',
    title: 'sine wave',
    outputs: [
      { name: 'sine', talib: 'outSine', text: 'sine of the phase' },
      { name: 'leadSine', talib: 'outLeadSine', text: 'sine of the phase and 45 degrees' },
    ],
    begin: 63,
    unit: '-1..1',
    formula: 'sin(phase), sin(phase + 45 degrees)',
  }),
  cycle({
    id: 388,
    name: 'htTrendMode',
    talib: 'HT_TRENDMODE',
    title: 'trend or cycle',
    outputs: [{ name: 'trendMode', talib: 'outInteger', text: '1 in a trend, 0 in a cycle' }],
    begin: 63,
    unit: '0 or 1',
    formula: 'cycle: half a cycle after the sines cross, or a usual turn; price far off: trend',
  }),
];
