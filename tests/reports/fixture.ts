/**
 * Made-up results with the shape and size of real ones: Leeds over five years with three programmes, and a small queue.
 * Every number is a smooth function of its name and time, so a test can say what it expects.
 */
import type { StudyResult, TableRow } from '../../engine/study/result.js';

type Row = Omit<TableRow, 'table' | 'area'>;

const START = 2025;
const YEARS = 5;
const FINANCIAL_YEARS = Array.from({ length: YEARS }, (_, i) => `${START + i}-${String((START + i + 1) % 100)}`);

/** Day 0 and the last day of each month: '2025-04-01', '2025-04-30', ... '2030-03-31'. */
const DAYS = [
  `${START}-04-01`,
  ...Array.from({ length: YEARS * 12 }, (_, i) => new Date(Date.UTC(START, 4 + i, 0)).toISOString().slice(0, 10)),
];

export interface FixtureChoices {
  /** Size of every effect: 1 as made, 0 for programmes that change nothing at all. */
  readonly effect?: number;
  readonly baselineOnly?: boolean;
  readonly change?: Partial<StudyResult>;
}

/** Rows of both options and their difference, from a baseline curve and an effect curve. */
function paired(
  rows: Row[],
  place: { period: string; periodKind: TableRow['periodKind']; group: string; measure: string; unit: string },
  baseline: number,
  effect: number,
  spread: number,
  still = false,
): void {
  const wide = still ? 0 : spread;
  const one = (option: string, value: number, width: number): Row => ({
    ...place,
    option,
    value,
    lower: option === 'difference' ? value - width : Math.max(0, value - width),
    upper: value + width * 1.05,
    mcSe: width / 28,
  });
  rows.push(one('baseline', baseline, wide), one('three-programmes', baseline + effect, wide));
  rows.push(one('difference', effect, effect === 0 ? 0 : 0.45 * spread + 0.6 * Math.abs(effect)));
}

const AGES = { 'under 1': 0.05, '1 to 4': 0.13, '5 to 9': 0.18, '10 to 15': 0.38, '16 and over': 0.26 };
const PLACEMENTS = {
  'Foster care, own provision': 0.38,
  'Foster care, agency': 0.17,
  'Foster care, relative or friend': 0.15,
  "Children's home": 0.1,
  'Semi-independent accommodation': 0.09,
  'Placed with parents': 0.06,
  'Placed for adoption': 0.03,
  'Secure or youth custody': 0.005,
  Other: 0.015,
};
const REASONS = {
  'Returned home to live with parents': 0.29,
  'Moved into independent living': 0.18,
  'Special guardianship order': 0.13,
  Adopted: 0.11,
  'Left care for any other reason': 0.16,
  'Residence or child arrangements order': 0.04,
  'Accommodation on remand ended': 0.03,
  'Sentenced to custody': 0.02,
  'Transferred to adult social services': 0.03,
  Died: 0.001,
};
const LINES: Record<string, readonly [number, number]> = {
  'Foster care': [48e6, -0.9e6],
  "Children's homes": [78e6, -6.1e6],
  'Social work with looked-after children': [16e6, -0.3e6],
  'Family help and protection': [29e6, 0.4e6],
  'Legal costs of proceedings': [7e6, -0.2e6],
  'Adoption support': [3e6, 0.1e6],
  'MST teams': [0, 1.3e6],
  'Family safeguarding': [0, 2.4e6],
  'Concurrent planning': [0, 0.15e6],
  'Unaccompanied children: grant': [-4e6, 0],
};
const PAYERS: Record<string, readonly [number, number]> = {
  'Local authority': [168e6, -2.9e6],
  'Integrated care board': [5e6, 0.2e6],
  'Home Office': [4e6, 0],
};

