// The one error class of the package. Everything that Outcry refuses arrives as an OutcryError
// with a code that programs can switch on and a sentence that people can act on.

/**
 * - `input`: a file, frame or record is not what it should be.
 * - `usage`: a call or a command line is wrong.
 * - `environment`: the machine refused (missing file, permission, disk full, no memory).
 * - `internal`: a broken invariant of ours. Please report it.
 */
export type ErrorCategory = 'input' | 'usage' | 'environment' | 'internal';

export interface ErrorDetails {
  /** File, stream or argument that the fault is in. */
  readonly where?: string;
  /** 1-based line of a text file. */
  readonly line?: number;
  /** Byte offset (of the uncompressed content where a file is compressed). */
  readonly offset?: number;
  readonly expected?: string;
  readonly found?: string;
  /** What the user can do about it. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** `FILE:LINE: message: expected X, found Y (hint)`, with what is known of it. */
function compose(message: string, details: ErrorDetails): string {
  let text = '';
  if (details.where !== undefined) {
    text += details.where;
    if (details.line !== undefined) text += `:${details.line}`;
    if (details.offset !== undefined) text += ` at byte ${details.offset}`;
    text += ': ';
  }
  text += message;
  if (details.expected !== undefined) text += `: expected ${details.expected}`;
  if (details.found !== undefined)
    text += `${details.expected === undefined ? ':' : ','} found ${details.found}`;
  if (details.hint !== undefined) text += ` (${details.hint})`;
  return text;
}

export class OutcryError extends Error {
  override readonly name = 'OutcryError';
  /** Upper-case code, stable across versions: `FILE_MISSING`, `SEQUENCE_GAP`, `BAD_JSON`, ... */
  readonly code: string;
  readonly category: ErrorCategory;
  readonly details: ErrorDetails;

  constructor(code: string, category: ErrorCategory, message: string, details: ErrorDetails = {}) {
    super(compose(message, details), details.cause === undefined ? {} : { cause: details.cause });
    this.code = code;
    this.category = category;
    this.details = details;
  }
}
