/** Periods as people write them: British dates, financial years, and whether a run covers a year in full. */

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function parts(iso: string): Day | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0] = found.slice(1).map(Number);
  return month >= 1 && month <= 12 ? { year, month, day } : null;
}

/** `longDate('2030-03-31')` is `31 March 2030`; what is not an ISO date stays as it is. */
export function longDate(iso: string): string {
  const date = parts(iso);
  return date === null ? iso : `${date.day} ${MONTHS[date.month - 1]} ${date.year}`;
}

/** `shortDate('2030-03-31')` is `31 Mar 2030`. */
export function shortDate(iso: string): string {
  const date = parts(iso);
  return date === null ? iso : `${date.day} ${(MONTHS[date.month - 1] ?? '').slice(0, 3)} ${date.year}`;
}

/** Whether the run covers every day of a financial year such as '2025-26' (1 April to 31 March). */
export function coversYear(financialYear: string, startDate: string, endDate: string): boolean {
  const first = Number(/^(\d{4})-\d{2}$/.exec(financialYear)?.[1] ?? NaN);
  if (Number.isNaN(first)) return true;
  return startDate <= `${first}-04-01` && endDate >= `${first + 1}-03-31`;
}

/** A period in a sentence: 'on 31 March 2030', 'in 2029-30', 'over the whole run'. */
export function inPeriod(period: string, kind: string): string {
  if (kind === 'day') return `on ${longDate(period)}`;
  if (kind === 'whole run' || period === 'whole run') return 'over the whole run';
  return `in ${period}`;
}

/** Milliseconds since 1970 at the start of an ISO day, UTC: what charts use to place ticks. NaN for anything else. */
export function timestamp(iso: string): number {
  const date = parts(iso);
  return date === null ? NaN : Date.UTC(date.year, date.month - 1, date.day);
}

/** Every 31 March in a list of ISO dates. */
export function yearEnds(dates: readonly string[]): string[] {
  return dates.filter((date) => date.endsWith('-03-31'));
}
