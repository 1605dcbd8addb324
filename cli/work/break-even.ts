/** `break-even SCENARIO EFFECT`: the size of an effect at which a result comes to 0, on the screen, as JSON, as a page. */
import { breakEvenPage, breakEvenText, type BreakEvenResult } from '../../reports/break-even/index.js';
import { breakEvenSentence } from '../../reports/findings/break-even.js';
import { InputError, problemWithFile } from '../../scenarios/index.js';
import { breakEven as find } from '../host/break-even.js';
import { readScenario } from '../host/index.js';
import { checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import { overridesOf, workersOf } from './arguments.js';
import type { PageArguments } from './attribute.js';
import { sourceOf } from './source.js';

export interface BreakEvenArguments extends PageArguments {
  readonly effect: string;
  readonly measure: string;
  readonly target: number;
  readonly against: BreakEvenResult['against'];
}

export async function breakEven(typed: BreakEvenArguments): Promise<void> {
  const { effect, measure, target, against, out, force, quiet, json } = typed;
  const { path, overrides, files } = sourceOf(typed.scenario, overridesOf(typed));
  const workers = workersOf(typed.workers);
  if (!Number.isFinite(target)) throw new InputError([problemWithFile('--target', `a number, found ${target}`)]);
  if (out !== undefined) checkOutputFile(out, force);
  const resolution = readScenario(path, { ...overrides, files });
  const progress = makeProgress(quiet);
  const signal = onInterrupt();
  let found: BreakEvenResult;
  try {
    const onProgress = progress.report;
    const choices = { effect, measure, target, against };
    found = await find(path, { ...overrides, ...choices, files, resolution, workers, signal, onProgress });
  } finally {
    progress.stop();
  }
  if (out !== undefined) writeOutputFile(out, breakEvenPage(found), force);
  if (json) process.stdout.write(`${JSON.stringify({ sentence: breakEvenSentence(found), ...found })}\n`);
  else if (!quiet || out === undefined) process.stdout.write(`${breakEvenText(found).join('\n')}\n`);
}