function stocks(effect: number): Row[] {
  const rows: Row[] = [];
  const add = (measure: string, group: string, i: number, base: number, change: number, spread: number): void => {
    const period = DAYS[i] ?? '';
    paired(
      rows,
      { period, periodKind: 'day', group, measure, unit: 'children' },
      base,
      change * effect,
      spread,
      i === 0,
    );
  };
  DAYS.forEach((_, i) => {
    const t = i / 12;
    const spread = 22 * Math.sqrt(t);
    const total = 1512 + 9 * t - 3 * t * t + 4 * Math.sin(i);
    const change = -14 * t - 1.2 * t * t;
    add('looked_after', 'all', i, total, change, spread);
    for (const [age, share] of Object.entries(AGES)) {
      add('looked_after', `age=${age}`, i, total * share, change * share * 1.2, spread * Math.sqrt(share));
    }
    for (const [placement, share] of Object.entries(PLACEMENTS)) {
      const tilt = placement === "Children's home" ? 3 : 0.8;
      add('looked_after', `placement=${placement}`, i, total * share, change * share * tilt, spread * Math.sqrt(share));
    }
    for (const uasc of ['yes', 'no']) {
      add(
        'looked_after',
        `uasc=${uasc}`,
        i,
        total * (uasc === 'yes' ? 0.06 : 0.94),
        uasc === 'yes' ? 0 : change,
        spread,
      );
    }
    add('children_in_need', 'all', i, 5400 + 30 * t, 20 * t, 60 * Math.sqrt(t));
    add('protection_plans', 'all', i, 760 + 5 * Math.cos(i / 3), -9 * t, 25 * Math.sqrt(t));
    add('edge_of_care', 'all', i, 410 + 6 * t, 12 * t, 20 * Math.sqrt(t));
    add('pre_proceedings', 'all', i, 122, -2 * t, 11 * Math.sqrt(t));
    add('in_proceedings', 'all', i, 158, -3 * t, 12 * Math.sqrt(t));
  });
  return rows;
}

function flows(effect: number): Row[] {
  const rows: Row[] = [];
  FINANCIAL_YEARS.forEach((period, i) => {
    const ramp = i === 0 ? 0.4 : 1;
    const add = (measure: string, group: string, base: number, change: number): void =>
      paired(
        rows,
        { period, periodKind: 'financial year', group, measure, unit: 'children' },
        base,
        change * effect * ramp,
        2 * Math.sqrt(base),
      );
    add('referrals', 'all', 9800 + 40 * i, 0);
    add('started_looked_after', 'all', 548 + 4 * i, -24);
    add('ceased_looked_after', 'all', 541 + 3 * i, -9);
    for (const [age, share] of Object.entries(AGES))
      add('started_looked_after', `age=${age}`, 548 * share, -24 * share);
    for (const [reason, share] of Object.entries(REASONS)) {
      add('ceased_looked_after', `reason=${reason}`, 541 * share, reason === 'Adopted' ? 4 : -13 * share);
    }
    add('placement_moves', 'all', 910 + 4 * i, -31);
    add('returned_to_care', 'all', 74 + i, 2.4);
    add('plans_started', 'all', 890 + i, -11);
    add('needs_started', 'all', 6100 + i, 15);
  });
  return rows;
}

const TIMES: Record<string, readonly [number, number, number]> = {
  entry_to_adoption_order: [745, -42, 282],
  entry_to_placed_for_adoption: [512, -61, 301],
  entry_to_guardianship: [430, -6, 340],
  proceedings_length: [271, -3, 900],
  length_of_care_ended: [905, -8, 2740],
};

function times(effect: number): Row[] {
  const rows: Row[] = [];
  for (const [measure, [mean, change, n]] of Object.entries(TIMES)) {
    const place = { period: 'whole run', periodKind: 'whole run' as const, group: 'all' };
    paired(rows, { ...place, measure, unit: 'days' }, mean, change * effect, mean * 0.06);
    paired(rows, { ...place, measure: `${measure}_median`, unit: 'days' }, mean * 0.93, change * effect, mean * 0.08);
    paired(rows, { ...place, measure: `${measure}_n`, unit: 'children' }, n, 11 * effect, 2 * Math.sqrt(n));
  }
  return rows;
}

function costs(effect: number): Row[] {
  const rows: Row[] = [];
  FINANCIAL_YEARS.forEach((period, i) => {
    const add = (group: string, base: number, change: number): void => {
      const grown = base * (1 + 0.012 * i);
      const place = { period, periodKind: 'financial year' as const, group, measure: 'cost', unit: 'GBP' };
      paired(rows, place, grown, change * effect * Math.min(1, (i + 1) / 3), Math.abs(grown) * 0.02);
    };
    add('all', 177e6, -2.7e6);
    for (const [line, [base, change]] of Object.entries(LINES)) add(`line=${line}`, base, change);
    for (const [payer, [base, change]] of Object.entries(PAYERS)) add(`payer=${payer}`, base, change);
  });
  const whole = { period: 'whole run', periodKind: 'whole run' as const, group: 'all', unit: 'GBP' };
  paired(rows, { ...whole, measure: 'cost_discounted' }, 826e6, -10.1e6 * effect, 13e6);
  return rows;
}

