/** How `run` is typed; `work/run.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { RunArguments } from '../work/run.js';
import {
  fullOption,
  overrideOptions,
  precisionOptions,
  scenarioOption,
  tableOptions,
  workersOption,
} from './options.js';

export const runCommand: CommandModule<object, RunArguments> = {
  command: 'run <scenario>',
  describe: 'Run a scenario beside its baseline, and write tables, charts and a report',
  builder: (words) =>
    words
      .positional('scenario', scenarioOption)
      .options(overrideOptions)
      .options(precisionOptions)
      .options(tableOptions)
      .options({
        out: { type: 'string', describe: 'Folder for the results (results/<name> if not given)', requiresArg: true },
        full: fullOption,
        workers: workersOption,
        quiet: { type: 'boolean', default: false, describe: 'Say nothing but errors' },
        json: { type: 'boolean', default: false, describe: 'Print the result as JSON on standard output' },
      }) as never,
  handler: async (typed) => (await import('../work/run.js')).run(typed),
};
