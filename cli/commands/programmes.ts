/** How `programmes` is typed; `work/programmes.ts` does it, and is loaded only then. */
import type { CommandModule } from 'yargs';
import type { ProgrammesArguments } from '../work/programmes.js';

export const programmesCommand: CommandModule<object, ProgrammesArguments> = {
  command: 'programmes [id]',
  describe: 'List the programmes of the library, or show one: who it is for, what it changes, the evidence, the cost',
  builder: (words) =>
    words
      .positional('id', { type: 'string', describe: 'The id of a programme, or a programme file of yours' })
      .options({
        section: {
          type: 'string',
          describe: 'Only those of one part of the library: "edge of care"',
          requiresArg: true,
        },
        for: {
          type: 'string',
          describe: 'Only those for children in a state, or with an attribute: edge_of_care, antisocial',
          requiresArg: true,
        },
        changes: { type: 'string', describe: 'Only those that change a transition: edge_to_care', requiresArg: true },
        grade: {
          choices: ['high', 'moderate', 'low'] as const,
          describe: 'Only those whose best evidence is of a grade (low: or very low, or none)',
          requiresArg: true,
        },
        out: { type: 'string', describe: 'Write a page of the whole library, in Markdown', requiresArg: true },
        force: { type: 'boolean', default: false, describe: 'Write over a file that is there' },
        json: { type: 'boolean', default: false, describe: 'Print JSON' },
      }) as never,
  handler: async (typed) => (await import('../work/programmes.js')).programmes(typed),
};
