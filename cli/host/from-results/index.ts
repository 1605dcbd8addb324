/** Results on disk: read back, reported again, put side by side. */
export { compareResults, type Comparison } from './compare.js';
export { comparisonRecord } from './comparison-record.js';
export { reportFiles } from './files.js';
export { readResults, type Results, type RunResults, type StudyResults } from './read.js';
export { rewritten } from './rewrite.js';
