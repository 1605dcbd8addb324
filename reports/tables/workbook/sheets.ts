/**
 * The sheets of the workbook: what is on each, before anything is written. One table a sheet, from column A on, with a title
 * above it; no merged cells, no empty cells, nothing said by colour alone (Government Analysis Function, "Releasing statistics in
 * spreadsheets", analysisfunction.civilservice.gov.uk/policy-store/releasing-statistics-in-spreadsheets).
 */
import { endsWords } from '../../findings/few.js';
import type { CellObject } from 'write-excel-file/node';
import type { TableName, TableRow } from '../../../engine/study/result.js';
import { longDate } from '../../periods.js';
import { areaNames, fewest, measuresOf, provenance, type TablesAbout } from '../about.js';
import { TABLES } from '../csv.js';
import { notesOf } from '../dictionary.js';
import { groupLabels, optionLabels, periodLabel, programmeTitles } from '../labels.js';
import { measureWords } from '../measures.js';
import { heading, numberCell, plainText, textCell } from './cells.js';

export interface SheetTable {
  readonly name: string;
  /** Row of the headings, from 1. */
  readonly top: number;
  readonly headings: readonly string[];
  readonly rows: number;
}

export interface WorkbookSheet {
  readonly name: string;
  readonly cells: readonly (readonly CellObject[])[];
  readonly widths: readonly number[];
  /** Rows that stay in view; 0 for none. */
  readonly frozen: number;
  readonly table: SheetTable | null;
  /** Cells that lead to the first cell of another sheet. */
  readonly links: readonly { readonly cell: string; readonly sheet: string }[];
}

const SHEETS: Readonly<Record<TableName, readonly [string, string]>> = {
  stocks: ['Stocks', 'Children and places on each 31 March, and on average over the run'],
  flows: ['Flows', 'Events in each financial year'],
  times: ['Times', 'Days from a moment to an event, by financial year and over the run'],
  costs: ['Costs', 'Pounds by line, payer and kind, by financial year and over the run'],
  appraisal: ['Appraisal', 'Each option against the first, by the method of the Green Book'],
  programmes: ['Programmes', 'Places, waiting lists, starts and ends of each programme'],
  equity: ['Equity', 'Who programmes reach, and for whom outcomes change'],
};

const TITLE = { fontWeight: 'bold', fontSize: 15 } as const;
const BOLD = { fontWeight: 'bold' } as const;
const WRAP = { wrap: true } as const;

const LEFT_OUT = 'Months, quarters and days other than 31 March are in the CSV and Parquet files.';
const SYMBOLS = '[z]: not applicable. [x]: not available. [c]: kept back because it, or a number next to it, is small.';
const LEAD = ['Measure', 'Unit', 'Breakdown', 'Group', 'Period'];

/** Every sheet, the cover first. A table without rows has none. */
export function workbookSheets(rows: readonly TableRow[], about: TablesAbout): WorkbookSheet[] {
  const tables = TABLES.flatMap((table) => {
    const own = rows.filter((row) => row.table === table && isForPeople(row));
    return own.length === 0 ? [] : [tableSheet(table, own, about)];
  });
  const notes = notesSheet(about);
  return [coverSheet(about), contentsSheet([notes, ...tables], tables), notes, ...tables];
}

/** Whole runs, financial years and snapshots of 31 March: what people quote. */
export function isForPeople({ periodKind, period }: TableRow): boolean {
  return (
    periodKind === 'whole run' || periodKind === 'financial year' || (periodKind === 'day' && period.endsWith('-03-31'))
  );
}

function coverSheet(about: TablesAbout): WorkbookSheet {
  const [frame] = about.frames;
  const facts: (readonly [string, string])[] =
    frame === undefined
      ? []
      : [
          ['Question', about.question],
          ['Area', areaNames(about.frames)],
          ['From', longDate(frame.startDate)],
          ['To', longDate(frame.endDate)],
          [
            'Options',
            [...new Set(about.frames.flatMap(({ options }) => options.map(({ label }) => label)))].join('; '),
          ],
          ['Replications', String(frame.replications)],
          ['Intervals', endsWords(fewest(about.frames), frame.uncertainty)],
          ['Evidence stance', [...new Set(about.frames.map(({ stance }) => stance))].join('; ')],
          ['Prices of', frame.priceYear],
          ['Seed', frame.seed],
          [
            'Small numbers',
            about.disclosure === null ? 'nothing rounded or kept back' : `kept back (${about.disclosure})`,
          ],
          ...provenance(about).filter(([name]) => name === 'hash' || name.startsWith('version_')),
        ];
  return {
    name: 'Cover',
    cells: [
      [textCell(about.title, { ...TITLE, ...WRAP })],
      [textCell('Simulated numbers: means over many possible futures, not counts of real children.', WRAP)],
      ...[...new Set(about.frames.flatMap(({ warnings = [] }) => warnings))].map((warning) => [
        textCell(warning, { ...BOLD, ...WRAP }),
      ]),
      ...facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => [textCell(`${nameOf(name)}: ${value}`, WRAP)]),
    ],
    widths: [100],
    frozen: 0,
    table: null,
    links: [],
  };
}

function nameOf(name: string): string {
  if (name === 'hash') return 'SHA-256 of what was read';
  return name.startsWith('version_') ? `Version of ${name.slice('version_'.length)}` : name;
}

