// Where users run the package: Node in each supported version, and a browser whose pages have no
// isolation headers. The same code runs in all of them, in a project with the package installed.
import { execFileSync } from 'node:child_process';
import { openBrowserPage } from '../../src/testing/browser.ts';
import { otherNode } from './other-nodes.ts';

export interface Environment {
  /**
   * Runs the body of an async function and returns its JSON-like result. At hand are `argument`,
   * and `read(path)`, which brings a file of the project as bytes.
   */
  run(body: string, argument?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** `pinned` is the Node that runs the tests. */
export const ENVIRONMENTS = ['pinned Node', 'Node 22', 'Node 26', 'Chromium'] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];

const READ_FILE = `const read = async (path) =>
  new Uint8Array(await (await import('node:fs/promises')).readFile(path));`;
const FETCH_FILE = `const read = async (path) =>
  new Uint8Array(await (await fetch('/' + path)).arrayBuffer());`;

function nodeEnvironment(node: string, project: string): Environment {
  return {
    async run(body, argument = null) {
      const text = `${READ_FILE}
        const run = async (argument) => { ${body}\n };
        console.log(JSON.stringify(await run(${JSON.stringify(argument)}) ?? null));`;
      const args = ['--input-type=module', '--eval', text];
      const settings = { cwd: project, maxBuffer: 1 << 28, stdio: 'pipe' } as const;
      return JSON.parse(execFileSync(node, args, settings).toString()) as unknown;
    },
    close: () => Promise.resolve(),
  };
}

/** Undefined, with a note, where the machine does not have it and cannot get it. */
export async function openEnvironment(
  name: EnvironmentName,
  project: string,
): Promise<Environment | undefined> {
  if (name === 'Chromium') {
    const page = await openBrowserPage(project);
    return page && { ...page, run: (body, argument) => page.run(FETCH_FILE + body, argument) };
  }
  const node =
    name === 'pinned Node' ? process.execPath : await otherNode(name === 'Node 22' ? 22 : 26);
  return node === undefined ? undefined : nodeEnvironment(node, project);
}
