// `outcry/book`: order books.
export { BookState, TopOfBookView } from './abi/book.ts';
