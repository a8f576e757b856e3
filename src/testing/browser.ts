// Runs code in headless Chromium on a page served from loopback, without isolation headers: the
// page has no SharedArrayBuffer, as on most of the web. Packages of the served folder's
// node_modules are found by their names through an import map.
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from './optional-tool.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

type Target = string | { readonly [condition: string]: Target };

/** The file that a browser takes of an `exports` entry. */
function browserTarget(target: Target | undefined): string | undefined {
  if (typeof target === 'string' || target === undefined) return target;
  for (const condition of ['browser', 'import', 'default']) {
    const found = browserTarget(target[condition]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Import map of all packages in `root/node_modules`: names and subpaths to addresses. */
function importMap(root: string): Record<string, string> {
  const imports: Record<string, string> = {};
  for (const name of readdirSync(join(root, 'node_modules'))) {
    const manifest = join(root, 'node_modules', name, 'package.json');
    if (!existsSync(manifest)) continue;
    const { exports } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      exports?: Record<string, Target>;
    };
    for (const [subpath, target] of Object.entries(exports ?? {})) {
      const file = browserTarget(target);
      if (file !== undefined)
        imports[join(name, subpath)] = `/node_modules/${name}/${file.replace(/^\.\//, '')}`;
    }
  }
  return imports;
}

function answer(root: string, path: string, response: ServerResponse): void {
  const file = join(root, normalize(decodeURIComponent(path)));
  if (path === '/') {
    response.setHeader('content-type', TYPES['.html'] ?? '');
    const map = JSON.stringify({ imports: importMap(root) });
    response.end(`<!doctype html><title>t</title><script type="importmap">${map}</script>`);
  } else if (existsSync(file) && extname(file) !== '') {
    response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  } else {
    response.statusCode = 404;
    response.end();
  }
}

async function serve(root: string): Promise<Server> {
  const server = createServer((request, response) => {
    answer(root, new URL(request.url ?? '/', 'http://localhost').pathname, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

/** A page on which code runs; close it after use. */
export interface BrowserPage {
  /**
   * Runs the body of an async function on the page and returns its JSON-like result. `argument` is
   * at hand as `argument`. Modules load as users load them: `await import('outcry')`.
   *
   * @throws Error with the page's message and stack when the code throws
   */
  run(body: string, argument?: unknown): Promise<unknown>;
  /** What the page wrote to its console or threw outside `run`, oldest first. */
  readonly messages: readonly string[];
  close(): Promise<void>;
}

/** Opens a page that is served `root`; undefined, with a note, where there is no Chromium. */
export async function openBrowserPage(root: string): Promise<BrowserPage | undefined> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) return undefined;
  const server = await serve(root);
  const close = async (browser?: Browser): Promise<void> => {
    await browser?.close();
    server.closeAllConnections();
    server.close();
  };
  try {
    const browser = await chromium.launch({ executablePath, args: FLAGS, headless: true });
    const page = await browser.newPage();
    const messages: string[] = [];
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(String(error)));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return {
      messages,
      run: (body, argument = null) =>
        page.evaluate(`(async (argument) => {${body}\n})(${JSON.stringify(argument)})`),
      close: () => close(browser),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
