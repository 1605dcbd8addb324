/** How much hangs on each number of a baseline: what can be changed, how, on what, and the table of what came of it. */
export { amountEnds, endsOf } from '../ends.js';
export { changesOf, intervalOf, type Change } from './changes.js';
export type { Knob } from './knobs.js';
export { RESULTS, settledBaseline, type Result, type SettledBaseline, type SettledChoices } from './settled.js';
export {
  byEffect,
  nameIn,
  readSensitivity,
  sensitivityHeader,
  sensitivityText,
  type Effects,
  type SensitivityKind,
  type SensitivityRow,
} from './table.js';
