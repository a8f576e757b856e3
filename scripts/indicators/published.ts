// What the package must bring so that users can compile indicators into modules of their own.

/** Files and folders, as `files` of package.json names them. */
export const PUBLISHED: readonly string[] = [
  'assembly',
  'core-wasm/indicators',
  'core-wasm/mem',
  'core-wasm/math/transcendental.ts',
];
