/**
 * Tidy tables and what goes with them: CSV and Parquet, the data dictionary, a workbook for people, the official open-data
 * columns; and small numbers kept back.
 */
export { COLUMNS, numberCell, tableCsv, tables, textCell, writtenText } from './csv.js';
export { disclose, disclosureOf, type Disclosure } from './disclosure/index.js';
export { aboutRun, tableFiles } from './files.js';
export type { TablesAbout } from './about.js';
