/** From the runs of a study to what they say: figures with intervals, money, the choice, and what would be worth knowing. */
import { doesNothing } from '../../../engine/index.js';
import type { ResolvedProgramme, ResolvedScenario } from '../../../scenarios/index.js';
import { stanceSentence } from '../../../reports/findings/stance.js';
import type { StudyReport } from '../../../reports/study/index.js';
import { titlesOf, titlesOfAll } from '../compared-figures.js';
import { fitNote, fitWarnings, resultFrame } from '../run-study.js';
import { versions } from '../versions.js';
import { choiceOf } from './choice.js';
import { DRAW_CLOSE } from './draw-task.js';
import { figuresOf } from './figures.js';
import { frontierOf, outcomeColumn } from './frontier.js';
import { mattersOf } from './matters.js';
import { moneyOf } from './money.js';
import type { OptionSet } from './options.js';
import type { OutcomeAsked } from './outcome.js';
import { reachedOf } from './reached.js';
import type { StudyRuns } from './run.js';

/** @param outcome what money is weighed against, as `outcomeOf` has checked it; null for money alone */
export function studyReport(runs: StudyRuns, outcome: OutcomeAsked | null): StudyReport {
  const { set, settled, draws, values } = runs;
  const { resolution } = settled;
  const titles = titlesOfAll(set.options);
  const frame = resultFrame(resolution);
  const money = values.map((_, o) => (o === 0 ? null : moneyOf(runs, o)));
  const asked = outcome === null ? null : outcomeColumn(runs, outcome);
  return {
    name: set.name,
    title: set.title,
    question: set.question,
    area: frame.area?.name ?? '',
    startDate: frame.startDate,
    endDate: frame.endDate,
    years: frame.years,
    seed: frame.seed,
    stance: stancesOf(set),
    stanceName: set.underStance,
    priceYear: frame.priceYear,
    draws,
    replications: values[0]![0]!.length,
    options: set.options.map(({ id, title, resolution: own }) => ({
      id,
      title,
      programmes: [...titlesOf(own.scenario.programmes).values()],
      assumedNone: assumedNone(own.scenario),
    })),
    figures: figuresOf(runs),
    money,
    frontier: asked === null ? null : frontierOf(runs, asked),
    choice: choiceOf(runs, asked),
    reached: reachedOf(runs),
    matters: values.map((_, o) => (o === 0 ? [] : mattersOf(runs, o))),
    drawn: [
      ...runs.drawn.map(({ name, group, interval, programme }) => ({
        name,
        group: programme === '' ? group : `${group} of ${titles.get(programme) ?? programme}`,
        interval,
      })),
      ...runs.following.map(({ name, group, interval, leader }) => ({
        name,
        group: `${group}, drawn with ${leader}`,
        interval,
      })),
    ],
    held: runs.held,
    warnings: warningsOf(runs),
    notes: [
      ...set.notes,
      ...(runs.precision === null ? [] : [runs.precision.said]),
      ...fitNotes(runs),
      ...new Set(set.options.flatMap(({ resolution: own }) => own.scenario.notes)),
    ],
    version: versions()['throughcare'] ?? '',
  };
}

/** The stances of programmes none of whose effects does anything; null where one does, or a programme acts by its pathway. */
function assumedNone({ programmes }: ResolvedScenario): string | null {
  const isNeutral = ({ summary: { effects } }: ResolvedProgramme): boolean =>
    effects.length > 0 && effects.every(doesNothing);
  if (programmes.length === 0 || !programmes.every(isNeutral)) return null;
  return [...new Set(programmes.map(({ stance }) => stance))].join(' and ');
}

/** A share of draws above this, none of which is near the area, is said before any number. */
const FAR_DRAWS = 0.05;

function warningsOf(runs: StudyRuns): string[] {
  const { settled, draws, notClose } = runs;
  return [
    ...fitWarnings(settled.resolution.scenario, settled.fit),
    ...(notClose > FAR_DRAWS * draws ? farDraws(runs) : []),
  ];
}

/** Said where draws could not be brought to what is published of the area, or the numbers as they are could not. */
function fitNotes(runs: StudyRuns): string[] {
  const { settled } = runs;
  return [
    ...(settled.fit?.close === false ? [fitNote(settled.resolution.scenario, settled.fit)] : []),
    ...farDraws(runs),
  ];
}

function farDraws({ settled, draws, notClose }: StudyRuns): string[] {
  if (notClose === 0) return [];
  const name = settled.resolution.scenario.area?.name ?? 'the area';
  return [
    `In ${notClose} of ${draws} draws the local fit did not come within ${DRAW_CLOSE * 100}% or one child of the published figures of ${name}: those draws are further from the area than its numbers are.`,
  ];
}

/** What was taken to be true of every programme of any option; by option, where they do not believe the same. */
function stancesOf({ options }: OptionSet): string {
  const acting = options.filter(({ resolution }) => resolution.scenario.programmes.length > 0);
  const [first] = acting;
  if (first === undefined) return '';
  const frames = acting.map(({ title, resolution }) => ({ title, frame: resultFrame(resolution) }));
  if (new Set(frames.map(({ frame }) => frame.stance)).size > 1)
    return frames.map(({ title, frame }) => `${title}: ${stanceSentence(frame)}`).join(' ');
  const programmes = new Map(
    frames.flatMap(({ frame }) => frame.programmes.map((one) => [JSON.stringify([one.title, one.effects]), one])),
  );
  return stanceSentence({ ...resultFrame(first.resolution), programmes: [...programmes.values()] });
}
