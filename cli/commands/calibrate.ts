/** How `calibrate` is typed; `work/calibrate.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { CalibrateArguments } from '../work/calibrate.js';
import { workersOption } from './options.js';

export const calibrateCommand: CommandModule<object, CalibrateArguments> = {
  command: 'calibrate <baseline>',
  describe: 'Fit what a baseline leaves free to published figures, and write the fitted baseline',
  builder: (words) =>
    words
      .positional('baseline', {
        type: 'string',
        demandOption: true,
        describe: "A baseline with a 'calibration' section: a file, or a name of the library",
      })
      .options({
        area: {
          type: 'string',
          describe: "Fit only the local multipliers, to an area's own published figures",
          requiresArg: true,
        },
        out: {
          type: 'string',
          describe: 'File to write (the name of the baseline and -fitted.yaml if not given)',
          requiresArg: true,
        },
        from: {
          type: 'string',
          describe: 'A fitted baseline to go on from, in place of the centre of what was believed',
          requiresArg: true,
        },
        steps: { type: 'number', describe: 'Trials at most (8 if not given)', requiresArg: true },
        replications: {
          type: 'number',
          describe: 'Replications of each run of the validation file, in place of its own numbers',
          requiresArg: true,
        },
        workers: workersOption,
        quiet: { type: 'boolean', default: false, describe: 'Say nothing but errors' },
      }) as never,
  handler: async (typed) => (await import('../work/calibrate.js')).calibrate(typed),
};
