// `outcry/book`: live books from frames.
export { Book, type Depth, type Level, type TopOfBook } from './books/book.ts';
export { Books, type BooksOptions, createBooks, type FrameResult } from './books/books.ts';
export type { BookStateName } from './core/engine.ts';
export { OutcryError } from './errors/outcry-error.ts';
