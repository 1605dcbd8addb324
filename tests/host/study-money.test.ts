/** The money of a study beside an outcome: clouds of points, quadrants, when it is paid back, and what each year takes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStudy } from '../../cli/host/study/options.js';
import { studyReport } from '../../cli/host/study/report.js';
import { studyRows } from '../../cli/host/study/rows.js';
import { runStudy, type StudyRuns } from '../../cli/host/study/run.js';
import type { StudyReport } from '../../reports/study/index.js';
import { overWords } from '../../reports/study/written.js';
import { quadrantSentences } from '../../reports/study/plane.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { WorkFolder } from '../cli/command.js';
import { OPTIONS, STUDY_FILES, studyText } from '../support/study-files.js';

const OUTCOME = { measure: 'looked_after', want: 'fewer', pounds: [0, 10_000] } as const;

const folder = new WorkFolder();
afterAll(() => folder.remove());

let drawn: StudyRuns;
let chance: StudyRuns;
beforeAll(async () => {
  folder.write(STUDY_FILES);
  const text = studyText(OPTIONS, `outcome: {measure: looked_after, want: fewer, pounds: [0, 10000]}\n`);
  const path = folder.write({ 'study.yaml': text.replace('years: 0.25', 'years: 1.5') });
  const set = readStudy(path, {});
  const run = async (draws: number, replications: number): Promise<StudyRuns> =>
    runStudy(set, {
      files: nodeFiles(),
      onDisk: true,
      overrides: {},
      workers: 0,
      draws,
      replications,
      folder: null,
    });
  drawn = await run(3, 2);
  chance = await run(0, 8);
});

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The same runs so many times over. */
function many(runs: StudyRuns, times: number): StudyRuns {
  const again = <T>(rows: readonly T[]): T[] => Array.from({ length: times }, () => rows).flat();
  return { ...runs, values: runs.values.map((option) => option.map(again)) };
}

describe('a cloud', () => {
  test('has a point for each draw, or each replication where nothing is drawn, around what the plane shows', () => {
    for (const [runs, points] of [
      [drawn, 3],
      [chance, 8],
    ] as const) {
      const { frontier } = studyReport(runs, OUTCOME);
      expect(frontier!.clouds.map(({ cost, effect }) => [cost.length, effect.length])).toEqual([
        [0, 0],
        [points, points],
        [points, points],
      ]);
      const [first, ...others] = frontier!.points;
      others.forEach((point, i) => {
        const cloud = frontier!.clouds[i + 1]!;
        expect(mean(cloud.cost)).toBeCloseTo(point.cost, 6);
        expect(mean(cloud.effect)).toBeCloseTo(point.effect - first!.effect, 6);
      });
    }
  });

  test('has five hundred points at most, evenly taken, and its quadrants count them all', () => {
    const { frontier } = studyReport(many(chance, 150), OUTCOME);
    const few = studyReport(chance, OUTCOME).frontier!;
    expect(frontier!.clouds[1]!.cost).toHaveLength(500);
    expect(mean(frontier!.clouds[1]!.cost) / mean(few.clouds[1]!.cost)).toBeCloseTo(1, 1);
    expect(frontier!.quadrants[1]!.map(({ value }) => value)).toEqual(few.quadrants[1]!.map(({ value }) => value));
    expect(frontier!.quadrants[0]).toBeNull();
  });

  test('of an option that is never paid for and changes nothing lies on the first, exactly', () => {
    const values = [drawn.values[0]!, drawn.values[0]!, drawn.values[2]!];
    const { frontier } = studyReport({ ...drawn, values }, OUTCOME);
    expect(frontier!.clouds[1]).toEqual({ cost: [0, 0, 0], effect: [0, 0, 0] });
    expect(frontier!.quadrants[1]!.filter(({ value }) => value > 0)).toMatchObject([{ cost: 'same', effect: 'same' }]);
    expect(quadrantSentences(studyReport({ ...drawn, values }, OUTCOME))[0]).toMatch(
      /Support costs the same and brings as many in 100% of draws/,
    );
  });
});

