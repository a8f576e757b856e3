#!/usr/bin/env node
// Entry of the command line.
import { Console } from 'node:console';
import { fileError, systemCode } from '../fs/node-errors.ts';
import { main } from './program.ts';

// Modules of strategies are loaded here too: what they print is no part of the results.
globalThis.console = new Console(process.stderr);

// A reader that goes away (`outcry ... | head`) is no fault; a full disk behind `>` is one.
process.stdout.on('error', (cause: Error) => {
  if (systemCode(cause) === 'EPIPE') process.exit(0);
  process.stderr.write(`outcry: ${fileError(cause, 'standard output').message}\n`);
  process.exit(1);
});
// Nobody is left to be told.
process.stderr.on('error', () => {});

process.exitCode = await main(process.argv.slice(2));
