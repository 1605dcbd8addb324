/** What a programme costs, in one line for a list and line by line for a card. */
import type { ProgrammeFile } from '../../schema/index.js';

export interface CostLine {
  readonly name: string;
  /** Pounds as written, with the year of the prices where it is not the baseline's. */
  readonly amount: string;
  readonly per: string;
  readonly interval: string;
  readonly mark: string;
  readonly source: string;
  readonly note: string;
}

const PER = {
  per_place_year: 'a place a year',
  per_team_year: 'a team a year',
  per_start: 'a start',
  per_week: 'a week for each in it',
  per_year: 'a year',
  set_up: 'once',
} as const;

const KEYS = Object.keys(PER) as readonly (keyof typeof PER)[];

export function costLines({ costs }: ProgrammeFile): readonly CostLine[] {
  return KEYS.flatMap((key) => {
    const cost = costs?.[key];
    if (cost === undefined) return [];
    const { interval, note } = cost;
    return [
      {
        name: key.replaceAll('_', ' '),
        amount: `${poundsOf(cost)}${cost.price_year === undefined ? '' : ` in ${cost.price_year} prices`}`,
        per: PER[key],
        interval: interval === undefined ? '' : Array.isArray(interval) ? interval.join(' to ') : interval,
        mark: cost.mark,
        source: cost.source,
        note: note ?? '',
      },
    ];
  });
}

/** `£22,000 a place a year; £1,000,000 once`: a team's cost is shared among its places. */
export function costWords({ costs, team }: ProgrammeFile): string {
  return KEYS.flatMap((key) => {
    const cost = costs?.[key];
    if (cost === undefined) return [];
    if (key === 'per_team_year' && team !== undefined && !cost.value.perDay)
      return [`about ${pounds(Number((cost.value.pounds / team.places).toPrecision(2)))} ${PER.per_place_year}`];
    return [`${poundsOf(cost)} ${PER[key]}`];
  }).join('; ');
}

function poundsOf({
  value,
}: {
  readonly value: { readonly pounds: number; readonly perDay: boolean; readonly text: string };
}): string {
  return value.perDay ? `£${value.text.replace(/^£\s*/, '')}` : pounds(value.pounds);
}

function pounds(amount: number): string {
  const [whole = '', part] = Math.abs(amount).toString().split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `${amount < 0 ? '−' : ''}£${grouped}${part === undefined ? '' : `.${part.padEnd(2, '0')}`}`;
}
