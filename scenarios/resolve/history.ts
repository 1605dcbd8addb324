/**
 * What was published of stocks before a run, to be drawn beside it: England's at the end of each March, and of a region or an
 * authority those of the day its figures are of. Nothing of the run depends on it.
 */
import type { MeasureInfo, PublishedStock } from '../../engine/study/result.js';
import { formatDate } from '../../engine/time/index.js';
import type { Area } from '../areas/index.js';
import { AREA_COLUMNS, AREA_SOURCE } from '../areas/index.js';
import type { Files, Place } from '../load/index.js';
import { joinPath } from '../load/index.js';
import type { AreaOverrides } from './types.js';
import { readPublished } from './validation/published.js';

const TABLE = 'published/england.csv';

export interface HistoryOf {
  /** Null for the nation. */
  readonly area: Area | null;
  readonly own: AreaOverrides | null;
  /** The day after the one that figures of areas are of, in days since 1970-01-01. */
  readonly figuresDay: number;
  readonly measureInfo: readonly MeasureInfo[];
}

/** Published stocks by measure and date, all groups together; none where there is no table. */
export function publishedHistory(files: Files, from: Place, of: HistoryOf): readonly PublishedStock[] {
  const stocks = new Set(of.measureInfo.filter(({ table }) => table === 'stocks').map(({ name }) => name));
  if (of.area === null || of.area.level === 'National') return national(files, from, stocks);
  const { area, own } = of;
  const period = formatDate(of.figuresDay - 1);
  return AREA_COLUMNS.filter((column) => stocks.has(column) && own?.figures[column] === undefined).flatMap(
    (measure) => {
      const value = area.figures[measure];
      return value === null ? [] : [{ measure, period, value, source: AREA_SOURCE }];
    },
  );
}

function national(files: Files, from: Place, stocks: ReadonlySet<string>): readonly PublishedStock[] {
  const path = joinPath(files.library, TABLE);
  try {
    files.read(path);
  } catch {
    // A record of a run made before it was read, or a page that has no such file: a run does not need it.
    return [];
  }
  return readPublished(files, path, from)
    .rows.filter(({ measure, group }) => group === 'all' && stocks.has(measure))
    .map(({ measure, year, value, source }) => ({ measure, period: `${year}-03-31`, value, source }));
}
