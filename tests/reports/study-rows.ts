/** The rows of a made-up study: every option, and each beside the first, pair by pair. */
import type { TableRow } from '../../engine/index.js';
import { STUDY_START, STUDY_YEARS, yearOf, type MadeOption, type StudyChoices } from './study-made.js';

const AGES = { 'under 1': 0.05, '1 to 4': 0.13, '5 to 9': 0.18, '10 to 15': 0.38, '16 and over': 0.26 };
const PLACEMENTS = {
  'Foster care': 0.55,
  'Relative or friend': 0.15,
  "Children's home": 0.11,
  'Semi-independent accommodation': 0.09,
  'Placed with parents': 0.06,
  'Placed for adoption': 0.03,
  'Secure or youth custody': 0.01,
};
const PAYERS = { 'Local authority': 0.94, 'Courts and legal aid': 0.04, 'Home Office': 0.02 };
const LINES = { Fostering: 0.28, 'Residential care': 0.46, 'Social work': 0.26 };
/** Days; how much faster with concurrent planning; how many. */
const TIMES = {
  entry_to_adoption_order: [848, -14, 282],
  entry_to_placed_for_adoption: [610, -9, 301],
  entry_to_guardianship: [430, 2, 340],
  length_of_care_ended: [905, -3, 2740],
} as const;
const NEEDS = ['abuse_or_neglect', 'disability', 'family_dysfunction', 'unacceptable_behaviour'];

/** Day 0 and the last day of each month. */
const DAYS = [
  `${STUDY_START}-03-31`,
  ...Array.from({ length: STUDY_YEARS * 12 }, (_, i) =>
    new Date(Date.UTC(STUDY_START, 4 + i, 0)).toISOString().slice(0, 10),
  ),
];

type Place = Pick<TableRow, 'table' | 'period' | 'periodKind' | 'group' | 'measure' | 'unit'>;

export function studyRows(
  area: string,
  options: readonly MadeOption[],
  size: number,
  { effect = 1, scale = 1 }: StudyChoices,
): TableRow[] {
  const rows: TableRow[] = [];
  const first = options[0]?.id ?? '';
  /** A row an option, and its difference from the first: `change` by option. */
  const add = (
    place: Place,
    base: number,
    change: readonly number[],
    spread: number,
    multiply = size * scale,
  ): void => {
    options.forEach(({ id }, o) => {
      const change1 = (change[o] ?? 0) * effect;
      const value = (base + change1) * multiply;
      const wide = spread * multiply;
      rows.push({
        ...place,
        area,
        option: id,
        value,
        lower: value - wide,
        upper: value + wide * 1.05,
        mcSe: wide / 25,
      });
      if (o === 0) return;
      const half = Math.abs(change1 * multiply) * 0.7 + (change1 === 0 ? 0 : 0.3 * wide);
      const difference = change1 * multiply;
      rows.push({
        ...place,
        area,
        option: `${id} less ${first}`,
        value: difference,
        lower: difference - half,
        upper: difference + half,
        mcSe: half / 9,
      });
    });
  };
  const fewer = (t: number): number[] => options.map((one) => -one.fewer * t);
  const times = (change: readonly number[], by: number): number[] => change.map((one) => one * by);

  DAYS.forEach((period, i) => {
    const t = i / 12;
    const spread = 22 * Math.sqrt(t);
    const total = 1512 + 9 * t - 3 * t * t + 4 * Math.sin(i);
    const day = { table: 'stocks', period, periodKind: 'day', unit: 'children' } as const;
    add({ ...day, measure: 'looked_after', group: 'all' }, total, fewer(t), spread);
    for (const [age, share] of Object.entries(AGES))
      add(
        { ...day, measure: 'looked_after', group: `age=${age}` },
        total * share,
        times(fewer(t), share),
        spread * share,
      );
    for (const [placement, share] of Object.entries(PLACEMENTS)) {
      const tilt = placement === "Children's home" ? 3 : 0.8;
      add(
        { ...day, measure: 'looked_after', group: `placement=${placement}` },
        total * share,
        times(fewer(t), share * tilt),
        spread * Math.sqrt(share),
      );
    }
    add({ ...day, measure: 'protection_plans', group: 'all' }, 760 + 5 * Math.cos(i / 3), fewer(t), 25 * Math.sqrt(t));
  });

  for (let i = 0; i < STUDY_YEARS; i++) {
    const year = {
      table: 'flows',
      period: yearOf(i),
      periodKind: 'financial year',
      group: 'all',
      unit: 'events',
    } as const;
    const flow = (measure: string, base: number, by: number): void =>
      add({ ...year, measure }, base + 3 * i, times(fewer(1 + i), by), 2 * Math.sqrt(base));
    flow('referrals', 9800, 0);
    flow('started_looked_after', 548, 0.4);
    flow('ceased_looked_after', 541, 0.1);
    flow('returned_to_care', 74, -0.06);
    flow('placement_moves', 910, 0.5);
    flow('plans_started', 890, 0.3);
    const cost = { ...year, table: 'costs', measure: 'cost', unit: 'GBP' } as const;
    const more = options.map((one) => (one.spent - one.saved) / STUDY_YEARS);
    add(cost, 177e6, more, 3e6);
    for (const [payer, share] of Object.entries(PAYERS))
      add({ ...cost, group: `payer=${payer}` }, 177e6 * share, times(more, share), 3e6 * share);
    for (const [line, share] of Object.entries(LINES))
      add(
        { ...cost, group: `line=${line}` },
        177e6 * share,
        times(
          options.map((one) => -one.saved / STUDY_YEARS),
          share,
        ),
        3e6 * share,
      );
  }

  const whole = { period: 'whole run', periodKind: 'whole run', group: 'all' } as const;
  for (const [measure, [mean, faster, count]] of Object.entries(TIMES)) {
    const change = options.map(({ programmes }) => (programmes.includes('concurrent') ? faster : 0));
    const time = { ...whole, table: 'times', unit: 'days' } as const;
    add({ ...time, measure }, mean, change, mean * 0.04, 1);
    add({ ...time, measure: `${measure}_median` }, mean * 0.93, change, mean * 0.05, 1);
    add({ ...time, measure: `${measure}_n`, unit: 'events' }, count, times(change, -0.3), 2 * Math.sqrt(count));
  }
  add(
    { ...whole, table: 'costs', measure: 'cost_discounted', unit: 'GBP' },
    868e6,
    options.map((one) => one.spent - one.saved),
    13e6,
  );
  for (const [line, share] of Object.entries(LINES))
    add(
      { ...whole, table: 'costs', measure: 'cost_discounted', group: `line=${line}`, unit: 'GBP' },
      868e6 * share,
      options.map((one) => -one.saved * share),
      13e6 * share,
    );
  return [...rows, ...reachedRows(area, options, size * scale), ...programmeRows(area, options, size * scale)];
}

