/**
 * The data dictionary, written from the rows themselves: every table, column and measure with its unit and meaning, and
 * what a reader of the numbers has to know. One CSV file with one line for each.
 */
import { endsWords } from '../findings/few.js';
import type { TableName, TableRow } from '../../engine/study/result.js';
import { fewest, measuresOf, type TablesAbout } from './about.js';
import { COLUMNS, TABLES, textCell } from './csv.js';
import { DISCLOSURE_NOTES } from './disclosure/index.js';
import { measureWords } from './measures.js';

/** A line of the dictionary. */
export interface Entry {
  readonly kind: 'table' | 'column' | 'measure' | 'note';
  /** Empty for a note. */
  readonly table: string;
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly unit: string;
  readonly definition: string;
  /** The periods that a measure has rows for. */
  readonly periods: string;
  /** Its breakdowns: `all`, `age`, `placement`. */
  readonly groups: string;
}

const ENTRY_COLUMNS = ['kind', 'table', 'name', 'label', 'type', 'unit', 'definition', 'periods', 'groups'] as const;

const TABLE_WORDS: Readonly<Record<TableName, string>> = {
  stocks: 'How many at the end of each month, in all and by group; averages over the whole run',
  flows:
    'How many events: in all by month and financial year, by group by financial year. Months and years hold the same events',
  times:
    'Days from a moment to an event: mean and number by financial year and over the whole run, median over the whole run',
  costs:
    'Pounds by line, payer and kind. Each of these adds up to all: never add two of them. Quarters and years hold the same money',
  appraisal: 'An option against its baseline, by the method of the Green Book',
  programmes: 'Places, waiting lists, starts and ends of each programme',
  equity: 'Who programmes reach, by age, sex and need, and how outcomes differ in the same groups',
};

const COLUMN_WORDS: Readonly<Record<(typeof COLUMNS)[number], readonly [string, string, string]>> = {
  option: [
    'Option',
    'text',
    "An option's id; 'difference', or 'ID less FIRST', is an option less the first, pair by pair",
  ],
  area: ['Area', 'text', "The area's name; empty for a pathway without one"],
  period: [
    'Period',
    'text',
    'A day (2026-03-31), a month (2025-04), a quarter of a financial year (2025-26 Q1), a financial year (2025-26) or the whole run',
  ],
  period_kind: [
    'Kind of period',
    'text',
    "'day', 'month', 'quarter', 'financial year' or 'whole run'. Snapshots of 31 March are days that end in 03-31",
  ],
  group: ['Group', 'text', "'all', or one level of one breakdown: age=1 to 4"],
  measure: ['Measure', 'text', 'What is counted: a name in this dictionary'],
  value: ['Value', 'number', 'Mean over replications; empty where there is none, or where it is kept back'],
  lower: [
    'Lower',
    'number',
    '2.5% quantile over replications: the lower end of the prediction interval, from 40 of them on',
  ],
  upper: [
    'Upper',
    'number',
    '97.5% quantile over replications: the upper end of the prediction interval, from 40 of them on',
  ],
  mc_se: [
    'Monte Carlo standard error',
    'number',
    'Standard error of the value as an estimate of its expectation; empty with one replication',
  ],
  unit: ['Unit', 'text', 'Of value, lower, upper and mc_se'],
};

const BLANK = { label: '', type: '', unit: '', definition: '', periods: '', groups: '' };

/** Every line of the dictionary of these rows. `more` are notes of other files, such as those of the official columns. */
export function dictionary(rows: readonly TableRow[], about: TablesAbout, more: readonly string[] = []): Entry[] {
  const measures = measuresOf(about.frames);
  return [
    ...TABLES.flatMap((table): Entry[] => {
      const own = rows.filter((row) => row.table === table);
      if (own.length === 0) return [];
      return [
        { ...BLANK, kind: 'table', table, name: table, definition: TABLE_WORDS[table] },
        ...COLUMNS.map((name): Entry => {
          const [label, type, definition] = COLUMN_WORDS[name];
          return { ...BLANK, kind: 'column', table, name, label, type, definition };
        }),
        ...measuresIn(own).map(({ name, unit, periods, groups }): Entry => {
          const { label, definition } = measureWords(name, measures);
          return { kind: 'measure', table, name, label, type: 'number', unit, definition, periods, groups };
        }),
      ];
    }),
    ...notesOf(about, more).map((definition, i): Entry => ({
      ...BLANK,
      kind: 'note',
      table: '',
      name: `note_${i + 1}`,
      definition,
    })),
  ];
}

/** What has to be known of the numbers: how sure, how far they reach, what was kept back. */
export function notesOf({ frames, disclosure }: TablesAbout, more: readonly string[] = []): string[] {
  const uncertainty = [...new Set(frames.map((frame) => frame.uncertainty))].join('; ');
  return [
    ...new Set(frames.flatMap(({ warnings = [] }) => warnings)),
    `${endsWords(fewest(frames), uncertainty)} They are not the error of a count of real children.`,
    ...(disclosure === null ? ['No number is rounded or kept back. All children are simulated.'] : DISCLOSURE_NOTES),
    ...more,
    ...new Set(frames.flatMap(({ notes }) => notes.filter((note) => !DISCLOSURE_NOTES.includes(note)))),
  ];
}

/** The dictionary as CSV text. */
export function dictionaryCsv(entries: readonly Entry[]): string {
  const lines = entries.map((entry) => ENTRY_COLUMNS.map((column) => textCell(entry[column])).join(','));
  return `${[ENTRY_COLUMNS.join(','), ...lines].join('\n')}\n`;
}

interface Found {
  readonly name: string;
  readonly unit: string;
  readonly periods: string;
  readonly groups: string;
}

/** The measures of one table in the order they first appear; one line for each unit that a measure has. */
function measuresIn(rows: readonly TableRow[]): Found[] {
  const found = new Map<string, { name: string; unit: string; periods: Set<string>; groups: Set<string> }>();
  for (const { measure, unit, periodKind, group } of rows) {
    const key = JSON.stringify([measure, unit]);
    const own = found.get(key) ?? { name: measure, unit, periods: new Set(), groups: new Set() };
    found.set(key, own);
    own.periods.add(periodKind);
    own.groups.add(breakdownOf(group));
  }
  return [...found.values()].map(({ name, unit, periods, groups }) => ({
    name,
    unit,
    periods: [...periods].join('; '),
    groups: [...groups].join('; '),
  }));
}

/** `age=1 to 4` is of `age`; `programme=mst, age=1 to 4` of `programme, age`. A level may hold a comma of its own. */
export function breakdownOf(group: string): string {
  const [, dimension] = /^programme=[^,=]*, ([^=]+)=/.exec(group) ?? [];
  if (dimension !== undefined) return `programme, ${dimension}`;
  const cut = group.indexOf('=');
  return cut < 0 ? group : group.slice(0, cut);
}
