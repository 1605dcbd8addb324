/** `check SCENARIO`: reads everything, refuses what is wrong, and says what the scenario means and rests on. */
import { readScenario } from '../host/index.js';
import { describeScenario } from '../describe.js';
import { overridesOf, type OverrideArguments } from './arguments.js';
import { sensitivitiesOf } from './sensitivities.js';
import { sourceOf } from './source.js';

export interface CheckArguments extends OverrideArguments {
  readonly scenario: string;
  readonly assumptions: boolean;
  readonly json: boolean;
}

export function check(typed: CheckArguments): void {
  const { path, overrides, files, isRecord } = sourceOf(typed.scenario, overridesOf(typed));
  const resolution = readScenario(path, { ...overrides, files });
  const sensitivities = sensitivitiesOf(resolution, files, isRecord);
  const { scenario } = resolution;
  process.stdout.write(
    typed.json ? `${JSON.stringify(scenario)}\n` : describeScenario(scenario, typed.assumptions, sensitivities),
  );
}