function contentsSheet(others: readonly WorkbookSheet[], tables: readonly WorkbookSheet[]): WorkbookSheet {
  const headings = ['Sheet', 'What is on it', 'Rows'];
  return {
    name: 'Contents',
    cells: [
      [textCell('Contents', TITLE)],
      [textCell('Each sheet has one table. The first column leads to it.')],
      headings.map((one) => textCell(one, BOLD)),
      ...others.map(({ name, cells, table }) => [
        textCell(name, { textDecoration: { underline: true }, textColor: '#0b4a8f' }),
        textCell(
          tables.length > 0 && table !== null && name !== 'Notes'
            ? String(cells[0]![0]!.value)
            : 'What has to be known to read the numbers',
          WRAP,
        ),
        numberCell(table?.rows ?? 0, 'days'),
      ]),
    ],
    widths: [16, 80, 10],
    frozen: 3,
    table: { name: 'contents', top: 3, headings, rows: others.length },
    links: others.map(({ name }, i) => ({ cell: `A${i + 4}`, sheet: name })),
  };
}

function notesSheet(about: TablesAbout): WorkbookSheet {
  const headings = ['Number', 'Note'];
  const notes = [
    ...notesOf(about),
    LEFT_OUT,
    SYMBOLS,
    'Standard errors of means and every definition are in tables/dictionary.csv and beside it.',
  ];
  return {
    name: 'Notes',
    cells: [
      [textCell('Notes', TITLE)],
      [textCell('What has to be known to read the numbers.')],
      headings.map((one) => textCell(one, BOLD)),
      ...notes.map((note, i) => [numberCell(i + 1, 'days'), textCell(note, WRAP)]),
    ],
    widths: [10, 110],
    frozen: 3,
    table: { name: 'notes', top: 3, headings, rows: notes.length },
    links: [],
  };
}

/** A table: a line for each measure, group and period; three columns for each option. */
function tableSheet(table: TableName, rows: readonly TableRow[], about: TablesAbout): WorkbookSheet {
  const { frames, disclosure } = about;
  const [name, words] = SHEETS[table];
  const options = [...optionLabels(frames, [...new Set(rows.map(({ option }) => option))])];
  const measures = measuresOf(frames);
  const titles = programmeTitles(frames);
  const isSeveral = new Set(frames.map(({ area }) => area?.name)).size > 1;
  const missing = textCell(disclosure === null ? '[x]' : '[c]', { align: 'right' });
  const none = textCell('[z]', { align: 'right' });
  const lines = new Map<
    string,
    { readonly lead: readonly CellObject[]; readonly unit: string; readonly cells: Map<string, TableRow> }
  >();
  for (const row of rows) {
    const key = JSON.stringify([row.area, row.measure, row.group, row.periodKind, row.period, row.unit]);
    let line = lines.get(key);
    if (line === undefined) {
      const texts = [
        ...(isSeveral ? [row.area] : []),
        measureWords(row.measure, measures).label,
        row.unit,
        ...groupLabels(row.group, titles, 'All'),
        periodLabel(row.period),
      ];
      line = { lead: texts.map((text) => textCell(text)), unit: row.unit, cells: new Map() };
      lines.set(key, line);
    }
    line.cells.set(row.option, row);
  }
  const headings = unique([
    ...(isSeveral ? ['Area'] : []),
    ...LEAD,
    ...options.flatMap(([, label]) => ['mean', 'lower', 'upper'].map((what) => `${label.slice(0, LONGEST)}: ${what}`)),
  ]);
  const cells = [...lines.values()].map(({ lead, unit, cells: own }) => [
    ...lead,
    ...options.flatMap(([option]) => {
      const row = own.get(option);
      return row === undefined
        ? [none, none, none]
        : [row.value, row.lower, row.upper].map((value) =>
            Number.isFinite(value) ? numberCell(value, unit) : missing,
          );
    }),
  ]);
  const top = 3;
  return {
    name,
    cells: [
      [textCell(words, TITLE)],
      [
        textCell(
          `Means of simulated futures. ${endsWords(fewest(frames), '')} Shown rounded, held in full. ${LEFT_OUT} ${SYMBOLS}`,
        ),
      ],
      headings.map((one, i) =>
        textCell(one, { ...BOLD, ...WRAP, align: i < headings.length - 3 * options.length ? 'left' : 'right' }),
      ),
      ...cells,
    ],
    widths: [
      ...(isSeveral ? [22] : []),
      ...[0, 1, 2, 3, 4].map((i) => widthOf(cells, i + (isSeveral ? 1 : 0), LEAD[i]!)),
      ...options.flatMap(() => [18, 18, 18]),
    ],
    frozen: top,
    table: { name: table, top, headings, rows: cells.length },
    links: [],
  };
}

/** Of an option's name in a heading, which may have 255 characters in all. */
const LONGEST = 150;

const LEAST_WIDTH = 10;
const MOST_WIDTH = 60;

function widthOf(cells: readonly (readonly CellObject[])[], column: number, head: string): number {
  let most = head.length;
  for (const line of cells) most = Math.max(most, String(line[column]?.value ?? '').length);
  return Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, most + 2));
}

/** Headings on one line, each once, as a table of a spreadsheet needs them. */
function unique(texts: readonly string[]): string[] {
  const found: string[] = [];
  const has = (text: string): boolean => found.some((other) => other.toLowerCase() === text.toLowerCase());
  for (const text of texts) {
    const plain = heading(text);
    found.push(has(plain) ? plainText(`${plain} (${found.length + 1})`) : plain);
  }
  return found;
}
