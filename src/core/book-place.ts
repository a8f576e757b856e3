// Where a book lies, for parts of the package that compute over it there.
import type { Engine } from './engine.ts';

/** Key of a method that says where the book behind an object lies. */
export const BOOK_PLACE: unique symbol = Symbol.for('outcry.book');

export interface BookPlace {
  readonly engine: Engine;
  readonly id: number;
  /** Decimals of its quanta. */
  readonly priceScale: number;
  readonly qtyScale: number;
}

/** An object with a book behind it: a `Book`, or a market of a strategy. */
export interface HasBook {
  [BOOK_PLACE](): BookPlace;
}
