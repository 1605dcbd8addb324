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
        charts: ['pathway', 'starts-and-leavers', 'exits-by-reason', 'ways-out'],
      },
      {
        heading: 'What happens to them',
        findings: ['returns', 'moves'],
        charts: ['safety-and-stability', 're-entry', 'elsewhere'],
      },
      { heading: 'Kinds of placement', findings: ['placements'], charts: ['placements', 'placement-mix', 'waiting'] },
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
        charts: [
          'cost-waterfall',
          'cost-by-year',
          'cost-difference-by-payer',
          'cost-difference-by-line',
          'payback',
          'budget-impact',
        ],
      },
    ],
  },
  {
    id: 'who',
    heading: 'Who gains',
    sections: [{ heading: 'Who is reached', findings: [], charts: ['who-is-reached', 'equity'] }],
  },
];

/** Shown with the programmes themselves. */
export const PROGRAMME_CHARTS: readonly string[] = ['programmes'];

/** Shown with what the run was fitted to. */
export const FIT_CHARTS: readonly string[] = ['validation', 'fit'];

/** The charts of a short page, of those that a run has; a full page has all. */
export const SHORT_CHARTS: readonly string[] = [
  'looked-after',
  'looked-after-difference',
  'starts-and-leavers',
  'safety-and-stability',
  'placements',
  'time-to-adoption',
  'cost-difference-by-payer',
  'cost-difference-by-line',
  'programmes',
];

/** Charts of a short page of a pathway that is not the care system. */
export const SHORT_GENERAL = 8;
