// Keeps the machine code of WebAssembly for as long as the process lives.
import { setFlagsFromString } from 'node:v8';

/**
 * V8 13.6, that of Node 24, shares the code of calls from WebAssembly to JavaScript between
 * threads, and may free it twice where one thread takes it up while another one collects it: the
 * process dies of `Check failed: jit_page.has_value()`, or of SIGSEGV. Node makes such calls in
 * every thread that it strips types of TypeScript in, so those of strategies do. What is kept is
 * little, and taken up again by the next thread.
 *
 * Call it before a thread begins; it does nothing in other releases.
 *
 * @see https://github.com/nodejs/node/issues/66366
 */
export function keepCode(): void {
  if (process.versions.v8.startsWith('13.6.')) setFlagsFromString('--no-wasm-code-gc');
}
