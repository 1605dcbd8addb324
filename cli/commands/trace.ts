/** `trace SCENARIO`: one child's story in words and dates, without the programmes and with them, and why. */
import type { CommandModule } from 'yargs';
import { storyData, storyText } from '../host/trace-text.js';
import { traceScenario } from '../host/trace.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import { checkOutputFile, writeOutputFile } from './init.js';
import {
  overrideOptions,
  overridesOf,
  scenarioOption,
  workersOf,
  workersOption,
  type OverrideArguments,
} from './options.js';
import { sourceOf } from './source.js';

interface TraceArguments extends Omit<OverrideArguments, 'replications'> {
  readonly scenario: string;
  readonly child?: number | undefined;
  readonly replication?: number | undefined;
  readonly stream?: string | undefined;
  readonly touched?: string | undefined;
  readonly workers: number;
  readonly quiet: boolean;
  readonly json: boolean;
  readonly out?: string | undefined;
  readonly force: boolean;
}

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
  handler: trace,
};

async function trace(typed: TraceArguments): Promise<void> {
  if (typed.out !== undefined) checkOutputFile(typed.out, typed.force);
  const source = sourceOf(typed.scenario, overridesOf(typed));
  const progress = makeProgress(typed.quiet);
  const signal = onInterrupt();
  try {
    const traced = await traceScenario(source.path, {
      ...source.overrides,
      files: source.files,
      workers: workersOf(typed.workers),
      child: typed.child,
      replication: typed.replication,
      stream: typed.stream,
      touched: typed.touched,
      signal,
      onProgress: progress.report,
    });
    signal.throwIfAborted();
    progress.stop();
    const width = typed.out === undefined && process.stdout.isTTY ? process.stdout.columns : null;
    const text = typed.json ? `${JSON.stringify(storyData(traced), null, 1)}\n` : storyText(traced, width);
    if (typed.out === undefined) process.stdout.write(text);
    else {
      writeOutputFile(typed.out, text, typed.force);
      process.stdout.write(`${typed.out}\n`);
    }
  } finally {
    progress.stop();
  }
}
