/** `check SCENARIO`: reads everything, refuses what is wrong, and says what the scenario means and rests on. */
import type { CommandModule } from 'yargs';
import { readScenario } from '../host/index.js';
import { describeScenario } from '../describe.js';
import { overrideOptions, overridesOf, scenarioOption, type OverrideArguments } from './options.js';
import { sourceOf } from './source.js';

interface CheckArguments extends OverrideArguments {
  readonly scenario: string;
  readonly assumptions: boolean;
  readonly json: boolean;
}

export const checkCommand: CommandModule<object, CheckArguments> = {
  command: 'check <scenario>',
  describe: 'Check a scenario without running it: what it means, what it will cost to run, what it rests on',
  builder: (words) =>
    words
      .positional('scenario', scenarioOption)
      .options(overrideOptions)
      .options({
        assumptions: { type: 'boolean', default: false, describe: 'List every number, its source and its mark' },
        json: { type: 'boolean', default: false, describe: 'Print the resolved scenario as JSON' },
      }) as never,
  handler: (typed) => {
    const { path, overrides, files } = sourceOf(typed.scenario, overridesOf(typed));
    const { scenario } = readScenario(path, { ...overrides, files });
    process.stdout.write(typed.json ? `${JSON.stringify(scenario)}\n` : describeScenario(scenario, typed.assumptions));
  },
};
