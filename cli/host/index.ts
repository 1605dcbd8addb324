/** The Node face of the library: run a scenario file and get its result. No printing. */
export { readScenario, runScenario, type Progress, type RunOptions, type StudyRun } from './run-study.js';
export { writeResults } from './write-results.js';
export {
  resolveScenario,
  findArea,
  areaList,
  readAreas,
  InputError,
  type ResolvedScenario,
} from '../../scenarios/index.js';
export { nodeFiles } from '../../scenarios/load/node-files.js';
export type { StudyResult, TableRow } from '../../engine/index.js';