const PROGRAMMES: Record<string, readonly [number, number, number]> = {
  'mst-two-teams': [60, 55, 14],
  'family-safeguarding': [420, 388, 0.4],
  'concurrent-planning': [6, 3.2, 0],
};

function programmes(): Row[] {
  const rows: Row[] = [];
  const add = (row: Omit<Row, 'option' | 'lower' | 'upper' | 'mcSe'>, spread: number): void => {
    rows.push({
      ...row,
      option: 'three-programmes',
      lower: Math.max(0, row.value - spread),
      upper: row.value + spread,
      mcSe: spread / 28,
    });
  };
  for (const [id, [places, used, waiting]] of Object.entries(PROGRAMMES)) {
    const group = `programme=${id}`;
    DAYS.forEach((period, i) => {
      const open = i < 6 ? 0 : Math.min(1, (i - 5) / 6);
      const day = { period, periodKind: 'day' as const, group };
      add({ ...day, measure: 'programme_places', value: Math.round(places * open), unit: 'places' }, 0);
      add({ ...day, measure: 'programme_in', value: used * open, unit: 'children' }, open * Math.sqrt(used));
      const queue = waiting * open * open * (1 + 0.1 * Math.sin(i / 4));
      add({ ...day, measure: 'programme_waiting', value: queue, unit: 'children' }, queue);
    });
    FINANCIAL_YEARS.forEach((period, i) => {
      const year = { period, periodKind: 'financial year' as const, group, unit: 'children' };
      const started = used * (i === 0 ? 0.8 : 2.4);
      add({ ...year, measure: 'programme_started', value: started }, 2 * Math.sqrt(started));
      add({ ...year, measure: 'programme_gave_up', value: waiting * 1.5 }, Math.sqrt(waiting));
      add({ ...year, measure: 'programme_declined', value: started * 0.2 }, Math.sqrt(started));
      add({ ...year, measure: 'programme_ended', value: started * 0.95 }, Math.sqrt(started));
    });
  }
  return rows;
}

/** Counts by whole months around a mean in months: a smooth hump with a long tail. */
function hump(mean: number, total: number, longest: number): number[] {
  const counts = Array.from({ length: longest }, (_, m) => {
    const x = (m + 0.5) / mean;
    return x * x * x * Math.exp(-4 * x);
  });
  const sum = counts.reduce((a, b) => a + b, 0);
  return counts.map((count) => (count / sum) * total);
}

const tabled = (table: TableRow['table'], area: string, rows: readonly Row[]): TableRow[] =>
  rows.map((row) => ({ table, area, ...row }));

const OPTION = 'Two MST teams, family safeguarding and six concurrent-planning carers';

