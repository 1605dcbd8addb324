/** How `trials` is typed; `work/trials.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { TrialsArguments } from '../work/trials.js';

export const trialsCommand: CommandModule<object, TrialsArguments> = {
  command: 'trials [programme]',
  describe: 'Simulate the trials of a programme, to find the hazard ratios that give what was published',
  builder: (words) =>
    words
      .positional('programme', {
        type: 'string',
        describe: 'A programme: a file, or a name of the library (all of the library if not given)',
      })
      .options({
        out: { type: 'string', describe: 'A table to write: trials.csv beside the programme file', requiresArg: true },
        force: { type: 'boolean', default: false, describe: 'Renew the rows of a table that is there' },
        baseline: {
          type: 'string',
          describe: 'A baseline: a file, or a name of the library (england-2025 if not given)',
          requiresArg: true,
        },
        children: { type: 'number', describe: 'Children in each arm (20000 if not given)', requiresArg: true },
        seed: { type: 'string', describe: 'Another seed, another sample of children', requiresArg: true },
        quiet: { type: 'boolean', default: false, describe: 'Say nothing but errors' },
      }) as never,
  handler: async (typed) => (await import('../work/trials.js')).trials(typed),
};
