/** What a result hangs on: a tornado, a screening, a grid and a search, as text, as a page and as a table. */
export { morrisChart, tornadoChart } from './charts.js';
export { gridPage, gridTable, gridText } from './grid.js';
export { seekPage, seekTable, seekText } from './seek.js';
export { morrisPage, morrisTable, morrisText, tornadoPage, tornadoTable, tornadoText } from './screened.js';
export { gridChart, seekChart } from './varied-charts.js';
export type { Asked, AskedResult, GridResult, LookedAt, MorrisResult, SeekResult, TornadoResult } from './types.js';
