/** How `sensitivity` is typed; `work/sensitivity.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { SensitivityArguments } from '../work/sensitivity.js';
import { workersOption } from './options.js';

export const sensitivityCommand: CommandModule<object, SensitivityArguments> = {
  command: 'sensitivity <baseline>',
  describe: 'Change one number of a baseline at a time, and write a table of what that does',
  builder: (words) =>
    words
      .positional('baseline', {
        type: 'string',
        demandOption: true,
        describe: 'A baseline: a file, or a name of the library',
      })
      .options({
        out: {
          type: 'string',
          describe: 'File to write (the name of the baseline and .sensitivity.csv, or .interval.csv, if not given)',
          requiresArg: true,
        },
        by: {
          choices: ['percent', 'interval'] as const,
          default: 'percent' as const,
          describe: 'A little more of each number, or from one end of its stated interval to the other',
          requiresArg: true,
        },
        only: {
          type: 'string',
          describe: 'Parameters (or parts: match_time.median) and unit costs to look at, with commas between',
          requiresArg: true,
        },
        share: { type: 'number', describe: 'Part of all arrivals to simulate (0.04 if not given)', requiresArg: true },
        workers: workersOption,
        quiet: { type: 'boolean', default: false, describe: 'Say nothing but errors' },
      }) as never,
  handler: async (typed) => (await import('../work/sensitivity.js')).sensitivity(typed),
};
