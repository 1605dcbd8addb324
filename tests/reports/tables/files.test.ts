import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StudyResult, TableRow } from '../../../engine/study/result.js';
import type { ReportFile } from '../../../reports/index.js';
import { aboutRun, tableFiles } from '../../../reports/tables/index.js';
import { isForPeople } from '../../../reports/tables/workbook/index.js';
import { HOSTILE, careResult, generalResult } from '../fixture.js';

const HASH = 'f'.repeat(64);
const LONG = 'x'.repeat(40_000);
const MIRRORED = '\u202Emirrored\u202C';

const filesOf = (result: StudyResult): Promise<ReportFile[]> => tableFiles(result.rows, aboutRun(result, HASH));

const bytesOf = (files: readonly ReportFile[], path: string): Buffer => {
  const file = files.find((one) => one.path === path);
  if (file === undefined) throw new Error(`no ${path} among ${files.map((one) => one.path).join(', ')}`);
  return Buffer.from(file.content);
};

type Sheets = Awaited<ReturnType<typeof readWorkbook>>;
const sheetOf = (sheets: Sheets, name: string): Sheets[number]['data'] => {
  const found = sheets.find(({ sheet }) => sheet === name);
  if (found === undefined) throw new Error(`no sheet ${name}`);
  return found.data;
};

describe('tables of a run, as a query engine reads them', () => {
  const result = withGaps(careResult());
  const folder = mkdtempSync(join(tmpdir(), 'tables-'));
  let engine: DuckDBConnection;
  let files: ReportFile[];

  beforeAll(async () => {
    files = await filesOf(result);
    for (const { path, content } of files) {
      const place = join(folder, path);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, content);
    }
    engine = await (await DuckDBInstance.create(':memory:')).connect();
  });
  afterAll(() => {
    engine.closeSync();
    rmSync(folder, { recursive: true });
  });

  const ask = async (sql: string): Promise<readonly (readonly unknown[])[]> =>
    (await engine.runAndReadAll(sql)).getRowsJS();
  const path = (name: string): string => join(folder, 'tables', name).replaceAll("'", "''");
  const names = ['stocks', 'flows', 'times', 'costs', 'programmes'];

  it('have text and doubles in Parquet, in the order of the CSV', async () => {
    for (const name of names) {
      const columns = await ask(`DESCRIBE SELECT * FROM '${path(`${name}.parquet`)}'`);
      expect(columns.map(([column, type]) => [column, type])).toEqual(
        ['option', 'area', 'period', 'period_kind', 'group', 'measure']
          .map((column) => [column, 'VARCHAR'])
          .concat(
            ['value', 'lower', 'upper', 'mc_se'].map((column) => [column, 'DOUBLE']),
            [['unit', 'VARCHAR']],
          ),
      );
    }
  });

  it('hold the same numbers in Parquet and CSV, to the last digit, with nothing where there is no number', async () => {
    for (const name of names) {
      const own = result.rows.filter((row) => row.table === name);
      const types = "{'value':'DOUBLE','lower':'DOUBLE','upper':'DOUBLE','mc_se':'DOUBLE'}";
      const numbers = 'value, lower, upper, mc_se';
      const parquet = await ask(`SELECT ${numbers} FROM '${path(`${name}.parquet`)}'`);
      const csv = await ask(
        `SELECT ${numbers} FROM read_csv('${path(`${name}.csv`)}', header = true, types = ${types})`,
      );
      const known = (value: number): number | null => (Number.isFinite(value) ? value + 0 : null);
      const rows = own.map((row) => [row.value, row.lower, row.upper, row.mcSe].map(known));
      expect(parquet).toEqual(rows);
      expect(csv).toEqual(rows);
    }
  });

  it('find the snapshots of 31 March by their period', async () => {
    const [row] = await ask(
      `SELECT count(DISTINCT period) FROM '${path('stocks.parquet')}' WHERE period_kind = 'day' AND period LIKE '%-03-31'`,
    );
    expect(Number(row![0])).toBe(result.years);
  });

  it('carry where they come from inside', async () => {
    const found = await ask(`SELECT key::VARCHAR, value::VARCHAR FROM parquet_kv_metadata('${path('flows.parquet')}')`);
    const about = Object.fromEntries(found) as Record<string, string>;
    expect(about).toMatchObject({
      table: 'flows',
      title: result.title,
      area: 'Leeds',
      area_code: 'E08000035',
      seed: result.seed,
      stance: 'central',
      replications: '200',
      uncertainty: 'chance only',
      hash: HASH,
      version_throughcare: '0.1.0',
    });
  });

  it('hold in the workbook exactly the numbers of the CSV, for every row that it has', async () => {
    const sheets = await readWorkbook(bytesOf(files, 'tables.xlsx'));
    const labels = new Map(result.options.map(({ id, label }) => [id, label]));
    for (const name of names) {
      const data = sheetOf(sheets, name.charAt(0).toUpperCase() + name.slice(1));
      const own = result.rows.filter((row) => row.table === name && isForPeople(row));
      const headings = data[2]!.map(String);
      let compared = 0;
      const lines = new Map<string, TableRow[]>();
      for (const row of own) {
        const key = JSON.stringify([row.measure, row.group, row.periodKind, row.period]);
        lines.set(key, [...(lines.get(key) ?? []), row]);
      }
      expect(data).toHaveLength(3 + lines.size);
      [...lines.values()].forEach((rows, i) => {
        const line = data[i + 3]!;
        for (const row of rows) {
          const label =
            row.option === 'difference' ? `Difference (less ${labels.get('baseline')})` : labels.get(row.option)!;
          for (const [what, value] of [
            ['mean', row.value],
            ['lower', row.lower],
            ['upper', row.upper],
          ] as const) {
            const at = headings.indexOf(`${label}: ${what}`);
            expect(at).toBeGreaterThan(0);
            expect(line[at]).toBe(Number.isFinite(value) ? value : '[x]');
            compared += 1;
          }
        }
      });
      expect(compared).toBe(own.length * 3);
    }
  });

  it('are the same bytes whenever they are made', async () => {
    const again = await filesOf(result);
    expect(again.map((file) => file.path)).toEqual(files.map((file) => file.path));
    for (const [i, file] of again.entries())
      expect(Buffer.from(file.content).equals(Buffer.from(files[i]!.content)), file.path).toBe(true);
  });
});

