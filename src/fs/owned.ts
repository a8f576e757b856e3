// Files that change hands: whoever takes one over and fails must not leave it open.

/** Result of `use`, which takes `file` over; closes it when `use` fails. */
export async function handOver<F extends { close(): Promise<void> }, T>(
  file: F,
  use: (file: F) => Promise<T>,
): Promise<T> {
  try {
    return await use(file);
  } catch (fault) {
    await file.close().catch(() => undefined);
    throw fault;
  }
}
