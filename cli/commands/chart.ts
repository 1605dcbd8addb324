/** How `chart` is typed; `work/chart.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { ChartArguments } from '../work/chart.js';

export const chartCommand: CommandModule<object, ChartArguments> = {
  command: 'chart <results> [name]',
  describe: 'Draw one chart of results, or one of your own in Vega-Lite with their tables as its data',
  builder: (words) =>
    words
      .positional('results', { describe: 'A results folder', type: 'string', demandOption: true })
      .positional('name', { describe: 'A chart by name, such as looked-after; --list shows them', type: 'string' })
      .options({
        list: { type: 'boolean', default: false, describe: 'Say which charts there are' },
        out: {
          type: 'string',
          describe: 'File to write: .svg, .png or .vl.json (NAME.svg in the working folder if not given)',
          requiresArg: true,
        },
        area: { type: 'string', describe: 'Of results of several areas: which one', requiresArg: true },
        stance: { type: 'string', describe: 'Of results under several stances: which one', requiresArg: true },
        spec: {
          type: 'string',
          describe: "Your own Vega-Lite specification; its data are tables by name: {name: 'stocks'}",
          requiresArg: true,
        },
        force: { type: 'boolean', default: false, describe: 'Write over a file that is there' },
      }) as never,
  handler: async (typed) => (await import('../work/chart.js')).chart(typed),
};
