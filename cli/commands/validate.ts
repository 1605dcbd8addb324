/** How `validate` is typed; `work/validate.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { ValidateArguments } from '../work/validate.js';
import { overrideOptions, validationOption, workersOption } from './options.js';

export const validateCommand: CommandModule<object, ValidateArguments> = {
  command: 'validate [file]',
  describe: 'Check a baseline against published figures, those it was fitted to and those it was not',
  builder: (words) =>
    words.positional('file', validationOption).options({
      replications: overrideOptions.replications,
      seed: overrideOptions.seed,
      out: { type: 'string', describe: 'A page of Markdown to write', requiresArg: true },
      force: { type: 'boolean', default: false, describe: 'Write over a file that is there' },
      workers: workersOption,
      quiet: { type: 'boolean', default: false, describe: 'Say nothing but errors: the exit code tells' },
    }) as never,
  handler: async (typed) => (await import('../work/validate.js')).validate(typed),
};
