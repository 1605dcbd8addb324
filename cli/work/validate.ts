/** `validate [FILE]`: published figures beside simulated ones, on the screen and as a page; exit code 1 where any misses. */
import { resolveValidation } from '../../scenarios/index.js';
import { isWithin, validationMarkdown, validationText, type Comparison } from '../../reports/validation/index.js';
import { EXIT } from '../exit.js';
import { comparedFigures, comparedRuns } from '../host/compare.js';
import { hireCrew } from '../host/crew.js';
import { runFigures } from '../host/figures.js';
import { nodeFiles } from '../host/index.js';
import { checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { versions } from '../host/versions.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import { overridesOf, workersOf } from './arguments.js';
import { validationSource } from './validation-file.js';

export interface ValidateArguments {
  readonly file?: string | undefined;
  readonly replications?: number | undefined;
  readonly seed?: string | undefined;
  readonly out?: string | undefined;
  readonly force: boolean;
  readonly workers: number;
  readonly quiet: boolean;
}

export async function validate(typed: ValidateArguments): Promise<void> {
  const { replications, seed } = overridesOf(typed);
  const workers = workersOf(typed.workers);
  if (typed.out !== undefined) checkOutputFile(typed.out, typed.force);
  const files = nodeFiles();
  const { path, baseline } = validationSource(typed.file, files);
  const validation = resolveValidation(path, files, { seed, replications, baseline });
  const progress = makeProgress(typed.quiet);
  const signal = onInterrupt();
  const crew = hireCrew(workers);
  let comparison: Comparison;
  try {
    const simulated = await runFigures(validation, { crew, files, signal, onProgress: progress.report });
    comparison = {
      name: validation.name,
      title: validation.title,
      note: validation.note,
      figures: comparedFigures(validation, simulated),
      runs: comparedRuns(validation),
      sources: validation.sources,
      versions: versions(),
    };
  } finally {
    progress.stop();
    await crew.close();
  }
  if (typed.out !== undefined) writeOutputFile(typed.out, validationMarkdown(comparison), typed.force);
  if (!typed.quiet) process.stdout.write(validationText(comparison));
  if (!comparison.figures.every(isWithin)) process.exitCode = EXIT.ours;
}
