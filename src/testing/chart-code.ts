// The chart library for tests of reports, where it is installed.
import { type ChartCode, loadChartCode, UPLOT_VERSION } from '../report/chart-code.ts';
import { absentTool } from './optional-tool.ts';

/** The installed chart library, or undefined with a note; fails where CI demands it. */
export async function chartCode(): Promise<ChartCode | undefined> {
  try {
    return await loadChartCode();
  } catch {
    return absentTool('uplot', `npm install uplot@${UPLOT_VERSION}`);
  }
}

/** For tests that do not draw. */
export const NO_CHARTS: ChartCode = { name: 'none', script: '', style: '', licence: 'none' };
