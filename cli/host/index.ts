/**
 * The Node face of the library: run a scenario or a study, and get its result. No printing.
 *
 * `import { simulate, study } from 'throughcare'`
 */
export {
  simulate,
  study,
  type CommonOptions,
  type Simulation,
  type StudyFound,
  type StudyOptions,
} from './simulate.js';
export type { Given } from './given.js';
export type { PrecisionAsked, PrecisionFound, PreciseFigure } from './precision.js';
export { readScenario, runScenario, type Progress, type RunOptions, type StudyRun } from './run-study.js';
export { reportFiles } from './from-results/files.js';
export { readResults, type Results, type RunResults, type StudyResults } from './from-results/read.js';
export { buildReport, buildStudyReport } from './reports.js';
export { writeResults } from './write-results.js';
export type { ReportChoices, ReportFile } from '../../reports/index.js';
export {
  resolveScenario,
  findArea,
  areaList,
  readAreas,
  InputError,
  type Files,
  type Problem,
  type ResolvedScenario,
  type ScenarioOverrides,
  type Stance,
} from '../../scenarios/index.js';
export { nodeFiles } from '../../scenarios/load/node-files.js';
export type {
  AreaStudy,
  Choice,
  Learning,
  Matter,
  OptionMoney,
  Spread,
  StudyFigure,
  StudyReport,
} from '../../reports/study/index.js';
export type { Allocation, MeasureInfo, StudyResult, TableName, TableRow, Wish } from '../../engine/index.js';
