/**
 * What a user writes and reads: the files' schemas, loading with errors that point at lines, areas, and resolving.
 * The public face of this folder. Files are reached through an injected reader; Node's is in `load/node-files.js`.
 */
export type { Area, AreaColumn, AreaFinding, AreaLevel } from './areas/index.js';
export { AREA_COLUMNS, AREA_SOURCE, areaFigure, areaList, findArea, readAreas } from './areas/index.js';
export type { Files, Place, Problem } from './load/index.js';
export { InputError, problemAt, problemWithFile } from './load/index.js';
export type {
  AreaOverrides,
  BestPublished,
  BestTrial,
  FileWords,
  ProgrammeCard,
  ProgrammeCost,
  ProgrammeListing,
  Grade,
  LibraryEffect,
  Resolution,
  Figure,
  FigureReading,
  FigureSet,
  ResolvedBacktest,
  ResolvedEffect,
  ResolvedValidation,
  ValidationRun,
  ProgrammeSize,
  ResolvedProgramme,
  ResolvedFit,
  ResolvedMargin,
  ResolvedScenario,
  ResolvedStart,
  ResolvedStratum,
  ScenarioOverrides,
  StancedEffect,
} from './resolve/index.js';
export {
  betterThanTrial,
  resolveBacktest,
  resolveValidation,
  fileWords,
  ANSWERS,
  practices,
  programmeCard,
  programmeIds,
  programmeList,
  resolveScenario,
  underStance,
} from './resolve/index.js';
export type { FileKind, Stance } from './schema/index.js';
export { FILE_KINDS, jsonSchema, SECTIONS, STANCES } from './schema/index.js';
export {
  coordinatesOf,
  earlierFit,
  drawnAgainstFit,
  FITTED_FIRST_LINE,
  fittedBaseline,
  plainValues,
  readCalibration,
  scaledParameters,
  uncertaintyOf,
  valuesAt,
  writtenValues,
  type FittedBaseline,
  type FittedFigure,
  type FreeValues,
  type ResolvedCalibration,
  type ResolvedFree,
} from './resolve/calibration/index.js';
export { appraisalWords } from './resolve/appraisal.js';
export { readBaseline } from './resolve/extends.js';
export {
  byEffect,
  changesOf,
  amountEnds,
  endsOf,
  intervalOf,
  nameIn,
  readSensitivity,
  RESULTS,
  sensitivityHeader,
  sensitivityText,
  settledBaseline,
  type Change,
  type Effects,
  type Knob,
  type Result,
  type SensitivityKind,
  type SensitivityRow,
  type SettledBaseline,
  type SettledChoices,
} from './resolve/sensitivity/index.js';
export {
  drawnCosts,
  drawnProgrammes,
  endsByName,
  NORMAL_95,
  uncertaintyOfScenario,
  type DrawnGroup,
  type DrawnNumber,
  type Ends,
  type FollowingNumber,
  type HeldNumber,
  type NormalOf,
  type PlainNumber,
  type ScenarioUncertainty,
} from './resolve/draws/index.js';
export { asWritten, isStudyFile, readStudyFile, type StudyRead } from './resolve/study-file.js';
export { mixName, NO_MIX, readPortfolioFile, type PortfolioRead } from './resolve/portfolio-file.js';
export { cachedTrials } from './resolve/cached-trials.js';
export { programmeTrials, type ProgrammeTrials } from './resolve/programme-trials.js';
export {
  isTrialTable,
  parseTrialTable,
  renewed,
  rowsOf,
  trialTableText,
  type TrialRow,
} from './resolve/trial-table.js';
export type { ResolvedTrial } from './resolve/trials.js';
