// What the host reaches of the engine.
export { engineInit, engineRestore, engineRun, engineSize } from './engine';
export { engineKeyframe } from './keyframe';
export { recordsMinLatency, recordsRemap, recordsShift } from './records';
export {
  engineImbalance,
  engineLevelCount,
  engineLevels,
  engineMicroprice,
  engineTop,
  engineVwap,
} from './query';
