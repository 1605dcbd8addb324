/** `fit-areas BASELINE-SCENARIO`: fits every authority's multipliers beforehand and writes the table kept with the baseline. */
import { writeFileSync } from 'node:fs';
import type { CommandModule } from 'yargs';
import { areaList, readAreas } from '../../scenarios/index.js';
import { fitAreas } from '../host/fit-areas.js';
import { nodeFiles } from '../host/index.js';
import { FITS_TABLE } from '../host/known-fits.js';
import { workersOf, workersOption } from './options.js';

interface FitArguments {
  readonly scenario: string;
  readonly workers: number;
}

export const fitCommand: CommandModule<object, FitArguments> = {
  command: 'fit-areas <scenario>',
  // Kept out of the list of commands: it is for those who change the baseline.
  describe: false,
  builder: (words) =>
    words.positional('scenario', { type: 'string', demandOption: true }).options({ workers: workersOption }) as never,
  handler: async ({ scenario, workers }) => {
    const files = nodeFiles();
    const areas = areaList(readAreas(files)).filter((area) => area.level !== 'National');
    const { csv, skipped } = await fitAreas(scenario, files, areas, workersOf(workers), (done, name) =>
      process.stderr.write(`${done} of ${areas.length}: ${name}\n`),
    );
    writeFileSync(`${files.library}/${FITS_TABLE}`, csv);
    for (const reason of skipped) process.stdout.write(`left out: ${reason}\n`);
  },
};