export function careResult({ effect = 1, baselineOnly = false, change = {} }: FixtureChoices = {}): StudyResult {
  const all = [
    ...tabled('stocks', 'Leeds', stocks(effect)),
    ...tabled('flows', 'Leeds', flows(effect)),
    ...tabled('times', 'Leeds', times(effect)),
    ...tabled('costs', 'Leeds', costs(effect)),
    ...tabled('programmes', 'Leeds', programmes()),
  ];
  const options = [
    { id: 'baseline', label: 'No new programmes' },
    { id: 'three-programmes', label: OPTION },
  ];
  return {
    name: 'leeds-three-programmes',
    title: 'Three programmes in Leeds',
    question:
      'What would two MST teams, family safeguarding and six concurrent-planning carers do to the number of looked-after children in Leeds, to costs, and to how long children wait for permanence?',
    kind: 'care',
    area: { code: 'E08000035', name: 'Leeds', children: 171_000 },
    startDate: '2025-04-01',
    endDate: '2030-03-31',
    years: YEARS,
    replications: 200,
    seed: 'leeds-1',
    stance: 'central',
    uncertainty: 'chance only',
    options: baselineOnly ? options.slice(0, 1) : options,
    priceYear: '2024-25',
    measures: [
      {
        name: 'looked_after',
        label: 'Children looked after',
        table: 'stocks',
        unit: 'children',
        definition: 'Children with a legal status that makes them looked after, at the end of the day.',
      },
      {
        name: 'children_in_need',
        label: 'Children in need',
        table: 'stocks',
        unit: 'children',
        definition: 'Children with an open case, including those on plans and looked after.',
      },
      {
        name: 'protection_plans',
        label: 'On child protection plans',
        table: 'stocks',
        unit: 'children',
        definition: 'Children who are the subject of a child protection plan.',
      },
      {
        name: 'returned_to_care',
        label: 'Returns to care',
        table: 'flows',
        unit: 'children',
        definition: 'Children who start to be looked after having been looked after before.',
      },
      {
        name: 'entry_to_guardianship',
        label: 'From entering care to special guardianship',
        table: 'times',
        unit: 'days',
        definition: 'Days from the start of the period of care to the order.',
      },
      {
        name: 'length_of_care_ended',
        label: 'Length of a period of care',
        table: 'times',
        unit: 'days',
        definition: 'Days from start to end of periods of care that ended.',
      },
    ],
    rows: baselineOnly ? all.filter((row) => row.option === 'baseline') : all,
    distributions: Object.entries(TIMES).flatMap(([measure, [mean, less, n]]) =>
      options.map(({ id }, i) => ({
        option: id,
        measure,
        group: 'all',
        counts: hump(
          (mean + i * less * effect) / 30.4,
          n + i * 11 * effect,
          measure === 'length_of_care_ended' ? 140 : 60,
        ),
      })),
    ),
    programmes: baselineOnly
      ? []
      : [
          {
            id: 'mst-two-teams',
            title: 'Multisystemic therapy, two teams',
            description:
              'Intensive help at home for three to five months for families of young people on the edge of care.',
            opens: '1 October 2025',
            places: '60 (two teams of 30), filling over six months',
            eligible: 'Aged 11 to 17, on the edge of care, antisocial behaviour',
            effects: [
              {
                name: 'entry_to_care',
                label: 'Coming into care from the edge of care',
                transitions: ['edge_of_care -> looked_after'],
                measure: 'hazard_ratio',
                value: 1,
                why: 'Central stance: the best trial’s interval (0.77 to 2.05) includes 1.',
                mark: 'published',
              },
            ],
            outcomes: [],
            evidence: [
              {
                study: 'START trial (Fonagy and others, 2018)',
                design: 'Randomised trial',
                n: '684',
                outcome: 'Out-of-home placement at 18 months',
                estimate: 'hazard ratio 1.25',
                interval: '0.77 to 2.05',
                grade: 'high',
                address: 'https://doi.org/10.1016/S2215-0366(18)30001-4',
                note: 'Usual services in England were strong.',
              },
            ],
            caveats: ['English trials found no clear effect on entry to care.'],
            warnings: [],
          },
          {
            id: 'family-safeguarding',
            title: 'Family safeguarding',
            description:
              'Adult specialists (mental health, domestic abuse, substance use) inside child protection teams.',
            opens: '1 October 2025',
            places: '420 families',
            eligible: 'Children on a child protection plan or in pre-proceedings',
            effects: [
              {
                name: 'entry',
                label: 'Coming into care from a plan',
                transitions: ['protection_plan -> looked_after'],
                measure: 'hazard_ratio',
                value: 0.87,
                why: 'Central stance: half the log effect of a controlled study that was not randomised.',
                mark: 'derived',
              },
            ],
            outcomes: [],
            evidence: [
              {
                study: 'Strengthening Families evaluation (2023)',
                design: 'Stepped comparison of authorities',
                n: '5 authorities',
                outcome: 'Rate of children looked after',
                estimate: 'rate ratio 0.76',
                interval: '0.61 to 0.95',
                grade: 'moderate',
                address: 'https://www.gov.uk/government/publications/supporting-families-investing-in-practice',
                note: '',
              },
            ],
            caveats: ['Whole-authority changes came at the same time.'],
            warnings: ['The effect you set (0.6) is better than the best published (0.76).'],
          },
          {
            id: 'concurrent-planning',
            title: 'Concurrent planning, six carers',
            description: 'Carers approved both to foster and to adopt, so that a baby need not move.',
            opens: '1 October 2025',
            places: '6 carers',
            eligible: 'Aged under 2, in proceedings, reunification uncertain',
            effects: [],
            outcomes: [],
            evidence: [],
            caveats: [],
            warnings: [],
          },
        ],
    sources: [{ id: 'D1', title: 'A department, a table', address: 'https://example.org/table' }],
    assumptions: [
      {
        name: 'cost.foster.week',
        label: 'Foster care, a week',
        value: '787',
        unit: 'GBP a week',
        interval: '700 to 880',
        source: 'Unit Costs of Health and Social Care 2024',
        mark: 'published',
      },
      {
        name: 'entry.rate',
        label: 'Rate of starting to be looked after',
        value: '32.1',
        unit: 'per 10,000 children a year',
        interval: null,
        source: 'DfE looked-after children 2024-25, local authority tables',
        mark: 'fitted',
      },
      {
        name: 'mst.takeup',
        label: 'Take-up of MST',
        value: '0.8',
        unit: 'share',
        interval: '0.6 to 0.9',
        source: 'Assumed; no local figure',
        mark: 'assumption',
      },
    ],
    targets: [
      {
        name: 'looked_after',
        label: 'Looked after on 31 March 2025',
        target: 1512,
        modelled: 1512,
        residual: 0,
        source: 'DfE 2025',
        how: 'exact',
      },
      {
        name: 'starts',
        label: 'Starts in 2024-25',
        target: 548,
        modelled: 551.3,
        residual: 0.00602,
        source: 'DfE 2025',
        how: 'fitted',
      },
      {
        name: 'adoptions',
        label: 'Adoptions in 2024-25',
        target: 0,
        modelled: 1.2,
        residual: null,
        source: 'DfE 2025',
        how: 'not fitted',
      },
    ],
    notes: [
      'Counts published rounded to 5 were used as they are.',
      'Unit costs of 2023-24 were carried forward with the GDP deflator.',
    ],
    versions: { throughcare: '0.1.0', node: '20.19.0' },
    ...change,
  };
}

