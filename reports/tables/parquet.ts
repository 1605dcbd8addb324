/**
 * A table as a Parquet file: text and doubles, null where there is no number, and where it came from inside. Snappy pages
 * written in a fixed order with nothing of the machine in them, so the same rows give the same bytes.
 *
 * `SELECT * FROM 'tables/stocks.parquet'; SELECT key, value FROM parquet_kv_metadata('tables/stocks.parquet');`
 */
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { TableRow } from '../../engine/study/result.js';

/** Rows enough for one group to be worth skipping, and few enough to hold in memory. */
const ROW_GROUP = 100_000;

const TEXT = {
  option: (row: TableRow) => row.option,
  area: (row: TableRow) => row.area,
  period: (row: TableRow) => row.period,
  period_kind: (row: TableRow) => row.periodKind,
  group: (row: TableRow) => row.group,
  measure: (row: TableRow) => row.measure,
} as const;

const NUMBERS = {
  value: (row: TableRow) => row.value,
  lower: (row: TableRow) => row.lower,
  upper: (row: TableRow) => row.upper,
  mc_se: (row: TableRow) => row.mcSe,
} as const;

/** One table as the bytes of a Parquet file, in the order of its rows, with `about` as its key-value metadata. */
export function tableParquet(rows: readonly TableRow[], about: readonly (readonly [string, string])[]): Uint8Array {
  const text = (name: string, of: (row: TableRow) => string) =>
    ({ name, type: 'STRING', nullable: false, data: rows.map((row) => wellFormed(of(row))) }) as const;
  const buffer = parquetWriteBuffer({
    columnData: [
      ...Object.entries(TEXT).map(([name, of]) => text(name, of)),
      ...Object.entries(NUMBERS).map(
        ([name, of]) =>
          ({ name, type: 'DOUBLE', nullable: true, data: rows.map((row) => numberOrNull(of(row))) }) as const,
      ),
      text('unit', (row) => row.unit),
    ],
    rowGroupSize: ROW_GROUP,
    createdBy: 'throughcare',
    kvMetadata: about.map(([key, value]) => ({ key, value: wellFormed(value) })),
  });
  return new Uint8Array(buffer);
}

/** As in the CSV: no minus nought, and nothing that is not a number. */
function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? (value === 0 ? 0 : value) : null;
}

/** Half a surrogate pair has no place in UTF-8. */
function wellFormed(text: string): string {
  return text.replaceAll(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}
