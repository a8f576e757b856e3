// A fault found after the result was printed.
import { OutcryError } from '../errors/outcry-error.ts';

/** The exit code says it; the JSON document, already printed, holds it. */
export class ReportedError extends OutcryError {}
