// Licences of bundled packages.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Licence {
  /** `name@version` */
  readonly name: string;
  /** SPDX expression that the package declares. */
  readonly licence: string;
  readonly text: string;
}

/** The folder of the package that a module belongs to; undefined for modules of ours. */
export function packageFolder(module: string): string | undefined {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module)?.[0];
}

/** @throws Error when a package states no licence: it must not be shipped */
export function licenceText(folder: string): Licence {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const name = `${manifest.name}@${manifest.version}`;
  const file = readdirSync(folder).find((f) => /^(licen[cs]e|copying)(\.|$)/i.test(f));
  if (manifest.license === undefined || file === undefined || !existsSync(join(folder, file)))
    throw new Error(`${name} is bundled but has no licence file`);
  return { name, licence: manifest.license, text: readFileSync(join(folder, file), 'utf8').trim() };
}
