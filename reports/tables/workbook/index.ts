/** A workbook for people: cover, contents, notes, and a sheet for each table. */
import type { Stream } from 'node:stream';
import writeExcelFile, { type Feature } from 'write-excel-file/node';
import { sanitizeAttributeValue } from 'write-excel-file/utility';
import type { TableRow } from '../../../engine/study/result.js';
import type { TablesAbout } from '../about.js';
import { workbookSheets, type SheetTable, type WorkbookSheet } from './sheets.js';
import { withoutTimes } from './zip-times.js';

export { isForPeople } from './sheets.js';

/** The workbook as the bytes of an `.xlsx` file; the same rows give the same bytes. */
export async function workbook(rows: readonly TableRow[], about: TablesAbout): Promise<Uint8Array> {
  const sheets = workbookSheets(rows, about);
  const made = writeExcelFile(
    sheets.map(({ name, cells, widths, frozen }) => ({
      data: cells.map((line) => [...line]),
      sheet: name,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: frozen,
    })),
    { fontFamily: 'Arial', fontSize: 11, features: [linksAndTables(sheets)] },
  );
  return withoutTimes(new Uint8Array(await made.toBuffer()));
}

/** Where links go among the parts of a sheet: before the first of these. */
const AFTER_LINKS = /<(?:printOptions|pageMargins|pageSetup|drawing|tableParts|\/worksheet)\b/;
const RELATION = 'rId-table-1';

/** Links from cell to sheet, and tables marked as such, which the writer does not know of. */
function linksAndTables(sheets: readonly WorkbookSheet[]): Feature<Stream | Buffer | Blob> {
  const tables = sheets.flatMap(({ table }, i) => (table === null ? [] : [{ table, sheet: i + 1 }]));
  return {
    files: {
      transform: {
        '[Content_Types].xml': {
          insert: () =>
            tables
              .map(
                ({ sheet }) =>
                  `<Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml" PartName="/xl/tables/table${sheet}.xml"/>`,
              )
              .join(''),
        },
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _, { sheetIndex }) => {
            const { links, table } = sheets[sheetIndex]!;
            const linked = links.length === 0 ? xml : xml.replace(AFTER_LINKS, (next) => `${hyperlinks(links)}${next}`);
            return table === null
              ? linked
              : linked.replace(
                  '</worksheet>',
                  `<tableParts count="1"><tablePart r:id="${RELATION}"/></tableParts></worksheet>`,
                );
          },
        },
        'xl/worksheets/_rels/sheet{id}.xml.rels': {
          insert: (_, { sheetIndex }) =>
            sheets[sheetIndex]!.table === null
              ? ''
              : `<Relationship Id="${RELATION}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/table${sheetIndex + 1}.xml"/>`,
        },
      },
      write: {
        files: () =>
          Object.fromEntries(tables.map(({ table, sheet }) => [`xl/tables/table${sheet}.xml`, tableXml(table, sheet)])),
      },
    },
  };
}

function hyperlinks(links: WorkbookSheet['links']): string {
  const each = links.map(({ cell, sheet }) => `<hyperlink ref="${cell}" location="'${sheet}'!A1"/>`);
  return `<hyperlinks>${each.join('')}</hyperlinks>`;
}

function tableXml({ name, top, headings, rows }: SheetTable, id: number): string {
  const columns = headings.map((text, i) => `<tableColumn id="${i + 1}" name="${sanitizeAttributeValue(text)}"/>`);
  const ref = `A${top}:${columnLetters(headings.length)}${top + rows}`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="${id}" name="${name}" displayName="${name}" ref="${ref}" totalsRowShown="0"><tableColumns count="${columns.length}">${columns.join('')}</tableColumns></table>`;
}

/** `columnLetters(28)` is `AB`. */
function columnLetters(number: number): string {
  let letters = '';
  for (let left = number; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCodePoint(65 + ((left - 1) % 26)) + letters;
  return letters;
}
