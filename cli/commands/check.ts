/** How `check` is typed; `work/check.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { CheckArguments } from '../work/check.js';
import { overrideOptions, scenarioOption } from './options.js';

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
  handler: async (typed) => (await import('../work/check.js')).check(typed),
};
