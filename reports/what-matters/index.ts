/** What a result hangs on: a tornado, a screening, a grid and a search, as text, as a page and as a table. */
export { gridPage, gridTable, gridText } from './grid.js';
export { seekPage, seekTable, seekText } from './seek.js';
export { morrisPage, morrisTable, morrisText, tornadoPage, tornadoTable, tornadoText } from './screened.js';
export type { Asked, AskedResult, GridResult, LookedAt, MorrisResult, SeekResult, TornadoResult } from './types.js';
