/** How `trace` is typed; `work/trace.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { TraceArguments } from '../work/trace.js';
import { overrideOptions, scenarioOption, workersOption } from './options.js';

const { replications: _, ...ownOverrides } = overrideOptions;

export const traceCommand: CommandModule<object, TraceArguments> = {
  command: 'trace <scenario>',
  describe: 'Follow one child: what happens, when and why, without the programmes and with them',
  builder: (words) =>
    words
      .positional('scenario', scenarioOption)
      .options({
        child: {
          type: 'number',
          describe: "Which child, from 1: the first day's, then stream by stream (one whose life differs if not given)",
          requiresArg: true,
        },
        replication: { type: 'number', describe: 'Which future, from 1 (the first if not given)', requiresArg: true },
        stream: {
          type: 'string',
          describe: "Only among those who come by this stream; 'start' for those of the first day",
          requiresArg: true,
        },
        touched: {
          type: 'string',
          describe: 'The first child who starts this programme, by its id',
          requiresArg: true,
        },
      })
      .options(ownOverrides)
      .options({
        out: { type: 'string', describe: 'File to write (standard output if not given)', requiresArg: true },
        force: { type: 'boolean', default: false, describe: 'Write over a file that is there' },
        json: { type: 'boolean', default: false, describe: 'The story as JSON, with every clock and every number' },
        workers: workersOption,
        quiet: { type: 'boolean', default: false, describe: 'Say nothing but the story and errors' },
      }) as never,
  handler: async (typed) => (await import('../work/trace.js')).trace(typed),
};