/** Who is eligible and who is reached, by programme and group, in the options that have the programme. */
function reachedRows(area: string, options: readonly MadeOption[], multiply: number): TableRow[] {
  const groups = [
    '',
    ...Object.keys(AGES)
      .slice(2)
      .map((age) => `, age=${age}`),
    ', sex=female',
    ', sex=male',
    ...NEEDS.map((need) => `, need=${need}`),
  ];
  return options.flatMap(({ id, programmes }) =>
    programmes.flatMap((programme, p) =>
      groups.flatMap((group, g) => {
        const place = {
          table: 'equity',
          area,
          option: id,
          period: 'whole run',
          periodKind: 'whole run',
          group: `programme=${programme}${group}`,
        } as const;
        const eligible = (153 / (1 + (g % 5))) * multiply;
        const rate = 71 - 9 * p + ((g * 11) % 17);
        const row = (measure: string, value: number, half: number, unit: string): TableRow => ({
          ...place,
          measure,
          value,
          lower: value - half,
          upper: value + half,
          mcSe: half / 9,
          unit,
        });
        return [
          row('eligible', eligible, eligible * 0.2, 'children'),
          row('reached', (eligible * rate) / 100, eligible * 0.15, 'children'),
          row('reached_per_100', rate, 14, 'per 100 eligible'),
          row('declined_per_100', 100 - rate, 14, 'per 100 eligible'),
        ];
      }),
    ),
  );
}

/** Places, children in them and children waiting, at each month's end. */
function programmeRows(area: string, options: readonly MadeOption[], multiply: number): TableRow[] {
  return options.flatMap(({ id, programmes }) =>
    programmes.flatMap((programme) =>
      DAYS.flatMap((period, i) => {
        const open = i < 6 ? 0 : Math.min(1, (i - 5) / 6);
        const row = (measure: string, value: number, unit: string): TableRow => ({
          table: 'programmes',
          area,
          option: id,
          period,
          periodKind: 'day',
          group: `programme=${programme}`,
          measure,
          value: value * multiply,
          lower: value * multiply * 0.9,
          upper: value * multiply * 1.1,
          mcSe: value * multiply * 0.01,
          unit,
        });
        return [
          row('programme_places', 60 * open, 'places'),
          row('programme_in', 52 * open, 'children'),
          row('programme_waiting', 9 * open * open, 'children'),
        ];
      }),
    ),
  );
}
