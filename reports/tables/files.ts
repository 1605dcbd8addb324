/** Every file of the tables of a run or a study. */
import type { StudyResult, TableRow } from '../../engine/study/result.js';
import type { ReportFile } from '../index.js';
import { provenance, type TablesAbout } from './about.js';
import { tableCsv, TABLES } from './csv.js';
import { disclosureOf } from './disclosure/index.js';
import { dictionary, dictionaryCsv } from './dictionary.js';
import { OFFICIAL_NOTES, officialFiles } from './official/index.js';
import { tableParquet } from './parquet.js';
import { workbook } from './workbook/index.js';

export interface TableChoices {
  /** Also write the tables in the columns of the open-data standards. */
  readonly official?: boolean;
}

/**
 * `tables/NAME.csv` and `tables/NAME.parquet` of every table that has rows, `tables/dictionary.csv`, `tables.xlsx`, and
 * with `official` `tables/official/*.csv`. Rows are written as they are: small numbers are to be kept back before.
 */
export async function tableFiles(
  rows: readonly TableRow[],
  about: TablesAbout,
  { official = false }: TableChoices = {},
): Promise<ReportFile[]> {
  const from = provenance(about);
  return [
    ...TABLES.flatMap((name): ReportFile[] => {
      const own = rows.filter((row) => row.table === name);
      if (own.length === 0) return [];
      return [
        { path: `tables/${name}.csv`, content: tableCsv(own) },
        { path: `tables/${name}.parquet`, content: tableParquet(own, [['table', name], ...from]) },
      ];
    }),
    {
      path: 'tables/dictionary.csv',
      content: dictionaryCsv(dictionary(rows, about, official ? OFFICIAL_NOTES : [])),
    },
    ...(official ? officialFiles(rows, about) : []),
    { path: 'tables.xlsx', content: await workbook(rows, about) },
  ];
}

/** What the tables of a run are of. */
export function aboutRun(result: StudyResult, hash: string): TablesAbout {
  const { title, question } = result;
  return { title, question, frames: [result], hash, disclosure: disclosureOf([result]) };
}
