/** How `diagram` is typed; `work/diagram.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { DiagramArguments } from '../work/diagram.js';

export const diagramCommand: CommandModule<object, DiagramArguments> = {
  command: 'diagram <path>',
  describe: 'Draw a pathway: its states and transitions, and what programmes change, as a picture or as Mermaid text',
  builder: (words) =>
    words
      .positional('path', {
        type: 'string',
        demandOption: true,
        describe: 'A scenario, a pathway file, a run.json, or the name of a pathway such as england',
      })
      .options({
        format: {
          choices: ['svg', 'mermaid'] as const,
          describe: 'What to write; by the ending of --out (.svg or .mmd) if not given, else mermaid',
          requiresArg: true,
        },
        out: { type: 'string', describe: 'File to write (standard output if not given)', requiresArg: true },
        region: { type: 'string', describe: 'Only this region, or the region a programme makes', requiresArg: true },
        programmes: {
          type: 'string',
          describe: 'Only these programmes, by id, with commas between; for a pathway of the library, those to draw',
          requiresArg: true,
        },
        force: { type: 'boolean', default: false, describe: 'Write over a file that is there' },
      }) as never,
  handler: async (typed) => (await import('../work/diagram.js')).draw(typed),
};
