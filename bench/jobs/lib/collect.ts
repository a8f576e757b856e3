/**
 * Collects what setting up and earlier repetitions left, outside the clock: programs without a
 * collector free outside it too, and its threads would share the pinned core with the next
 * repetition. What a repetition itself leaves is collected inside its time, or with the next.
 */
export function collectGarbage(): void {
  (globalThis as { gc?: () => void }).gc?.();
}
