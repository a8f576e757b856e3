// The files of a run: result.json, fills.csv, trips.csv, equity.csv and report.html.
import type { OutputFolder } from '../fs/types.ts';
import type { BacktestResult } from '../stats/result.ts';
import { type ChartCode, loadChartCode } from './chart-code.ts';
import { equityCsv, fillsCsv, tripsCsv } from './csv.ts';
import { reportHtml } from './report-html.ts';
import { resultJson } from './result-json.ts';

const encoder = new TextEncoder();

/** Names of the files, as they are written. */
export const RESULT_FILES = [
  'result.json',
  'fills.csv',
  'trips.csv',
  'equity.csv',
  'report.html',
] as const;

/** Writes all but the report. @throws OutcryError DISK_FULL, NO_PERMISSION */
export async function writeResultData(folder: OutputFolder, result: BacktestResult): Promise<void> {
  await folder.write('result.json', [encoder.encode(resultJson(result))]);
  await folder.write('fills.csv', fillsCsv(result));
  await folder.write('trips.csv', tripsCsv(result));
  await folder.write('equity.csv', equityCsv(result));
}

/**
 * Writes the files of a run, each in place of an older one when it is complete. The report
 * comes last: where uPlot is not installed, the others are there when the error is thrown.
 *
 * @param charts code of the charts, by default that of the installed uPlot
 * @throws OutcryError PACKAGE_MISSING with a hint, DISK_FULL, NO_PERMISSION
 */
export async function writeResult(
  folder: OutputFolder,
  result: BacktestResult,
  charts?: ChartCode,
): Promise<void> {
  await writeResultData(folder, result);
  const html = reportHtml(result, charts ?? (await loadChartCode()));
  await folder.write('report.html', [encoder.encode(html)]);
}
