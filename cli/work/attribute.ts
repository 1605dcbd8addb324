/** `attribute SCENARIO`: what each of its programmes contributes, on the screen, as JSON, as a page. */
import { attributionPage, attributionText, type Attribution } from '../../reports/attribution/index.js';
import { attribute as find } from '../host/attribute.js';
import { readScenario } from '../host/index.js';
import { checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import { overridesOf, workersOf, type OverrideArguments } from './arguments.js';
import { sourceOf } from './source.js';

export interface PageArguments extends OverrideArguments {
  readonly scenario: string;
  readonly out?: string | undefined;
  readonly force: boolean;
  readonly workers: number;
  readonly quiet: boolean;
  readonly json: boolean;
}

export type AttributeArguments = PageArguments;

export async function attribute(typed: AttributeArguments): Promise<void> {
  const { out, force, quiet, json } = typed;
  const { path, overrides, files } = sourceOf(typed.scenario, overridesOf(typed));
  const workers = workersOf(typed.workers);
  if (out !== undefined) checkOutputFile(out, force);
  const resolution = readScenario(path, { ...overrides, files });
  const progress = makeProgress(quiet);
  const signal = onInterrupt();
  let found: Attribution;
  try {
    found = await find(path, { ...overrides, files, resolution, workers, signal, onProgress: progress.report });
  } finally {
    progress.stop();
  }
  if (out !== undefined) writeOutputFile(out, attributionPage(found), force);
  if (json) process.stdout.write(`${JSON.stringify(found)}\n`);
  else if (!quiet || out === undefined) process.stdout.write(`${attributionText(found).join('\n')}\n`);
}
