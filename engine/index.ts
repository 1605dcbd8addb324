/** The pure engine: what happens to children, and what it adds up to. No I/O, no clock, no console. */
export * from './random/index.js';
export * from './time/index.js';
export * from './pathway/model.js';
export { compilePathway } from './pathway/compile.js';
export type { CompiledPathway } from './pathway/compiled.js';
export * from './ledger/spec.js';
export { compileLedger, ledgerBreaks, type CompiledLedger } from './ledger/compile.js';
export { Tally, TICKS_PER_DAY, DURATION_BINS, type TallyTables } from './ledger/tally.js';
export * from './ledger/read.js';
export { simulate, type RunKey, type RunOptions } from './simulate/simulate.js';
export { StockReader, StockRecorder, type Stock } from './simulate/start.js';
export * from './programmes/plan.js';
export { withProgrammes } from './programmes/extend.js';
export { inStates, neutral, programmeNames } from './programmes/stages.js';
export { isActing } from './programmes/effects.js';
export { doesNothing, MEASURE_WORDS, sizeWords } from './programmes/size.js';
export * from './study/result.js';
export { Study, type Replicate } from './study/study.js';
export { World, type Start } from './study/world.js';
export type { StudyPlan } from './study/plan.js';
export {
  buildHistory,
  sampleStart,
  weightStock,
  type StartPlan,
  type StratumPlan,
  type WeightedStratum,
} from './study/start-plan.js';
export { heldStill } from './study/still.js';
export { rake, systematicSample } from './study/rake.js';
export { FiguresWorld, type FiguresPlan, type FiguresReplicate, type Reading } from './study/readings.js';
export { placeRows } from './study/place-rows.js';
export { appraisalRows, appraiseStudy, type StudyTerms } from './study/appraisal-rows.js';
export { ratioOfMeans } from './study/ratio.js';
export { summarise, summariseStudy, type Summary } from './study/summarise.js';
export { columnOf, differenceOf, nestedRows, summariseNested, type Nested, type NestedOption } from './study/nested.js';
export {
  addedLast,
  addingUp,
  aloneOf,
  attributionPlan,
  MOST_PROGRAMMES,
  orderErrors,
  shapley,
  shapleyByOrders,
  type AttributionPlan,
  type ValueOf,
} from './study/attribution.js';
export {
  BreakEven,
  LOWERING,
  POINTS,
  RATIOS,
  SHARES,
  type Between,
  type BreakEvenAnswer,
  type SearchRange,
  type Tried,
} from './study/break-even.js';
export { commonCosts, OptionStudy, type CommonCosts, type OptionReplicate } from './study/option-study.js';
export * from './economics/index.js';
export { programmeMeasures } from './programmes/measures.js';
export { DrawLuck } from './study/draws.js';
export { FIT_CLOSE, isNearEnough, startFit, stepFit, type FitState, type FitTarget } from './study/fit.js';
export * from './study/calibrate/index.js';
export * from './study/trial/index.js';
export * from './study/portfolio/index.js';
export * from './study/sensitivity/index.js';
export * from './decision/index.js';
