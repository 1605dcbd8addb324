/** How `break-even` is typed; `work/break-even.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { BreakEvenArguments } from '../work/break-even.js';
import { overrideOptions, pageOptions, scenarioOption } from './options.js';

export const breakEvenCommand: CommandModule<object, BreakEvenArguments> = {
  command: 'break-even <scenario> <effect>',
  describe: 'How large an effect of a programme would have to be for it to pay for itself',
  builder: (words) =>
    words
      .positional('scenario', scenarioOption)
      .positional('effect', {
        type: 'string',
        demandOption: true,
        describe: "A programme and its effect, as in 'mst.entry_to_care'",
      })
      .options({
        ...overrideOptions,
        measure: {
          type: 'string',
          default: 'net_cost',
          describe:
            'The result that is to come to 0: net_cost (discounted as the run does), or another figure of the run',
          requiresArg: true,
        },
        target: { type: 'number', default: 0, describe: 'A difference to reach other than 0', requiresArg: true },
        against: {
          choices: ['others', 'baseline'] as const,
          default: 'others' as const,
          describe: 'Compare with the scenario without the programme, or with the baseline',
          requiresArg: true,
        },
        ...pageOptions,
      }) as never,
  handler: async (typed) => (await import('../work/break-even.js')).breakEven(typed),
};
