/** Cells of the workbook: text that stays text, numbers in full that are shown rounded. */
import type { CellObject } from 'write-excel-file/node';
import { oneLine, visible } from '../../unseen.js';

/** What a spreadsheet can hold in one cell. */
const MOST_CHARACTERS = 32_767;
const CUT = '… (cut: the whole text is in run.json)';

/** Text of any kind as one cell can hold it, without what cannot be seen. It is stored as text, so it is never run as a formula. */
export function plainText(text: string): string {
  const seen = visible(text);
  const fits = seen.length <= MOST_CHARACTERS ? seen : `${seen.slice(0, MOST_CHARACTERS - CUT.length)}${CUT}`;
  // The writer keeps its texts in an object: the names that every object has would not be found as texts.
  return fits in {} ? `${fits} ` : fits;
}

export function textCell(text: string, style: Partial<CellObject> = {}): CellObject {
  return { value: plainText(text), type: String, alignVertical: 'top', ...style };
}

/** A heading of a column: on one line, since the table names its columns by it. */
export function heading(text: string): string {
  return plainText(oneLine(text).slice(0, 200));
}

const FORMATS: Readonly<Record<string, string>> = {
  GBP: '"£"#,##0;-"£"#,##0',
  days: '#,##0',
  share: '0.00',
  ratio: '0.00',
};

/** A number in full, shown as numbers of its unit are: pounds and days whole, counts with one decimal. */
export function numberCell(value: number, unit: string): CellObject {
  return {
    value: value === 0 ? 0 : value,
    type: Number,
    format: FORMATS[unit] ?? '#,##0.0',
    align: 'right',
    alignVertical: 'top',
  };
}
