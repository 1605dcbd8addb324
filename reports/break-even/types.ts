/** A break-even as it is printed, written and given as JSON. */
import type { EffectKind } from '../../engine/programmes/plan.js';
import type { BreakEvenAnswer } from '../../engine/study/break-even.js';

export interface BreakEvenResult {
  readonly title: string;
  /** Name of the area; '' where there is none. */
  readonly area: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly replications: number;
  readonly seed: string;
  readonly programme: { readonly id: string; readonly title: string };
  readonly effect: {
    readonly name: string;
    readonly label: string;
    readonly kind: EffectKind;
    /** Its value in the scenario, and why it has that. */
    readonly value: number;
    readonly why: string;
    /** The ends of what was searched. */
    readonly from: number;
    readonly to: number;
  };
  readonly figure: {
    readonly measure: string;
    readonly label: string;
    readonly when: string;
    readonly unit: string;
  };
  /** What the scenario is compared with: itself without the programme, or the baseline. */
  readonly against: 'others' | 'baseline';
  /** How many programmes the scenario has besides. */
  readonly others: number;
  /** The difference that is looked for: 0 unless another was asked for. */
  readonly target: number;
  /** The results in it are differences less the target. */
  readonly answer: BreakEvenAnswer;
  readonly version: string;
}
