/**
 * What was published of Sick-Sicker, the age-dependent model: discounted dollars and QALYs a person. Expected values, so
 * there is no chance in them. Source: github.com/DARTH-git/cohort-modeling-tutorial-timedep,
 * manuscript/cSTM_Tutorial_TimeDep.tex, table tab:table-cea, at commit 07311bb179cf0e80d28eb22f679192a867d97dae; the paper's
 * table 3 (Medical Decision Making, 2023, 43(1), 21-41).
 */
export interface Strategy {
  readonly name: string;
  /** Whether everybody has treatment A, and B. */
  readonly a: boolean;
  readonly b: boolean;
  readonly dollars: number;
  readonly qalys: number;
}

export const SICK_SICKER: readonly Strategy[] = [
  { name: 'standard care', a: false, b: false, dollars: 116_374, qalys: 18.879 },
  { name: 'A', a: true, b: false, dollars: 218_789, qalys: 19.636 },
  { name: 'B', a: false, b: true, dollars: 202_536, qalys: 20.199 },
  { name: 'AB', a: true, b: true, dollars: 296_300, qalys: 21.097 },
];

/** From each strategy on the efficient frontier to the next; A is dominated. */
export const STEPS = [
  { from: 'standard care', to: 'B', dollars: 86_162, qalys: 1.32 },
  { from: 'B', to: 'AB', dollars: 93_764, qalys: 0.898 },
] as const;

/** How many people the example has. */
export const PEOPLE = 2000;
