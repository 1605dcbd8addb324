/** How `study` and `compare` are typed; `work/study.ts` does them, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { StudyArguments } from '../work/study.js';
import { overrideOptions, precisionOptions, workersOption } from './options.js';

const studyOptions = {
  ...overrideOptions,
  ...precisionOptions,
  draws: {
    type: 'number',
    describe: 'How often the numbers that are not known are drawn; 0: chance only',
    requiresArg: true,
  },
  out: { type: 'string', describe: 'Folder to write (results/NAME if not given)', requiresArg: true },
  workers: workersOption,
  quiet: { type: 'boolean', default: false, describe: 'Say nothing but errors' },
  json: { type: 'boolean', default: false, describe: 'Print the result as JSON on standard output' },
} as const;

export const studyCommand: CommandModule<object, StudyArguments & { study: string }> = {
  command: 'study <study>',
  describe: 'Several options on the same children, under uncertainty: differences, money, the choice, what to find out',
  builder: (words) =>
    words
      .positional('study', { describe: 'A study file', type: 'string', demandOption: true })
      .options(studyOptions) as never,
  handler: async (typed) => (await import('../work/study.js')).study(typed),
};

export const compareCommand: CommandModule<object, StudyArguments & { scenarios: string[] }> = {
  command: 'compare <scenarios...>',
  describe: 'Scenario files of one baseline beside each other, and beside no programme',
  builder: (words) =>
    words
      .positional('scenarios', {
        describe: 'Two scenario files or more',
        type: 'string',
        array: true,
        demandOption: true,
      })
      .options(studyOptions) as never,
  handler: async (typed) => (await import('../work/study.js')).compare(typed),
};
