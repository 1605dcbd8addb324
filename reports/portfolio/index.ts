/** What a portfolio found, for a terminal, as a page, and as a table. */
export { mixesChart } from './chart.js';
export { portfolioPage } from './page.js';
export { mixesCsv } from './table.js';
export { portfolioText } from './text.js';
export type * from './types.js';
