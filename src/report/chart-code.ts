// The chart library that reports carry inside: uPlot, read from the installed package.
import { findPackage } from '../fs/node-package.ts';

export const UPLOT_VERSION = '1.6.32';

/** Code and style of the charts, and the licence that goes with them. */
export interface ChartCode {
  readonly name: string;
  readonly script: string;
  readonly style: string;
  readonly licence: string;
}

/** @throws OutcryError PACKAGE_MISSING with a hint where uPlot is not installed */
export async function loadChartCode(): Promise<ChartCode> {
  const uplot = await findPackage('uplot', UPLOT_VERSION, 'an HTML report');
  return {
    name: `uPlot ${uplot.version}`,
    script: await uplot.read('dist/uPlot.iife.min.js'),
    style: await uplot.read('dist/uPlot.min.css'),
    licence: (await uplot.read('LICENSE')).trim(),
  };
}
