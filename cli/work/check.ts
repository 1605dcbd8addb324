/** `check SCENARIO`: reads everything, refuses what is wrong, and says what the scenario means and rests on. */
import { readScenario } from '../host/index.js';
import { describeScenario } from '../describe.js';
import { overridesOf, type OverrideArguments } from './arguments.js';
import { sourceOf } from './source.js';

export interface CheckArguments extends OverrideArguments {
  readonly scenario: string;
  readonly assumptions: boolean;
  readonly json: boolean;
}

export function check(typed: CheckArguments): void {
  const { path, overrides, files } = sourceOf(typed.scenario, overridesOf(typed));
  const { scenario } = readScenario(path, { ...overrides, files });
  process.stdout.write(typed.json ? `${JSON.stringify(scenario)}\n` : describeScenario(scenario, typed.assumptions));
}
