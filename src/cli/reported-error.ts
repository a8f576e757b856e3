// Faults that are told after, and beside, a result. The JSON document, already printed, holds them.
import type { OutcryError } from '../errors/outcry-error.ts';

const reported = new WeakSet<object>();

/** Marks a fault as part of the printed result; throw it for the exit code. */
export function markReported(fault: OutcryError): OutcryError {
  reported.add(fault);
  return fault;
}

export function isReported(error: unknown): boolean {
  return typeof error === 'object' && error !== null && reported.has(error);
}

/** What `work` fails with, for what has to be told after a result. */
export async function faultOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return undefined;
  } catch (fault) {
    return fault;
  }
}
