#!/usr/bin/env node
// Entry of the command line.
import { main } from './program.ts';

// A reader that goes away (`outcry ... | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await main(process.argv.slice(2));
