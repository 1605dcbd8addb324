/** Counters that start again, and what is counted by them: moves within a stay, told apart by how many there have been. */
import { describe, expect, test } from 'vitest';
import { buildHistory, weightStock, type StartPlan } from '../../engine/study/start-plan.js';
import { estimate, expectNear } from '../support/estimates.js';
import { resolveText } from '../support/pathway-files.js';
import { run, runOnce, sum } from '../support/runs.js';

const GROUPS = 'placements_in_period: {counter: placements, from: {one: 1, two: 2, three or more: 3}}';

/** Whoever comes is away from day 10 on, moves every 30 days, is home again on day 110, and away once more on day 120. */
const moves = ({
  resets = 'resets: placements, ',
  clock = (days: string) => `{fixed: ${days}, since: entry}`,
  rate = 'rate: 0 per day, at_start: 4',
  years = 1,
  groups = GROUPS,
} = {}): string => `
pathway: moves
run: {start: 2025-04-01, years: ${years}, replications: 1, seed: moves}
counters: [placements, periods]
moments: [away_at]
arrivals: {children: {${rate}}}
regions:
  case:
    initial: home
    states:
      home: {}
      away: {${resets}counts: periods, marks: away_at, forces: {placement: foster}}
    transitions:
      leave: {from: home, to: away, clock: ${clock('10 days')}}
      back: {from: away, to: home, clock: ${clock('100 days')}, forces: {placement: none}}
  placement:
    initial: none
    states: {none: {}, foster: {counts: placements}}
    transitions:
      move: {from: foster, to: foster, clock: ${clock('30 days')}}
groups:
  ${groups}
measures:
  away: {label: Away, stock: {case: away}, by: [placements_in_period]}
  ended: {label: Ended, leaves: {case: away}, by: [placements_in_period]}
  began: {label: Began, enters: {case: away}, by: [placements_in_period]}
  moved: {label: Moved, transitions: move, by: [placements_in_period, {then: placements_in_period}]}
  stays: {label: Stays, time: {from: away_at}, leaves: {case: away}, by: [placements_in_period]}
`;
const LABELS = ['one', 'two', 'three or more'];
const by = (label: string): string => `placements_in_period=${label}`;

describe('a counter that starts again', () => {
  const reading = runOnce(moves());
  const daysBy = (measure: string) => LABELS.map((label) => reading.days(measure, by(label)));

  test('counts within each stay: the stock moves from band to band while the stay goes on', () => {
    // Stays from day 10, 120, 230 and 340 on, each 100 days; the last is cut by the end of the year.
    expect(daysBy('away')).toEqual([4 * (3 * 30 + 25), 4 * 3 * 30, 4 * 3 * 40]);
    expect(sum(daysBy('away'))).toBe(reading.days('away'));
  });

  test('is read before what ends a stay, and after what begins it', () => {
    expect(LABELS.map((label) => reading.count('ended', by(label)))).toEqual([0, 0, 12]);
    expect(LABELS.map((label) => reading.count('began', by(label)))).toEqual([16, 0, 0]);
    expect(LABELS.map((label) => reading.count('moved', by(label)))).toEqual([12, 12, 12]);
    expect(LABELS.map((label) => reading.count('moved', `then=${label}`))).toEqual([0, 12, 24]);
    expect(LABELS.map((label) => reading.time('stays', by(label)))).toEqual([0, 0, 1200]);
  });

  test('that does not start again goes on from stay to stay', () => {
    const on = runOnce(moves({ resets: '' }));
    expect(LABELS.map((label) => on.count('began', by(label)))).toEqual([4, 0, 12]);
  });

  test('and is raised in the same state, is 1 there whatever it was', () => {
    const text = moves().replace(
      '{resets: placements, counts: periods',
      '{resets: [placements, periods], counts: periods',
    );
    const groups = 'placements_in_period: {counter: periods, from: {one: 1, two: 2, three or more: 3}}';
    const again = runOnce(text.replace(GROUPS, groups));
    expect(again.count('began', by('one'))).toBe(16);
    const never = runOnce(moves({ groups }));
    expect(LABELS.map((label) => never.count('began', by(label)))).toEqual([4, 4, 8]);
  });

  test('below its first band counts under the first', () => {
    const groups = 'placements_in_period: {counter: placements, from: {one: 2, two: 3, three or more: 4}}';
    const found = runOnce(moves({ groups }));
    expect(LABELS.map((label) => found.count('moved', by(label)))).toEqual([24, 12, 0]);
  });

  test('changes nobody’s luck', () => {
    const clock = (days: string): string => `{exponential: {mean: ${days}}}`;
    const choices = { clock, rate: 'rate: 400 per year', years: 3 };
    const flows = (resets: string) => {
      const found = runOnce(moves({ ...choices, resets }));
      return ['away', 'ended', 'began', 'moved', 'stays'].map((name) => found.flow(name));
    };
    expect(flows('')).toEqual(flows('resets: placements, '));
  });
});

describe('stays with moves at random', () => {
  // In balance a stay ends at rate b and is moved in at rate m: the number of moves so far is geometric.
  const [m, b] = [1 / 30, 1 / 100];
  const text = moves({
    clock: (days) => `{exponential: {mean: ${days}}}`,
    rate: 'rate: 0 per day, at_start: 300',
    years: 6,
  });
  const readings = run(text, { replications: 160 });
  const last = readings[0]!.stock('away').length - 1;

  test('are in each band by the geometric law', () => {
    const away = 300 * (1 / 10 / (1 / 10 + b));
    const more = m / (m + b);
    [1 - more, more * (1 - more), more ** 2].forEach((share, i) =>
      expectNear(
        estimate(readings, (reading) => reading.stock('away', by(LABELS[i]!))[last]!),
        away * share,
        LABELS[i]!,
      ),
    );
  });

  test('go on from a history with the counts they had, weighted to margins of them', () => {
    const scenario = resolveText(text);
    const plan: StartPlan = {
      historyModel: scenario.model,
      historyDays: 1500,
      strata: [
        {
          name: 'away',
          who: [{ kind: 'state', region: 'case', states: ['away'] }],
          size: { kind: 'exact', count: 100 },
          margins: [
            {
              name: 'placements_in_period',
              dimension: scenario.ledger.measures[0]!.by[0]!.dimension,
              targets: { one: 20, two: 30, 'three or more': 50 },
            },
          ],
        },
      ],
    };
    const { stock } = buildHistory(plan, scenario.startDay);
    const strata = weightStock(stock, plan, scenario.startDay);
    expect(strata[0]!.empty).toEqual([]);
    expect(strata[0]!.achieved.map(({ level, weight }) => [level, Math.round(weight)])).toEqual([
      ['one', 20],
      ['two', 30],
      ['three or more', 50],
    ]);
    const quiet = resolveText(text.replace('at_start: 300', 'at_start: 0'));
    const found = runOnce(quiet, { start: { stock, strata } });
    const begins = LABELS.map((label) => found.stock('away', by(label))[0]!);
    expect(sum(begins)).toBe(100);
    begins.forEach((n, i) => expect(Math.abs(n - [20, 30, 50][i]!)).toBeLessThanOrEqual(1));
  });
});
