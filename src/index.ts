// `outcry`: the core and what it throws.
export { Core, type CoreOptions, createCore } from './core/core.ts';
export type { CoreBuild } from './core/load.ts';
export { type ErrorCategory, type ErrorDetails, OutcryError } from './errors/outcry-error.ts';
