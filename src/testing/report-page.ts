// Opens a report in headless Chromium as its readers do: from a file, without a network.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumPath } from './optional-tool.ts';

export interface ReportPage {
  readonly page: Page;
  /** What the page wrote to its console or threw, and everything but itself that it asked for. */
  readonly complaints: readonly string[];
  /** Opens another document in the same window. */
  load(html: string): Promise<void>;
  close(): Promise<void>;
}

export interface ReportPageOptions {
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
}

/** Undefined, with a note, where there is no Chromium. */
export async function openReportPage(
  html: string,
  { scheme = 'light', width = 1280 }: ReportPageOptions = {},
): Promise<ReportPage | undefined> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'outcry-page-'));
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  };
  try {
    const file = join(folder, 'report.html');
    const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
    browser = await chromium.launch({ executablePath, args, headless: true });
    const viewport = { width, height: 2400 };
    const page = await browser.newPage({ viewport, colorScheme: scheme, offline: true });
    const address = pathToFileURL(file).href;
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      if (request.url() !== address) complaints.push(`asked for ${request.url()}`);
    });
    const load = async (text: string): Promise<void> => {
      writeFileSync(file, text);
      await page.goto(address);
    };
    await load(html);
    return { page, complaints, load, close };
  } catch (error) {
    await close();
    throw error;
  }
}
