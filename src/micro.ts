// `outcry/micro`: what a book and its trades say beyond price and size.
export { OutcryError } from './errors/outcry-error.ts';
export { createMicrostructure } from './micro/default.ts';
export {
  followBook,
  type MicroDepth,
  Microstructure,
  type MicroTrade,
} from './micro/microstructure.ts';
export type { Classifier, MicroOptions, MicroScales } from './micro/options.ts';
export type { MicroSide, MicroValues } from './micro/values.ts';
