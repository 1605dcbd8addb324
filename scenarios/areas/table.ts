/** The published figures of England, its regions and its local authorities; what is suppressed stays unknown. */
import type { Files } from '../load/index.js';
import { InputError, joinPath, problemWithFile, readText } from '../load/index.js';

export const AREA_COLUMNS = [
  'children_0_17_mid_2024',
  'referrals',
  'rereferral_percent',
  'no_further_action_percent',
  'assessed_not_in_need_percent',
  'children_in_need',
  'protection_plans',
  'looked_after',
  'started',
  'ceased',
] as const;

export type AreaColumn = (typeof AREA_COLUMNS)[number];

export type AreaLevel = 'National' | 'Regional' | 'Local authority';

export interface Area {
  /** ONS code. */
  readonly code: string;
  readonly level: AreaLevel;
  readonly name: string;
  readonly region: string;
  /** Published figures; null where there is none, and then `marks` says why. */
  readonly figures: Readonly<Record<AreaColumn, number | null>>;
  /** The mark of each figure that is not a number: `c`, `z`, `x`, or empty where nothing was published. */
  readonly marks: Readonly<Partial<Record<AreaColumn, string>>>;
}

const AREA_TABLE = 'baselines/authorities-2025.csv';
export const AREA_SOURCE = 'DfE published figures, year ending 31 March 2025 (authorities-2025.csv)';

/** Reads the table of areas from the library. */
export function readAreas(files: Files): readonly Area[] {
  const path = joinPath(files.library, AREA_TABLE);
  return parseAreas(path, readText(files, path));
}

/** The table of areas from its text. */
function parseAreas(file: string, text: string): readonly Area[] {
  const [header, ...lines] = text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map(splitLine);
  const missing = ['code', 'level', 'name', 'region', ...AREA_COLUMNS].filter(
    (column) => header?.includes(column) !== true,
  );
  if (header === undefined || missing.length > 0) {
    throw new InputError([problemWithFile(file, `columns are missing from the table of areas: ${missing.join(', ')}`)]);
  }
  return lines.map((cells) => {
    const cell = (column: string): string => cells[header.indexOf(column)] ?? '';
    const figures: Partial<Record<AreaColumn, number | null>> = {};
    const marks: Partial<Record<AreaColumn, string>> = {};
    for (const column of AREA_COLUMNS) {
      const found = cell(column);
      const number = /^\d+(\.\d+)?$/.test(found) ? Number(found) : null;
      figures[column] = number;
      if (number === null) marks[column] = found;
    }
    return {
      code: cell('code'),
      level: cell('level') as AreaLevel,
      name: cell('name'),
      region: cell('region'),
      figures: figures as Record<AreaColumn, number | null>,
      marks,
    };
  });
}

/** One line of comma-separated values, with quoted cells. */
export function splitLine(line: string): readonly string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .map((match) => match[1] ?? '')
    .slice(0, -1)
    .concat(line.endsWith(',') ? [''] : [])
    .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}

const REASONS: Readonly<Record<string, string>> = {
  c: "suppressed by the Department for Education ('c'), because it is small or would reveal a small number",
  z: "not applicable ('z')",
  x: "not available ('x')",
  '': 'not published',
};

/** A figure of an area, or why there is none. A figure that is not known is never zero. */
export function areaFigure(
  area: Area,
  column: AreaColumn,
): { readonly value: number } | { readonly value: null; readonly why: string } {
  const value = area.figures[column];
  if (value !== null) return { value };
  const mark = area.marks[column] ?? '';
  const reason = Object.hasOwn(REASONS, mark) ? REASONS[mark] : `marked '${mark}'`;
  return { value: null, why: `${area.name}: ${column} is ${reason}` };
}
