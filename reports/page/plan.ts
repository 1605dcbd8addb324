/** The order of the page: which findings and which charts stand under which heading, and which are on a short page. */

export interface Section {
  readonly heading: string;
  readonly findings: readonly string[];
  readonly charts: readonly string[];
}

/** What stands together under one heading of the contents. */
export interface Chapter {
  readonly id: string;
  readonly heading: string;
  /** Of several sections, each has a heading of its own. */
  readonly sections: readonly Section[];
}

/** Numbers, then waits, money and people; safety and stability stand beside the counts and before money. */
export const CARE_CHAPTERS: readonly Chapter[] = [
  {
    id: 'numbers',
    heading: 'The numbers',
    sections: [
      {
        heading: 'How many are looked after',
        findings: ['trend', 'looked-after'],
        charts: ['looked-after', 'looked-after-difference', 'looked-after-by-age'],
      },
      {
        heading: 'Who starts and who leaves',
        findings: ['starts', 'leavers'],
        charts: ['pathway-flow', 'starts-and-leavers', 'exits-by-reason', 'ways-out'],
      },
      {
        heading: 'What happens to them',
        findings: ['returns', 'moves'],
        charts: ['safety-and-stability', 'back-in-care', 'elsewhere'],
      },
      { heading: 'Kinds of placement', findings: ['placements'], charts: ['placements', 'waiting-for-a-place'] },
    ],
  },
  {
    id: 'timescales',
    heading: 'Timescales',
    sections: [
      {
        heading: 'Waiting for permanence',
        findings: ['adoption-time', 'guardianship-time'],
        charts: ['time-to-permanence', 'time-to-adoption', 'other-times'],
      },
    ],
  },
  {
    id: 'costs',
    heading: 'Costs',
    sections: [
      {
        heading: 'Cost',
        findings: ['cost'],
        charts: ['cost-waterfall', 'cost-by-year', 'cost-difference-by-payer', 'cost-difference-by-line', 'payback'],
      },
    ],
  },
  {
    id: 'who',
    heading: 'Who gains',
    sections: [{ heading: 'Who is reached', findings: [], charts: ['who-is-reached'] }],
  },
];

/** Shown with the programmes themselves. */
export const PROGRAMME_CHARTS: readonly string[] = ['programmes'];

/** Shown with what the run was fitted to. */
export const FIT_CHARTS: readonly string[] = ['targets'];

/** The charts of a short page: of each line the first that a run has. A full page has all. */
const SHORT_CHARTS: readonly (readonly string[])[] = [
  ['looked-after'],
  ['looked-after-difference'],
  ['pathway-flow', 'starts-and-leavers'],
  ['safety-and-stability'],
  ['time-to-permanence', 'time-to-adoption'],
  ['cost-waterfall', 'cost-difference-by-line'],
  ['payback', 'cost-difference-by-payer'],
  ['who-is-reached'],
  ['programmes'],
];

/** The names of those charts that a short page has. */
export function shortCharts(names: readonly string[]): string[] {
  return SHORT_CHARTS.flatMap((line) => line.find((name) => names.includes(name)) ?? []);
}

/** Charts of a short page of a pathway that is not the care system. */
export const SHORT_GENERAL = 8;
