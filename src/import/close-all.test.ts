import { describe, expect, it } from 'vitest';
import { closeAll } from './close-all.ts';

describe('closeAll', () => {
  it('closes all, also behind one that fails, and tells the first fault', async () => {
    const closed: number[] = [];
    const files = [0, 1, 2, 3].map((i) => ({
      close(): Promise<void> {
        closed.push(i);
        return i % 2 === 1 ? Promise.reject(new Error(`file ${i}`)) : Promise.resolve();
      },
    }));
    await expect(closeAll(files)).rejects.toThrow('file 1');
    expect(closed).toEqual([0, 1, 2, 3]);
  });
});
