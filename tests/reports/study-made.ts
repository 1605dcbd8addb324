/** What the made-up studies are made of: their options, their time, and what a test may ask for. */
export interface StudyChoices {
  /** 1 to 8; the first is the one compared with. */
  readonly options?: number;
  /** 1 to 10. */
  readonly areas?: number;
  /** 0: chance only, 40 replications. */
  readonly draws?: number;
  /** Size of every effect: 1 as made, 0 for options that change nothing and cost nothing. */
  readonly effect?: number;
  /** What every count and every pound is multiplied by. */
  readonly scale?: number;
  /** `long`: titles of 200 characters; `hostile`: markup, formulas, right-to-left marks. */
  readonly titles?: 'plain' | 'long' | 'hostile';
  /** Without an outcome there is no plane, no frontier and no acceptability. */
  readonly outcome?: boolean;
}

export const STUDY_START = 2025;
export const STUDY_YEARS = 5;
export function yearOf(i: number): string {
  return `${STUDY_START + i}-${String((STUDY_START + i + 1) % 100)}`;
}

/** An option as made: fewer children looked after a year, pounds spent and saved over the run, and its programmes. */
export interface MadeOption {
  readonly id: string;
  readonly title: string;
  readonly programmes: readonly string[];
  readonly fewer: number;
  readonly spent: number;
  readonly saved: number;
}

export const MADE: readonly MadeOption[] = [
  { id: 'nothing', title: 'Do nothing', programmes: [], fewer: 0, spent: 0, saved: 0 },
  { id: 'mst', title: 'Two MST teams', programmes: ['mst'], fewer: -1.5, spent: 1.9e6, saved: -0.6e6 },
  {
    id: 'safeguarding',
    title: 'Family Safeguarding',
    programmes: ['safeguarding'],
    fewer: 11,
    spent: 5.4e6,
    saved: 8.1e6,
  },
  {
    id: 'concurrent',
    title: 'Concurrent planning',
    programmes: ['concurrent'],
    fewer: 2.2,
    spent: 0.5e6,
    saved: 0.3e6,
  },
  {
    id: 'all',
    title: 'All three',
    programmes: ['mst', 'safeguarding', 'concurrent'],
    fewer: 11.6,
    spent: 7.8e6,
    saved: 7.9e6,
  },
  { id: 'mst-eight', title: 'Eight MST teams', programmes: ['mst'], fewer: -5, spent: 7.2e6, saved: -2.2e6 },
  {
    id: 'hubs',
    title: 'Hubs on the edge of care',
    programmes: ['safeguarding'],
    fewer: 14,
    spent: 9.6e6,
    saved: 13.2e6,
  },
  { id: 'respite', title: 'Short breaks', programmes: ['concurrent'], fewer: 6, spent: 3.1e6, saved: 4.4e6 },
];
