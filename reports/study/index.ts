/** What a study found, for a terminal and as a page. */
export { studyPage } from './page.js';
export { studyText } from './text.js';
export type * from './types.js';
