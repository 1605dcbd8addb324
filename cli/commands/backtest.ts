/** How `backtest` is typed; `work/backtest.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { BacktestArguments } from '../work/backtest.js';
import { overrideOptions, validationOption, workersOption } from './options.js';

export const backtestCommand: CommandModule<object, BacktestArguments> = {
  command: 'backtest [file]',
  describe: 'Run the past again from a year before it: what the model would have missed, year by year',
  builder: (words) =>
    words.positional('file', validationOption).options({
      until: {
        type: 'number',
        describe: 'The year up to which things are known, where the runs start (the latest there is, if not given)',
        requiresArg: true,
      },
      replications: overrideOptions.replications,
      seed: overrideOptions.seed,
      workers: workersOption,
      quiet: { type: 'boolean', default: false, describe: 'No progress, only the result and errors' },
    }) as never,
  handler: async (typed) => (await import('../work/backtest.js')).backtest(typed),
};
