/** What a validation asked for and what the runs gave, side by side as plain data. */
import { DAYS_PER_YEAR, formatDate } from '../../engine/index.js';
import type { ComparedFigure, ComparedRun } from '../../reports/validation/index.js';
import type { FigureSet } from '../../scenarios/index.js';
import type { SimulatedFigures } from './figures.js';

export function comparedFigures({ figures }: FigureSet, simulated: SimulatedFigures): ComparedFigure[] {
  return figures.flatMap((figure) => {
    const found = simulated.figures.get(figure.id);
    if (found === undefined) return [];
    const { reading: _, weight: _weight, ...rest } = figure;
    const { mean, mcSe, lower, upper } = found;
    return [{ ...rest, mean, mcSe, lower, upper }];
  });
}

/** The runs that the figures needed. */
export function comparedRuns({ runs, figures }: FigureSet): ComparedRun[] {
  return runs
    .filter(({ id }) => figures.some(({ run }) => run === id))
    .map((run) => ({
      id: run.id,
      scenario: run.scenario.name,
      firstDay: formatDate(run.scenario.startDay),
      lastDay: formatDate(run.scenario.endDay - 1),
      replications: run.replications,
      seed: run.scenario.seed,
      settled:
        run.settled === null ? null : { warmUpYears: run.settled.warmUp / DAYS_PER_YEAR, share: run.settled.share },
    }));
}
