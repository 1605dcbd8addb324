/** What a study found, for a terminal and as a page. */
export { studyPage } from './page.js';
export { quadrantSentences } from './plane.js';
export { sideBySide, sideBySideText, type SideBySide } from './side-by-side.js';
export { studyText } from './text.js';
export type * from './types.js';
