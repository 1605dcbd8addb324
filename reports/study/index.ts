/** What a study found, for a terminal and as a page. */
export { placeOf, SHARED_BASELINE, studyOfRuns, type ComparedRun } from './from-runs.js';
export { studyPage } from './page.js';
export { quadrantSentences } from './plane.js';
export { sideBySide, sideBySideText, type SideBySide } from './side-by-side.js';
export { studyText } from './text.js';
export type * from './types.js';
