/** How good the best evidence for a programme is: the design of the best study of an effect, and its grade. */
import type { ProgrammeFile } from '../../schema/index.js';

const GRADES = ['high', 'moderate', 'low', 'very low'] as const;
export type Grade = (typeof GRADES)[number];

export interface BestEvidence {
  /** `randomised trial`, `before and after`: for people. */
  readonly design: string;
  /** Null where no study has a grade. */
  readonly grade: Grade | null;
}

const DESIGNS = ['randomised', 'controlled', 'uncontrolled', 'none'] as const;
type Design = (typeof DESIGNS)[number];

const DESIGN_WORDS: Readonly<Record<Design, string>> = {
  randomised: 'randomised trial',
  controlled: 'comparison, not randomised',
  uncontrolled: 'before and after, or no comparison',
  none: 'no study says how much',
};

/** A study that says how large an effect is cannot be graded above this. */
const HIGHEST: Readonly<Record<Design, Grade>> = {
  randomised: 'high',
  controlled: 'moderate',
  uncontrolled: 'low',
  none: 'low',
};

/** Counts of what happens, with a grade of their own, say nothing of what a programme does. */
const COUNTS = /statistic|records|register|\bcounts\b/i;

/**
 * The strongest design among the best studies of its effects, with the best grade of the studies cited for those effects, no
 * higher than the design can give. Of a programme without effects: its best graded study.
 */
export function bestEvidence({ effects, evidence }: Pick<ProgrammeFile, 'effects' | 'evidence'>): BestEvidence {
  const list = Object.values(effects);
  const design = DESIGNS.find((one) => list.some(({ best_trial: best }) => best.design === one));
  if (design === undefined) {
    const studies = Object.values(evidence).filter((study) => !COUNTS.test(study.design));
    const grade = best(studies.map((study) => study.grade));
    const top = studies.find((study) => study.grade === grade);
    return { design: top?.design ?? 'no study is named', grade };
  }
  const cited = list.filter(({ best_trial: trial }) => trial.design === design).flatMap((effect) => effect.evidence);
  const grade = best(cited.map((id) => evidence[id]?.grade));
  return { design: DESIGN_WORDS[design], grade: grade === null ? null : lowest(grade, HIGHEST[design]) };
}

function best(grades: readonly (string | undefined)[]): Grade | null {
  return GRADES.find((grade) => grades.includes(grade)) ?? null;
}

function lowest(a: Grade, b: Grade): Grade {
  return GRADES.indexOf(a) > GRADES.indexOf(b) ? a : b;
}
