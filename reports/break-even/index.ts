/** How large an effect would have to be: the result of the search, as text and as a page. */
export { breakEvenPage, breakEvenText } from './page.js';
export type { BreakEvenResult } from './types.js';
