/** The order of the page: which findings and which charts stand under which heading. */

export interface Section {
  readonly heading: string;
  readonly findings: readonly string[];
  readonly charts: readonly string[];
}

/** Safety and stability come before money, and beside the counts. */
export const CARE_SECTIONS: readonly Section[] = [
  {
    heading: 'Children looked after',
    findings: ['trend', 'looked-after'],
    charts: ['looked-after', 'looked-after-difference', 'looked-after-by-age'],
  },
  {
    heading: 'Starting and leaving care',
    findings: ['starts', 'leavers'],
    charts: ['pathway-flow', 'starts-and-leavers', 'exits-by-reason', 'ways-out'],
  },
  {
    heading: 'Safety and stability',
    findings: ['returns', 'moves'],
    charts: ['safety-and-stability', 'back-in-care', 'elsewhere'],
  },
  { heading: 'Where children live', findings: ['placements'], charts: ['placements', 'waiting-for-a-place'] },
  {
    heading: 'Waiting for permanence',
    findings: ['adoption-time', 'guardianship-time'],
    charts: ['time-to-permanence', 'time-to-adoption', 'other-times'],
  },
  {
    heading: 'Cost',
    findings: ['cost'],
    charts: ['cost-by-year', 'cost-waterfall', 'cost-difference-by-line', 'cost-difference-by-payer', 'payback'],
  },
  { heading: 'Who is reached', findings: ['reached'], charts: ['who-is-reached'] },
];

/** Shown with the programmes themselves. */
export const PROGRAMME_CHARTS: readonly string[] = ['programmes'];

/** What the box at the top says in words. */
export const ANSWER: readonly string[] = ['trend', 'looked-after', 'returns', 'adoption-time', 'cost'];
