// Status codes of the WASM core as OutcryError.
import { STATUS_NAME, STATUS_TEXT } from '../abi/status.ts';
import { type ErrorCategory, type ErrorDetails, OutcryError } from './outcry-error.ts';

const CATEGORIES: Readonly<Record<string, ErrorCategory>> = {
  BAD_ARGUMENT: 'usage',
  INVARIANT: 'internal',
  OUT_OF_MEMORY: 'environment',
};

const HINTS: Readonly<Record<string, string>> = {
  OUT_OF_MEMORY: 'raise memoryBytes, or lower windowBits, pendingBytes or ordersMax',
};

/** The error for a negative status; `details` say where. */
export function statusError(status: number, details: ErrorDetails = {}): OutcryError {
  const code = STATUS_NAME[status] ?? 'INVARIANT';
  const text = STATUS_TEXT[status] ?? `unknown status ${status}`;
  const hint = HINTS[code];
  const all = hint === undefined ? details : { hint, ...details };
  return new OutcryError(code, CATEGORIES[code] ?? 'input', text, all);
}