describe('the chance of being the best', () => {
  test('says what it is counted over: chance is taken out where the draws let it be told', () => {
    const over = (runs: StudyRuns): unknown[] => {
      const { choice, frontier } = studyReport(runs, OUTCOME);
      expect(choice!.over).toBe(frontier!.over);
      return [choice!.over, overWords(choice!.over)];
    };
    const enough = { ...many(drawn, 7), draws: 21, drawn: [], sizes: [] };
    const single = { ...enough, values: enough.values.map((option) => option.map(([first]) => [first!])) };
    expect(over(chance)).toEqual(['replications', 'replications']);
    expect(over(drawn)).toEqual(['draws', 'futures']);
    expect(over(single)).toEqual(['draws', 'futures']);
    expect(over(enough)).toEqual(['draws without chance', 'draws, the chance within each taken out']);
  });
});

describe('quadrants in words', () => {
  const quadrant = (cost: 'saves' | 'costs', effect: 'gains' | 'loses', value: number) => ({
    cost,
    effect,
    value,
    lower: value / 2,
    upper: 1,
  });
  const said = (want: 'fewer' | 'more'): readonly string[] => {
    const report = studyReport(drawn, OUTCOME);
    const quadrants = [null, [quadrant('saves', 'gains', 0.38), quadrant('costs', 'loses', 0.62)], null];
    const frontier: StudyReport['frontier'] = { ...report.frontier!, want, quadrants };
    return quadrantSentences({ ...report, frontier });
  };

  test('count which way the numbers go, the likeliest first, whichever way is wanted', () => {
    const label = studyReport(drawn, OUTCOME).frontier!.outcome.toLowerCase();
    expect(said('fewer')).toEqual([
      `Cost beside ${label}, compared with Nothing: Support costs more and brings more in 62% of draws (31% to 100%), costs less and brings fewer in 38% (19% to 100%).`,
    ]);
    expect(said('more')[0]).toContain('costs more and brings fewer in 62%');
  });

  test('are none where no outcome is named', () => {
    expect(quadrantSentences(studyReport(drawn, null))).toEqual([]);
  });
});

describe('the money of an option', () => {
  test('quarter by quarter comes to the net saving, and its chance of being paid back to that within the run', () => {
    for (const runs of [drawn, chance])
      for (const own of studyReport(runs, OUTCOME).money.slice(1)) {
        expect(own!.curve.map(({ quarter }) => quarter)).toHaveLength(6);
        const last = own!.curve.at(-1)!;
        // Discounted quarter by quarter or posting by posting: the same but for pence.
        for (const key of ['value', 'lower', 'upper'] as const)
          expect(Math.abs(last.net[key] - own!.net[key])).toBeLessThan(1);
        expect(last.chance).toBe(own!.payback?.chance ?? 0);
        own!.curve.forEach(({ chance: by }, q) => expect(by).toBeGreaterThanOrEqual(own!.curve[q - 1]?.chance ?? 0));
      }
  });

  test('year by year, as paid, is what the run pays more', () => {
    const { columns, values } = drawn;
    const paid = columns.flatMap(({ measure, group, periodKind }, c) =>
      measure === 'cost' && group === 'all' && periodKind === 'financial year' ? [c] : [],
    );
    const own = studyReport(drawn, OUTCOME).money[1]!;
    expect(own.impact.map(({ year }) => year)).toEqual(paid.map((c) => columns[c]!.period));
    own.impact.forEach(({ net }, y) => {
      const more = values[1]!.flatMap((draw, d) =>
        draw.map((row, r) => row[paid[y]!]! - values[0]![d]![r]![paid[y]!]!),
      );
      expect(net.value).toBeCloseTo(mean(more), 4);
    });
  });

  test('stands in the tables as in the report, with the spread that draws give it', () => {
    const rows = studyRows([drawn]).filter(({ table }) => table === 'appraisal');
    expect([...new Set(rows.map(({ option }) => option))]).toEqual(['support less nothing', 'reunion less nothing']);
    const own = studyReport(drawn, OUTCOME).money[1]!;
    const of = (measure: string, period: string, group = 'all') =>
      rows.filter(
        (row) =>
          row.option === 'support less nothing' &&
          row.measure === measure &&
          row.period === period &&
          row.group === group,
      );
    expect(of('net_present_value', 'whole run')).toMatchObject([own.net]);
    for (const { name, net } of own.payers)
      expect(of('net_present_value', 'whole run', `payer=${name}`)).toMatchObject([net]);
    for (const { year, net } of own.impact) expect(of('budget_impact', year)).toMatchObject([net]);
    for (const { quarter, chance: by } of own.curve) expect(of('paid_back', quarter)).toMatchObject([{ value: by }]);
  });
});
