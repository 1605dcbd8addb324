/** How `attribute` is typed; `work/attribute.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { AttributeArguments } from '../work/attribute.js';
import { overrideOptions, pageOptions, scenarioOption } from './options.js';

export const attributeCommand: CommandModule<object, AttributeArguments> = {
  command: 'attribute <scenario>',
  describe: 'What each programme of a scenario contributes to what they do together',
  builder: (words) =>
    words.positional('scenario', scenarioOption).options({ ...overrideOptions, ...pageOptions }) as never,
  handler: async (typed) => (await import('../work/attribute.js')).attribute(typed),
};
