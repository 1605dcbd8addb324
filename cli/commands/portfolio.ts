/** How `portfolio` is typed; `work/portfolio.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { PortfolioArguments } from '../work/portfolio.js';
import { overrideOptions, workersOption } from './options.js';

export const portfolioCommand: CommandModule<object, PortfolioArguments> = {
  command: 'portfolio <portfolio>',
  describe: 'The best mix of programmes under a budget, how sure that is, and what more money reaches',
  builder: (words) =>
    words.positional('portfolio', { describe: 'A portfolio file', type: 'string', demandOption: true }).options({
      ...overrideOptions,
      draws: {
        type: 'number',
        describe: 'How often the numbers that are not known are drawn, for each leading mix; 0: chance only',
        requiresArg: true,
      },
      out: { type: 'string', describe: 'Folder to write (results/NAME if not given)', requiresArg: true },
      workers: workersOption,
      quiet: { type: 'boolean', default: false, describe: 'Say nothing but errors' },
      json: { type: 'boolean', default: false, describe: 'Print the result as JSON on standard output' },
    }) as never,
  handler: async (typed) => (await import('../work/portfolio.js')).portfolio(typed),
};
