// Frames as a venue sends them to books, few numbers in each.
const BYTES = new TextEncoder();

interface Delta {
  readonly s?: string;
  readonly U: number;
  readonly u: number;
  readonly pu?: number;
  readonly b?: readonly (readonly [string, string])[];
  readonly a?: readonly (readonly [string, string])[];
}

export const raw = (frame: object): Uint8Array => BYTES.encode(JSON.stringify(frame));

/** A depth update; with `pu` one of futures. */
export const delta = ({ s = 'BTCUSDT', b = [], a = [], ...ids }: Delta): object => ({
  e: 'depthUpdate',
  E: 1_700_000_000_000,
  ...(ids.pu === undefined ? {} : { T: 1_700_000_000_000 }),
  s,
  ...ids,
  b,
  a,
});

export const combined = (name: string, data: object): object => ({ stream: name, data });

export const SNAPSHOT = {
  lastUpdateId: 10,
  bids: [
    ['100.0', '2'],
    ['99.5', '1'],
  ],
  asks: [
    ['101.0', '1'],
    ['102.0', '3'],
  ],
};
