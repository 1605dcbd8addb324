/** What no reader should take from a result. */
import type { ResultFrame } from '../../engine/study/result.js';

/** Plain sentences, the gravest first. */
export function limits({ kind, uncertainty, programmes }: ResultFrame): readonly string[] {
  return [
    ...(kind === 'care'
      ? [
          'It does not say that fewer children in care is better, or more is worse. That depends on what happens to the children instead.',
          'It does not say what will happen to any one child. The children are simulated; none of them exists.',
          'A place that is no longer needed does not always save its whole cost: contracts, buildings and teams change slowly. Costs here are average unit costs.',
          'It does not know how courts, schools, the police or the market for placements would respond.',
        ]
      : ['It says what follows from the rules and numbers given to it, and nothing about what they leave out.']),
    ...(uncertainty === 'chance only'
      ? [
          'Intervals show chance only. They do not show how unsure the rates, costs and effects themselves are, so the truth is less certain than they look.',
        ]
      : []),
    ...(programmes.length > 0
      ? [
          'Effects come from studies of other places and times. Whether they hold here is a judgement these numbers cannot make.',
        ]
      : []),
    'It is not a forecast. It shows what its assumptions lead to if nothing else changes.',
  ];
}