/** A shop with one queue: two options, stocks with groups, one flow and one time. */
export function generalResult(change: Partial<StudyResult> = {}): StudyResult {
  const rows: Row[] = [];
  const LEVELS = ['well', 'ill', 'recovering', 'dead', 'moved away'];
  DAYS.slice(0, 25).forEach((period, i) => {
    const day = { period, periodKind: 'day' as const, unit: 'people' };
    LEVELS.forEach((level, k) => {
      paired(
        rows,
        { ...day, group: `state=${level}`, measure: 'occupancy' },
        200 / (k + 1) + i * (k - 1),
        -i * 0.2 * k,
        3 + i / 4,
        i === 0,
      );
    });
    paired(rows, { ...day, group: 'all', measure: 'queue_length' }, 4 + Math.sin(i / 3), -1.1, 3, false);
  });
  const flow: Row[] = [];
  FINANCIAL_YEARS.slice(0, 2).forEach((period) => {
    paired(flow, { period, periodKind: 'financial year', group: 'all', measure: 'served', unit: 'people' }, 812, 9, 50);
  });
  const time: Row[] = [];
  paired(
    time,
    { period: 'whole run', periodKind: 'whole run', group: 'all', measure: 'wait', unit: 'days' },
    11,
    -2.5,
    3,
  );
  const care = careResult();
  return {
    ...care,
    name: 'queue',
    title: 'A queue with two servers',
    question: 'How long do people wait with one more server?',
    kind: 'general',
    area: null,
    endDate: '2027-03-31',
    years: 2,
    options: [
      { id: 'baseline', label: 'One server' },
      { id: 'three-programmes', label: 'Two servers' },
    ],
    measures: [
      {
        name: 'queue_length',
        label: 'People in the queue',
        table: 'stocks',
        unit: 'people',
        definition: 'People waiting at the end of the day.',
      },
    ],
    rows: [...tabled('stocks', 'shop', rows), ...tabled('flows', 'shop', flow), ...tabled('times', 'shop', time)],
    distributions: ['baseline', 'three-programmes'].map((option, i) => ({
      option,
      measure: 'wait',
      group: 'all',
      counts: hump(3 - i, 800, 14),
    })),
    programmes: [],
    sources: [],
    assumptions: [],
    targets: [],
    notes: [],
    ...change,
  };
}

/** Text that tries to be HTML, a formula and a way out of an attribute. */
export const HOSTILE = `=1+1"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;]]>`;
