// The seam to HTTP.
import { OutcryError } from '../errors/outcry-error.ts';

/** What a URL holds. @throws OutcryError FETCH_FAILED */
export async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new OutcryError('FETCH_FAILED', 'environment', 'the address cannot be reached', {
      where: url,
      cause,
    });
  });
  if (!response.ok)
    throw new OutcryError('FETCH_FAILED', 'environment', 'the address gives no file', {
      where: url,
      found: `${response.status} ${response.statusText}`,
    });
  return new Uint8Array(await response.arrayBuffer());
}
