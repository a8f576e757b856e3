// `outcry/tape`: recorded markets.
export { DefinitionView, HeaderView, RecordFlag, RecordKind } from './abi/records.ts';
