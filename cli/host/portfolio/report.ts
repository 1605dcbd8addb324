/** From the runs of a portfolio to what they say. */
import { summarise, type Summary } from '../../../engine/index.js';
import { stanceSentence } from '../../../reports/findings/stance.js';
import type { PortfolioMix, PortfolioReport, PortfolioSpread } from '../../../reports/portfolio/index.js';
import { mixName } from '../../../scenarios/index.js';
import { resultFrame } from '../run-study.js';
import { versions } from '../versions.js';
import { mixWords } from './mixes.js';
import type { PortfolioRun } from './run.js';

export function portfolioReport(run: PortfolioRun): PortfolioReport {
  const { set, settled, wanted, standings, replications } = run;
  const { file, sizes, of } = set.read;
  const frame = resultFrame(settled.resolution);
  return {
    name: file.portfolio,
    title: file.title,
    question: file.question ?? '',
    area: frame.area?.name ?? '',
    startDate: frame.startDate,
    endDate: frame.endDate,
    seed: frame.seed,
    stance: stanceSentence(resultFrame(set.all)),
    priceYear: frame.priceYear,
    budget: file.budget.pounds,
    goal: { label: wanted.label, unit: wanted.unit, sign: wanted.sign, reach: wanted.reach },
    floors: wanted.floors.map(({ measure, label, unit, words }) => ({ measure, label, unit, words })),
    programmes: set.titles.map((title, i) => ({ id: set.ids[i]!, title, of: of[i]!, sizes: sizes[i]! })),
    replications,
    isDrawn: run.isDrawn,
    drawn: run.drawn.map(({ name, group, interval }) => ({ name, group, interval })),
    held: run.held,
    grid: { all: set.of, affordable: set.mixes.length, run: standings.length },
    mixes: standings.map((standing) => mixOf(run, standing)),
    notes: [...new Set([...set.all.scenario.notes, ...fitNotes(run)])],
    version: versions()['throughcare'] ?? '',
  };
}

function mixOf(
  { set, wanted, rows, nothing }: PortfolioRun,
  { mix, replications, goal, cost, breaches, keeps, best, isEfficient }: PortfolioRun['standings'][number],
): PortfolioMix {
  const { places, sizes, fixedCost } = set.mixes[mix]!;
  const own = rows.get(mix)!;
  const [budget, ...limits] = breaches;
  return {
    id: mixName(places),
    words: mixWords(set.titles, set.read, sizes),
    sizes,
    replications,
    cost,
    fixedCost,
    goal: wanted.sign === 1 ? goal : turned(goal),
    floors: wanted.floors.map(({ columns }, i) => {
      const sum = (row: Float64Array): number => columns.reduce((all, c) => all + row[c]!, 0);
      return {
        difference: summarise(Float64Array.from(own, (row, r) => sum(row) - sum(nothing[r]!)))!,
        keeps: limits[i]!.mean <= 0,
        kept: limits[i]!.kept,
      };
    }),
    isWithinBudget: budget!.mean <= 0,
    keeps,
    best,
    isEfficient,
  };
}

function turned({ value, lower, upper, mcSe }: Summary): PortfolioSpread {
  return { value: 0 - value, lower: 0 - upper, upper: 0 - lower, mcSe };
}

function fitNotes({ notClose }: PortfolioRun): readonly string[] {
  if (notClose === 0) return [];
  return [
    `In ${notClose} ${notClose === 1 ? 'draw' : 'draws'} the area could not be brought to within 1% of what is published of it.`,
  ];
}
