// Several files that are closed together: one that fails must not leave the others open.

/** Closes all of `items`; throws the first fault when all are closed. */
export async function closeAll(items: Iterable<{ close(): Promise<void> }>): Promise<void> {
  const faults: unknown[] = [];
  for (const item of items) await item.close().catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}
