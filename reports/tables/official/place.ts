/** Where and when, in the columns of the Department for Education's open data standards. */
import type { ResultFrame, TableRow } from '../../../engine/study/result.js';
import { coversYear } from '../../periods.js';
import { authorityOf, REGIONS } from './authorities.js';

export const PLACE_COLUMNS = [
  'geographic_level',
  'country_code',
  'country_name',
  'region_code',
  'region_name',
  'old_la_code',
  'new_la_code',
  'la_name',
] as const;

/** The values of the place columns; null where the area is not of England. */
export function placeOf(area: ResultFrame['area']): readonly string[] | null {
  const code = area?.code ?? '';
  const england = ['E92000001', 'England'] as const;
  if (code === 'E92000001') return ['National', ...england, '', '', '', '', ''];
  const region = REGIONS[code];
  if (region !== undefined) return ['Regional', ...england, code, region, '', '', ''];
  if (!/^E(?:06|08|09|10)/.test(code)) return null;
  const own = authorityOf(code);
  return ['Local authority', ...england, own.region, REGIONS[own.region] ?? '', own.oldCode, code, area?.name ?? ''];
}

/** Kinds of period that may not stand in one file, and what each file's name ends in. */
type TimeFile = '31_march' | 'financial_year' | 'quarter' | 'month';

export interface Time {
  readonly file: TimeFile;
  readonly period: string;
  readonly identifier: string;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/**
 * A period as `time_period` and `time_identifier`; null where the standards have no place for it: days other than 31 March,
 * the whole run, and years that the run does not cover in full. A snapshot of 31 March is a reporting year.
 */
export function timeOf({ period, periodKind }: TableRow, { startDate, endDate }: ResultFrame): Time | null {
  switch (periodKind) {
    case 'day':
      return period.endsWith('-03-31')
        ? { file: '31_march', period: period.slice(0, 4), identifier: 'Reporting year' }
        : null;
    case 'financial year':
      return coversYear(period, startDate, endDate)
        ? { file: 'financial_year', period: period.replace('-', ''), identifier: 'Financial year' }
        : null;
    case 'quarter': {
      const [year = '', quarter = ''] = period.split(' ');
      return { file: 'quarter', period: year.replace('-', ''), identifier: `Financial year ${quarter}` };
    }
    case 'month':
      return {
        file: 'month',
        period: period.slice(0, 4),
        identifier: MONTHS[Number(period.slice(5, 7)) - 1] ?? '',
      };
    case 'whole run':
      return null;
  }
}