describe('the workbook', () => {
  it('says what, where, when and how sure on its cover, and names every sheet in its contents', async () => {
    const warnings = ['The fit to Leeds failed: read no number without this.'];
    const result = careResult({ change: { warnings } });
    const sheets = await readWorkbook(bytesOf(await filesOf(result), 'tables.xlsx'));
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Cover',
      'Contents',
      'Notes',
      'Stocks',
      'Flows',
      'Times',
      'Costs',
      'Programmes',
    ]);
    const cover = sheetOf(sheets, 'Cover').flat().join('\n');
    for (const words of [
      result.title,
      result.question,
      'Leeds',
      '1 April 2025',
      '31 March 2030',
      'leeds-1',
      'central',
      'chance only',
      HASH,
    ])
      expect(cover).toContain(words);
    expect(sheetOf(sheets, 'Cover')[2]).toEqual(warnings);
    expect(sheetOf(sheets, 'Notes')[3]![1]).toBe(warnings[0]);
    expect(
      sheetOf(sheets, 'Contents')
        .slice(3)
        .map(([name]) => name),
    ).toEqual(sheets.slice(2).map(({ sheet }) => sheet));
    for (const note of result.notes) expect(sheetOf(sheets, 'Notes').flat()).toContain(note);
  });

  it('has a title, one table from the first column on, and no empty cell in it', async () => {
    const sheets = await readWorkbook(bytesOf(await filesOf(careResult()), 'tables.xlsx'));
    for (const { sheet, data } of sheets.slice(3)) {
      const [title, said, headings, ...lines] = data;
      expect(String(title![0]).length, sheet).toBeGreaterThan(5);
      expect(String(said![0])).toContain('[c]');
      expect(new Set(headings).size).toBe(headings!.length);
      for (const line of lines) for (const cell of line) expect(cell).not.toBeNull();
    }
  });

  it('has no time of the machine in its archive, and marks each table as a table', async () => {
    const bytes = bytesOf(await filesOf(careResult()), 'tables.xlsx');
    // The time and day of the first entry: 1 January 1980, the first there is.
    expect([bytes.readUInt32LE(0), bytes.readUInt16LE(10), bytes.readUInt16LE(12)]).toEqual([0x04034b50, 0, 0x0021]);
    const names = bytes.toString('latin1');
    for (const sheet of [2, 3, 4, 5, 6, 7, 8]) expect(names).toContain(`xl/tables/table${sheet}.xml`);
    expect(names).not.toContain('xl/tables/table1.xml');
  });

  it('keeps hostile text as text: formulas, markup, mirrored and very long words, names of objects', async () => {
    const words = [
      HOSTILE,
      '=HYPERLINK("http://example.org")',
      '+1',
      '-1',
      '@A1',
      '\t=1',
      MIRRORED,
      'two\nlines',
      'constructor',
      '__proto__',
      'a\u0000\u0008b',
      '\uD800',
    ];
    const base = careResult();
    const stock = base.rows.find((row) => row.measure === 'looked_after' && row.period === '2026-03-31')!;
    const result = careResult({
      change: {
        title: HOSTILE,
        question: LONG,
        notes: words,
        options: [
          { id: 'baseline', label: HOSTILE },
          { id: 'three-programmes', label: LONG },
        ],
        rows: words.map((word) => ({ ...stock, group: `age=${word}`, area: word })),
      },
    });
    const files = await filesOf(result);
    const bytes = bytesOf(files, 'tables.xlsx');
    const sheets = await readWorkbook(bytes);
    expect(sheetOf(sheets, 'Cover')[0]![0]).toBe(HOSTILE);
    expect(String(sheetOf(sheets, 'Cover')[2]![0]).length).toBeLessThanOrEqual(32_767);
    const headings = sheetOf(sheets, 'Stocks')[2]!.map(String);
    expect(headings.filter((text) => /: (?:mean|lower|upper)$/.test(text))).toHaveLength(3);
    for (const text of headings) expect(text.length).toBeLessThanOrEqual(255);
    const groups = sheetOf(sheets, 'Stocks')
      .slice(3)
      .map((line) => String(line[3]));
    expect(groups).toHaveLength(words.length);
    for (const word of [HOSTILE, 'mirrored']) expect(groups).toContain(word);
    expect(JSON.stringify(sheets.map(({ data }) => data))).not.toMatch(/[\u202a-\u202e]/);
    expect(groups.map((group) => group.trim())).toContain('Constructor');
    const csv = bytesOf(files, 'tables/stocks.csv').toString();
    expect(csv).not.toMatch(/(?:^|,|\n)"?[=+@]/);
  });

  it('holds a cover, notes and no table where there are no rows', async () => {
    const files = await filesOf(careResult({ change: { rows: [] } }));
    expect(files.map(({ path: name }) => name)).toEqual(['tables/dictionary.csv', 'tables.xlsx']);
    const sheets = await readWorkbook(bytesOf(files, 'tables.xlsx'));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Cover', 'Contents', 'Notes']);
  });

  it('is made of a pathway without an area too', async () => {
    const sheets = await readWorkbook(bytesOf(await filesOf(generalResult()), 'tables.xlsx'));
    expect(sheets.map(({ sheet }) => sheet)).toContain('Stocks');
  });
});

/** Some numbers that are none, a huge one, a tiny one and minus nought. */
function withGaps(result: StudyResult): StudyResult {
  const odd = [Number.NaN, 1e21, 1e-300, 0.1 + 0.2, Number.POSITIVE_INFINITY];
  return {
    ...result,
    rows: result.rows.map((row, i) =>
      i % 97 === 0 ? { ...row, value: odd[(i / 97) % odd.length]!, mcSe: Number.NaN } : row,
    ),
  };
}
