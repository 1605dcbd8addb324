/** The numbers that a result may hang on: each uncertain number of a scenario, and how far a change of it reaches. */
import { InputError, problemWithFile, type DrawnNumber, type ScenarioUncertainty } from '../../../scenarios/index.js';
import type { AskedResult } from '../../../reports/what-matters/index.js';

export interface UncertainNumber extends DrawnNumber {
  /** The name by which its normal is asked for. */
  readonly key: string;
  /** Whether both worlds change with it, the option alone, or money alone. */
  readonly reach: 'baseline' | 'option' | 'money';
}

const REACH = {
  fit: 'baseline',
  parameter: 'baseline',
  'unit cost': 'money',
  'take-up': 'option',
  effect: 'option',
  'programme cost': 'money',
} as const;

/**
 * Numbers that can matter to a result, those asked for where `only` says so: names of numbers, of groups ('unit cost') or of
 * programmes.
 * @throws InputError where a name is of none
 */
export function uncertainNumbers(
  { drawn }: Pick<ScenarioUncertainty, 'drawn'>,
  of: AskedResult['of'],
  only: readonly string[] | undefined,
): readonly UncertainNumber[] {
  const own = drawn.filter(({ programme }) => of !== 'baseline' || programme === '');
  const names = new Set(
    own.flatMap(({ name, group, programme }) => [name, group, ...(programme === '' ? [] : [programme])]),
  );
  const strange = only?.find((name) => !names.has(name));
  if (strange !== undefined)
    throw new InputError([
      problemWithFile(
        '--only',
        `there is no uncertain number '${strange}' in this scenario, no group and no programme`,
        {
          found: strange,
          allowed: [...names],
        },
      ),
    ]);
  return own
    .filter(
      ({ name, group, programme }) =>
        only === undefined ||
        only.includes(name) ||
        only.includes(group) ||
        (programme !== '' && only.includes(programme)),
    )
    .map((number) => ({
      ...number,
      key: number.group === 'fit' ? `fit: ${number.name}` : number.name,
      reach: REACH[number.group],
    }));
}
