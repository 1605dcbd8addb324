/** What each programme of a scenario contributes: the account of it, as text and as a page. */
export { attributionOf, type FigureColumn } from './account.js';
export { attributionPage } from './page.js';
export { attributionText } from './text.js';
export type { Attribution } from './types.js';
