/** How `drift` is typed; `work/drift.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { DriftArguments } from '../work/drift.js';
import { overrideOptions, scenarioOption, workersOption } from './options.js';

export const driftCommand: CommandModule<object, DriftArguments> = {
  command: 'drift <scenario>',
  describe: 'Why a stock changes under constant inflow, by where its children come from',
  builder: (words) =>
    words.positional('scenario', scenarioOption).options({
      area: overrideOptions.area,
      years: { ...overrideOptions.years, default: 10 },
      replications: { ...overrideOptions.replications, default: 10 },
      seed: overrideOptions.seed,
      measure: { type: 'string', describe: 'Another number at a date, by the name of its measure', requiresArg: true },
      share: {
        type: 'number',
        describe: "The sample of the nation's arrivals that the settled system's past is made of",
        requiresArg: true,
      },
      out: { type: 'string', describe: 'A page of Markdown to write as well', requiresArg: true },
      force: { type: 'boolean', default: false, describe: 'Write over a file that is there' },
      workers: workersOption,
      quiet: { type: 'boolean', default: false, describe: 'No progress; with --out nothing on the screen' },
    }) as never,
  handler: async (typed) => (await import('../work/drift.js')).drift(typed),
};
