/** How `study` and `compare` are typed; `work/study.ts` does them, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { OutcomeTyped } from '../host/study/outcome.js';
import type { StudyArguments } from '../work/study.js';
import { fullOption, overrideOptions, precisionOptions, tableOptions, workersOption } from './options.js';

const studyOptions = {
  ...overrideOptions,
  ...precisionOptions,
  ...tableOptions,
  draws: {
    type: 'number',
    describe: 'How often the numbers that are not known are drawn; 0: chance only',
    requiresArg: true,
  },
  out: { type: 'string', describe: 'Folder to write (results/NAME if not given)', requiresArg: true },
  full: fullOption,
  workers: workersOption,
  quiet: { type: 'boolean', default: false, describe: 'Say nothing but errors' },
  json: { type: 'boolean', default: false, describe: 'Print the result as JSON on standard output' },
} as const;

export const studyCommand: CommandModule<object, StudyArguments & { study: string }> = {
  command: 'study <study>',
  describe: 'Several options on the same children, under uncertainty: differences, money, the choice, what to find out',
  builder: (words) =>
    words
      .positional('study', { describe: 'A study file, or the run.json of a study', type: 'string', demandOption: true })
      .options(studyOptions) as never,
  handler: async (typed) => (await import('../work/study.js')).study(typed),
};

const outcomeOptions = {
  outcome: {
    type: 'string',
    describe: 'A measure that money is weighed against, such as started_looked_after',
    requiresArg: true,
  },
  want: { type: 'string', describe: 'With --outcome: fewer or more of it', requiresArg: true },
  worth: {
    type: 'string',
    describe: 'With --outcome: from what to what one of them might be worth, in pounds: 0-100000',
    requiresArg: true,
  },
} as const;

export const compareCommand: CommandModule<object, StudyArguments & OutcomeTyped & { scenarios: string[] }> = {
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
      .options({ ...studyOptions, ...outcomeOptions }) as never,
  handler: async (typed) => (await import('../work/study.js')).compare(typed),
};
