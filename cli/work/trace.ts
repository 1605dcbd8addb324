/** `trace SCENARIO`: one child's story in words and dates, without the programmes and with them, and why. */
import { storyData, storyText } from '../host/trace/text.js';
import { traceScenario } from '../host/trace/trace.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import { checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { overridesOf, workersOf, type OverrideArguments } from './arguments.js';
import { sourceOf } from './source.js';

export interface TraceArguments extends Omit<OverrideArguments, 'replications'> {
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

export async function trace(typed: TraceArguments): Promise<void> {
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
