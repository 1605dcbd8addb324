/** Section 4: how a run begins, how long it lasts, and how its numbers are estimated. */
import { conditionInWords } from '../../engine/pathway/drawing/words.js';
import { spaced, vocabularyOf } from './language.js';
import { blocks, code, heading, list, prose, NOTHING, table, type Markdown } from './markdown.js';
import { count, date, number, time } from './numbers.js';
import type { StartToDescribe, Subject } from './types.js';

export function experimentationSection(subject: Subject): Markdown {
  return blocks([heading(2, '4 Experimentation'), initialisation(subject), runLength(subject), estimation(subject)]);
}

function initialisation(subject: Subject): Markdown {
  const { start, model } = subject.of;
  const atStart = model.arrivals.filter((stream) => stream.atStart > 0);
  return blocks([
    heading(3, '4.1 Initialisation'),
    prose`A run is terminating: it ends on its last day, and there is no warm-up period to be thrown away.`,
    ...(start === null
      ? [
          atStart.length === 0
            ? prose`It starts empty.`
            : prose`It starts with those whom the streams have at the start (2.5.5), and is otherwise empty.`,
        ]
      : startBlocks(subject, start)),
  ]);
}

function startBlocks(subject: Subject, start: StartToDescribe): Markdown[] {
  const vocabulary = vocabularyOf(subject);
  const margins = start.strata.flatMap(({ name, margins: all }) => all.map((margin) => ({ stratum: name, ...margin })));
  return [
    prose`It starts full, with lives part-way through:`,
    list(
      [
        prose`**History.** A share of ${number(start.historyShare)} of the nation’s arrivals is simulated for ${time(start.historyDays)} up to the first day, at the rates of the first year and without programmes. Its luck is fixed: the history is the same whatever the seed.`,
        prose`**Strata.** Whoever is alive in it on the first day falls into the strata below; each is weighted to its figure.`,
        prose`**Margins.** Strata with margins are weighted to those too (iterative proportional fitting).`,
        prose`**Sampling.** Each replication draws its population from the weighted rows by systematic sampling, so that totals are exact and lives differ. How long a clock has still to run is drawn afresh, given how long it has run.`,
      ],
      '1.',
    ),
    table(
      ['Stratum', 'Who', 'Size', 'Source'],
      start.strata.map(({ name, who, size, source }) => [
        spaced(name),
        conditionInWords(vocabulary, who),
        size.kind === 'exact'
          ? count(size.count)
          : `${size.share === 1 ? '' : `${number(size.share)} of `}the nation’s number, as the history has it`,
        source,
      ]),
    ),
    table(
      ['Stratum', 'Margin', 'Figures', 'Source'],
      margins.map(({ stratum, name, targets, source }) => [
        spaced(stratum),
        spaced(name),
        Object.entries(targets)
          .map(([label, target]) => `${label} ${count(target)}`)
          .join(', '),
        source,
      ]),
    ),
    start.fit.length === 0
      ? NOTHING
      : blocks([
          prose`In an area, not in the nation, these parameters are fitted so that the first year gives the area’s figures (a secant method in logarithms on the same random numbers, until all are within 0.4% or after six steps):`,
          table(
            ['Parameter', 'Fitted to', 'Figure here', 'Source'],
            start.fit.map(({ parameter, label, target, source }) => [code(parameter), label, count(target), source]),
          ),
        ]),
  ];
}

function runLength({ of, choices: { isExperiment } }: Subject): Markdown {
  return blocks([
    heading(3, '4.2 Run length'),
    prose`Time is continuous and counted in days; results are by month and by financial year. A month is 30.4375 days and a year 365.25 where a number is given in them; dates and birthdays are those of the calendar.`,
    isExperiment
      ? prose`This run lasts ${number(of.years)} ${of.years === 1 ? 'year' : 'years'}, from ${date(0, of.startDay)} to ${date(of.endDay - of.startDay - 1, of.startDay)}.`
      : prose`How long a run lasts is said by the scenario, in whole months. Its first day is ${date(0, of.startDay)} unless the scenario names another.`,
  ]);
}

function estimation({ of, choices: { isExperiment } }: Subject): Markdown {
  return blocks([
    heading(3, '4.3 Estimation approach'),
    isExperiment
      ? prose`${luckOf(of)}, seed ${code(of.seed)}.`
      : prose`Independent replications: 100 unless the scenario says how many.`,
    prose`Baseline and option are run on the same children with the same luck (common random numbers), and compared replication by replication. A programme without effect gives a difference of exactly 0.`,
    prose`Intervals are the 2.5% and 97.5% quantiles over replications: what one future may bring. The Monte Carlo standard error says how well the mean is known, and falls as more replications are run.`,
  ]);
}

function luckOf({ draws = 0, replications }: Subject['of']): string {
  const replicated = `${count(replications)} ${draws === 0 ? 'independent ' : ''}${replications === 1 ? 'replication' : 'replications'}`;
  if (draws === 0) return replicated;
  return `${count(draws)} ${draws === 1 ? 'draw' : 'draws'} of the numbers that are not known (4.5), ${replicated} of each`;
}
