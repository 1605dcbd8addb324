/** How `programmes` is typed; `work/programmes.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { ProgrammesArguments } from '../work/programmes.js';

export const programmesCommand: CommandModule<object, ProgrammesArguments> = {
  command: 'programmes [id]',
  describe: 'List the programmes of the library, or show one: who it is for, what it changes, the evidence, the cost',
  builder: (words) =>
    words
      .positional('id', { type: 'string', describe: 'The id of a programme' })
      .options({ json: { type: 'boolean', default: false, describe: 'Print JSON' } }) as never,
  handler: async (typed) => (await import('../work/programmes.js')).programmes(typed),
};
