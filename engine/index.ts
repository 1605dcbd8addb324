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
export { programmeNames, withProgrammes } from './programmes/extend.js';
export * from './study/result.js';
