/** `backtest [FILE] --until YEAR`: the same past with the model's own inflows and with those observed, miss by miss. */
import { backtestText } from '../../reports/validation/index.js';
import { InputError, problemWithFile, resolveBacktest, type FigureSet } from '../../scenarios/index.js';
import { comparedFigures, comparedRuns } from '../host/compare.js';
import { hireCrew } from '../host/crew.js';
import { runFigures } from '../host/figures.js';
import { nodeFiles } from '../host/index.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import { overridesOf, workersOf } from './arguments.js';
import { validationSource } from './validation-file.js';

export interface BacktestArguments {
  readonly file?: string | undefined;
  readonly until?: number | undefined;
  readonly replications?: number | undefined;
  readonly seed?: string | undefined;
  readonly workers: number;
  readonly quiet: boolean;
}

export async function backtest(typed: BacktestArguments): Promise<void> {
  const { replications, seed } = overridesOf(typed);
  const workers = workersOf(typed.workers);
  const { until = null } = typed;
  if (until !== null && !Number.isInteger(until))
    throw new InputError([problemWithFile('--until', `a year such as 2021, found ${until}`)]);
  const files = nodeFiles();
  const { path, baseline } = validationSource(typed.file, files);
  const { own, observed, title, note, year } = resolveBacktest(path, files, until, { seed, replications, baseline });
  // Both at once, as one set: they share what they can.
  const set: FigureSet = {
    runs: [...own.runs, ...observed.runs],
    figures: [...marked(own, 'own'), ...marked(observed, 'observed')],
  };
  const progress = makeProgress(typed.quiet);
  const signal = onInterrupt();
  const crew = hireCrew(workers);
  try {
    const simulated = await runFigures(set, { crew, files, signal, onProgress: progress.report });
    const found = comparedFigures(set, simulated);
    const of = (which: 'own' | 'observed') =>
      found.filter(({ run }) => run === which).map((figure) => ({ ...figure, id: figure.id.slice(which.length + 1) }));
    progress.stop();
    process.stdout.write(
      backtestText({ title, note, year, runs: comparedRuns(set), own: of('own'), observed: of('observed') }),
    );
  } finally {
    progress.stop();
    await crew.close();
  }
}

/** Figures of one run with ids of their own among those of both. */
function marked({ figures }: FigureSet, run: string): FigureSet['figures'] {
  return figures.map((figure) => ({ ...figure, id: `${run}/${figure.id}` }));
}
