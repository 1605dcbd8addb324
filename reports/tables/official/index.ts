/**
 * The tables in the shape of the Department for Education's open data standards, as its statistics service takes them: fixed
 * columns for time and place, breakdowns as filters, a column for each indicator, and a metadata file beside each data file.
 * (DfE analysts' guide, "Open data standards": dfe-analytical-services.github.io/analysts-guide/statistics-production/ud.html.)
 *
 * Simulated numbers are not official statistics; the shape lets them stand beside those.
 */
import { knowsEnds } from '../../findings/few.js';
import type { TableRow } from '../../../engine/study/result.js';
import type { ReportFile } from '../../index.js';
import { fewest, measuresOf, type TablesAbout } from '../about.js';
import { numberCell, TABLES, textCell } from '../csv.js';
import { groupLabels, optionLabels, programmeTitles } from '../labels.js';
import { measureWords } from '../measures.js';
import { PLACE_COLUMNS, placeOf, timeOf } from './place.js';

/** What a number is of the futures simulated; each is a level of the filter `statistic`. */
function statisticsOf(futures: number): readonly (readonly [string, (row: TableRow) => number])[] {
  const of = knowsEnds(futures) ? 'of 95% prediction interval' : 'of few simulated futures, roughly';
  return [
    ['Mean', (row) => row.value],
    [`Lower end ${of}`, (row) => row.lower],
    [`Upper end ${of}`, (row) => row.upper],
    ['Monte Carlo standard error', (row) => row.mcSe],
  ];
}

const FILTERS = ['scenario', 'statistic', 'breakdown_topic', 'breakdown'] as const;

/** Symbols of the Government Statistical Service: not applicable, not available, confidential. */
const NOT_APPLICABLE = 'z';
const NOT_AVAILABLE = 'x';
const CONFIDENTIAL = 'c';

/** What a reader of the official files has to know. */
export const OFFICIAL_NOTES: readonly string[] = [
  "tables/official has the columns of the Department for Education's open data standards. Left out, because those have no place for them: days other than 31 March, the whole run, financial years that the run does not cover in full, and areas that are not in England. 31 March is a reporting year. z: not applicable; x: not available; c: kept back.",
];

/** `tables/official/*.csv`, each with its `*.meta.csv`; none of a pathway that has no place in England. */
export function officialFiles(rows: readonly TableRow[], about: TablesAbout): ReportFile[] {
  const frames = new Map(about.frames.map((frame) => [frame.area?.name ?? '', frame]));
  return TABLES.flatMap((table) => {
    const own = rows.filter((row) => row.table === table);
    const files = new Map<string, Placed[]>();
    for (const row of own) {
      const frame = frames.get(row.area);
      const place = frame === undefined ? null : placeOf(frame.area);
      const time = frame === undefined ? null : timeOf(row, frame);
      if (place === null || time === null) continue;
      const list = files.get(time.file) ?? [];
      files.set(time.file, list);
      list.push({ row, lead: [time.period, time.identifier, ...place] });
    }
    return [...files].flatMap(([kind, placed]) => {
      const name = `tables/official/${table}_${kind}`;
      const indicators = [...new Set(placed.map(({ row }) => row.measure))];
      return [
        { path: `${name}.csv`, content: dataCsv(placed, indicators, about) },
        { path: `${name}.meta.csv`, content: metaCsv(placed, indicators, about) },
      ];
    });
  });
}

interface Placed {
  readonly row: TableRow;
  readonly lead: readonly string[];
}

function dataCsv(
  placed: readonly Placed[],
  indicators: readonly string[],
  { frames, disclosure }: TablesAbout,
): string {
  const options = optionLabels(frames, [...new Set(placed.map(({ row }) => row.option))]);
  const titles = programmeTitles(frames);
  const statistics = statisticsOf(fewest(frames));
  const lines = new Map<
    string,
    { readonly before: string; readonly after: string; readonly cells: Map<string, TableRow> }
  >();
  for (const { row, lead } of placed) {
    const key = JSON.stringify([lead, row.option, row.group]);
    let line = lines.get(key);
    if (line === undefined) {
      const before = [...lead, options.get(row.option)!].map(textCell).join(',');
      line = { before, after: groupLabels(row.group, titles, 'Total').map(textCell).join(','), cells: new Map() };
      lines.set(key, line);
    }
    line.cells.set(row.measure, row);
  }
  const missing = disclosure === null ? NOT_AVAILABLE : CONFIDENTIAL;
  const written = [...lines.values()].flatMap(({ before, after, cells }) =>
    statistics.map(([statistic, of]) => {
      const numbers = indicators.map((measure) => {
        const row = cells.get(measure);
        return row === undefined ? NOT_APPLICABLE : numberCell(of(row)) || missing;
      });
      return [before, textCell(statistic), after, ...numbers].join(',');
    }),
  );
  const header = ['time_period', 'time_identifier', ...PLACE_COLUMNS, ...FILTERS, ...columnNames(indicators)];
  return `${[header.join(','), ...written].join('\n')}\n`;
}

const META_COLUMNS =
  'col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column';

function metaCsv(placed: readonly Placed[], indicators: readonly string[], { frames }: TablesAbout): string {
  const measures = measuresOf(frames);
  const filters = [
    ['scenario', 'Filter', 'Scenario', '', '', '', 'Filter by option, or difference between options', ''],
    ['statistic', 'Filter', 'Statistic of the simulated futures', '', '', '', 'Filter by mean, interval or error', ''],
    [
      'breakdown',
      'Filter',
      'Breakdown',
      '',
      '',
      '',
      'Filter by group of children, line of cost, payer',
      'breakdown_topic',
    ],
  ];
  const names = columnNames(indicators);
  const lines = indicators.map((measure, i) => {
    const { unit } = placed.find(({ row }) => row.measure === measure)!.row;
    const { label } = measureWords(measure, measures);
    const isMoney = unit === 'GBP';
    const isShare = unit === 'share';
    return [
      names[i]!,
      'Indicator',
      isMoney || isShare ? label : `${label} (${unit})`,
      '',
      isMoney ? '£' : '',
      isMoney ? '0' : isShare ? '2' : '1',
      '',
      '',
    ];
  });
  return `${[META_COLUMNS, ...[...filters, ...lines].map((line) => line.map(textCell).join(','))].join('\n')}\n`;
}

/** Columns' names in the standards: small letters, digits and underscores, no digit first, 50 characters at most, each once. */
function columnNames(measures: readonly string[]): string[] {
  const names: string[] = [];
  for (const measure of measures) {
    const plain = measure
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replace(/^(?=\d)/, 'n_')
      .slice(0, 50);
    names.push(names.includes(plain) ? `${plain.slice(0, 46)}_${names.length}` : plain);
  }
  return names;
}
