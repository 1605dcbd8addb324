/** `drift SCENARIO`: why its stock changes under constant inflow, by where the children come from. */
import { driftPage, type Drift } from '../../reports/drift/index.js';
import { InputError, problemWithFile } from '../../scenarios/index.js';
import { runDrift } from '../host/drift.js';
import { checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import { overridesOf, workersOf } from './arguments.js';
import { sourceOf } from './source.js';

export interface DriftArguments {
  readonly scenario: string;
  readonly years: number;
  readonly replications: number;
  readonly area?: string | undefined;
  readonly seed?: string | undefined;
  readonly measure?: string | undefined;
  readonly share?: number | undefined;
  readonly out?: string | undefined;
  readonly force: boolean;
  readonly workers: number;
  readonly quiet: boolean;
}

export async function drift(typed: DriftArguments): Promise<void> {
  const { scenario, years, replications, area, seed, measure, share, out, force, quiet } = typed;
  const { path, overrides, files } = sourceOf(scenario, overridesOf({ years, replications, area, seed }));
  const workers = workersOf(typed.workers);
  if (share !== undefined && !(share > 0 && share <= 10))
    throw new InputError([problemWithFile('--share', `a number above 0 and up to 10, found ${share}`)]);
  if (out !== undefined) checkOutputFile(out, force);
  const progress = makeProgress(quiet);
  const signal = onInterrupt();
  let found: Drift;
  try {
    const onProgress = progress.report;
    found = await runDrift(path, { ...overrides, replications, measure, share, files, workers, signal, onProgress });
  } finally {
    progress.stop();
  }
  const page = driftPage(found);
  if (out !== undefined) writeOutputFile(out, page, force);
  if (!quiet || out === undefined) process.stdout.write(page);
}
