/** How `tornado`, `morris`, `grid` and `seek` are typed; `work/what-matters.ts` does them, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { GridArguments, MorrisArguments, ScreenArguments, SeekArguments } from '../work/what-matters.js';
import { overrideOptions, pageOptions, scenarioOption } from './options.js';

const resultOptions = {
  result: {
    type: 'string',
    default: 'net_cost',
    describe: 'The result: net_cost (discounted as the run does), or any measure of the run',
    requiresArg: true,
  },
  at: {
    type: 'string',
    describe: "When: a day (2030-03-31), a financial year (2029-30) or 'whole run' (the end, if not said)",
    requiresArg: true,
  },
  of: {
    choices: ['difference', 'option', 'baseline'] as const,
    describe: 'The option less the baseline, or one of them by itself',
    requiresArg: true,
  },
} as const;

const common = {
  ...overrideOptions,
  ...resultOptions,
  ...pageOptions,
  table: { type: 'string', describe: 'A table (CSV) to write as well', requiresArg: true },
  chart: { type: 'string', describe: 'A picture to write as well: FILE.svg, .png or .vl.json', requiresArg: true },
} as const;

const only = {
  type: 'string',
  describe: "Numbers, groups of them ('unit cost') or programmes to look at, with commas between",
  requiresArg: true,
} as const;

const vary = (words: string) => ({ type: 'string', demandOption: true, describe: words, requiresArg: true }) as const;

export const tornadoCommand: CommandModule<object, ScreenArguments> = {
  command: 'tornado <scenario>',
  describe: 'Each uncertain number of a scenario at both ends of its interval: what a result hangs on most',
  builder: (words) => words.positional('scenario', scenarioOption).options({ ...common, only }) as never,
  handler: async (typed) => (await import('../work/what-matters.js')).tornado(typed),
};

export const morrisCommand: CommandModule<object, MorrisArguments> = {
  command: 'morris <scenario>',
  describe: 'All uncertain numbers moved about together: which matter, and which by way of others (Morris screening)',
  builder: (words) =>
    words.positional('scenario', scenarioOption).options({
      ...common,
      only,
      trajectories: { type: 'number', default: 10, describe: 'How many ways through the numbers', requiresArg: true },
    }) as never,
  handler: async (typed) => (await import('../work/what-matters.js')).morris(typed),
};

export const gridCommand: CommandModule<object, GridArguments> = {
  command: 'grid <scenario>',
  describe: 'A result at values of one number, or at every pair of values of two',
  builder: (words) =>
    words.positional('scenario', scenarioOption).options({
      ...common,
      vary: vary('A number and its values: mst.teams=1,2,4'),
      by: { type: 'string', describe: 'Another: mst.entry_to_care=0.7,1', requiresArg: true },
    }) as never,
  handler: async (typed) => (await import('../work/what-matters.js')).grid(typed),
};

export const seekCommand: CommandModule<object, SeekArguments> = {
  command: 'seek <scenario>',
  describe: 'The value of a number that brings a result to a target',
  builder: (words) =>
    words.positional('scenario', scenarioOption).options({
      ...common,
      vary: vary('A number and where to look: mst.teams=0..20'),
      to: { type: 'number', default: 0, describe: 'The target', requiresArg: true },
    }) as never,
  handler: async (typed) => (await import('../work/what-matters.js')).seek(typed),
};
