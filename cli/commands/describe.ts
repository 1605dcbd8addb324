/** How `describe` is typed; `work/describe.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { DescribeArguments } from '../work/describe.js';

export const describeCommand: CommandModule<object, DescribeArguments> = {
  command: 'describe <path>',
  describe: 'Describe a model in full, as Markdown: its logic, every number with its source, and how it is run',
  builder: (words) =>
    words
      .positional('path', {
        type: 'string',
        demandOption: true,
        describe: 'A scenario, a pathway or baseline file, a run.json, or a name such as england-2025',
      })
      .options({
        out: { type: 'string', describe: 'File to write (standard output if not given)', requiresArg: true },
        programmes: {
          type: 'string',
          describe:
            'For a pathway or baseline: programmes of the library to describe with it, by id, with commas between',
          requiresArg: true,
        },
        force: { type: 'boolean', default: false, describe: 'Write over a file that is there' },
      }) as never,
  handler: async (typed) => (await import('../work/describe.js')).describe(typed),
};
