/** How `init` is typed; `work/init.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { InitArguments } from '../work/init.js';

export const initCommand: CommandModule<object, InitArguments> = {
  command: 'init [name]',
  describe: 'Write a first scenario (or a small queue) to start from, with every line explained',
  builder: (words) =>
    words
      .positional('name', { type: 'string', describe: 'A short name; from the area and the programmes if not given' })
      .options({
        area: {
          type: 'string',
          describe: 'An authority, a region or England, by name or ONS code (Leeds if not given)',
          requiresArg: true,
        },
        programme: {
          type: 'string',
          describe: 'A programme to try, by its id; may be given again for more (MST if not given)',
          requiresArg: true,
        },
        kind: {
          choices: ['care', 'queue'] as const,
          default: 'care' as const,
          describe: "care: a scenario of children's social care; queue: a pathway file of your own",
          requiresArg: true,
        },
        out: { type: 'string', describe: 'File to write (NAME.yaml if not given)', requiresArg: true },
      }) as never,
  handler: async (typed) => (await import('../work/init.js')).init(typed),
};
