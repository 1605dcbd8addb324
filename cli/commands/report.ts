/** How `report` is typed; `work/report.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { ReportArguments } from '../work/report.js';
import { fullOption, tableOptions } from './options.js';

/** Where nothing is typed, files are written as the record says. */
const again = {
  disclosure: tableOptions.disclosure,
  official: { type: 'boolean', describe: `${tableOptions.official.describe}; --no-official for no longer` },
  full: { type: 'boolean', describe: `${fullOption.describe}; --no-full for no longer` },
} as const;

export const reportCommand: CommandModule<object, ReportArguments> = {
  command: 'report <results...>',
  describe: 'Make the tables, charts and pages of results again; of several results, one comparison',
  builder: (words) =>
    words
      .positional('results', {
        describe: 'A results folder, made again where it is; several are put side by side in a folder of their own',
        type: 'string',
        array: true,
        demandOption: true,
      })
      .options({
        out: { type: 'string', describe: 'Folder to write (results/comparison for several)', requiresArg: true },
        ...again,
        quiet: { type: 'boolean', default: false, describe: 'Say nothing but errors' },
      }) as never,
  handler: async (typed) => (await import('../work/report.js')).report(typed),
};
