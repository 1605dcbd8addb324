/** How `areas` is typed; `work/areas.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { AreasArguments } from '../work/areas.js';

export const areasCommand: CommandModule<object, AreasArguments> = {
  command: 'areas [name]',
  describe: 'List the areas, or show the published figures of one',
  builder: (words) =>
    words
      .positional('name', { type: 'string', describe: 'An authority, a region or England, by name or ONS code' })
      .options({ json: { type: 'boolean', default: false, describe: 'Print JSON' } }) as never,
  handler: async (typed) => (await import('../work/areas.js')).areas(typed),
};
