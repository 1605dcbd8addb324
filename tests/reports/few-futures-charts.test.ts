/** Of fewer than forty futures a chart draws where the average lies, and not where futures do. */
import { describe, expect, it } from 'vitest';
import { paybackChart } from '../../reports/charts/payback.js';
import { differenceChart } from '../../reports/charts/difference.js';
import { read } from '../../reports/rows.js';
import { studyCharts } from '../../reports/study/charts/index.js';
import { careResult } from './fixture.js';
import { fullResult } from './full-fixture.js';
import { studyFixture } from './study-fixture.js';

const BOTH = [
  'differences',
  'difference-over-time',
  'net-saving',
  'payback',
  'placements-by-option',
  'safety-by-option',
  'times-by-option',
];

/** A specification as one line of text, sentences in it whole although they are drawn on several lines. */
const textOf = (spec: unknown): string => JSON.stringify(spec).replaceAll('","', ' ');

function drawn(draws: number, replications: number): Map<string, string> {
  const study = studyFixture({ options: 3 })[0]!;
  const charts = studyCharts({ ...study, report: { ...study.report, draws, replications } });
  return new Map(charts.map(({ name, spec }) => [name, textOf(spec)]));
}

describe('charts of a study with an inner and an outer interval', () => {
  const [few, enough] = [drawn(4, 3), drawn(20, 2)];

  it.each(BOTH)('%s says that few futures are too few to draw, and draws none of them', (name) => {
    expect(few.get(name)).toContain('Where 12 futures lie is not drawn');
    expect(few.get(name)).not.toContain('95% of simulated futures');
    expect(few.get(name)).not.toContain('95% of only');
    expect(enough.get(name)).toContain('95% of simulated futures');
    expect(enough.get(name)).not.toContain('is not drawn');
  });

  it.each(['difference-over-time', 'payback'])('%s has one band of few futures, and two of enough', (name) => {
    expect(few.get(name)).toMatch(/"field":"inner\b/);
    expect(few.get(name)).not.toMatch(/"field":"lower\b/);
    expect(enough.get(name)).toMatch(/"field":"lower\b/);
  });
});

describe('paying back', () => {
  it('is a sentence and no panels along 0 where no option has paid back in any future', () => {
    const study = studyFixture({ options: 3 })[0]!;
    const money = study.report.money.map((own) =>
      own === null ? null : { ...own, curve: own.curve.map((at) => ({ ...at, chance: 0 })) },
    );
    const never = studyCharts({ ...study, report: { ...study.report, money } });
    expect(never.map(({ name }) => name)).not.toContain('payback-chance');
    const said = textOf(never.find(({ name }) => name === 'payback')?.spec);
    expect(said).toContain('In no simulated future has any option paid back');
    expect(drawn(20, 2).get('payback')).not.toContain('In no simulated future');
  });

  it('has no panel of a run along 0', () => {
    const result = fullResult();
    const rows = result.rows.map((row) => (row.measure === 'paid_back' ? { ...row, value: 0 } : row));
    const [never, some] = [rows, result.rows].map((all) => textOf(paybackChart(read({ ...result, rows: all }))?.spec));
    expect(some).toContain('Paid back by then');
    expect(never).not.toContain('Paid back by then');
    expect(never).toContain('In no simulated future has it paid back');
  });
});

describe('the difference of a run', () => {
  const spec = (replications: number): string =>
    textOf(differenceChart(read(careResult({ change: { replications } })))?.spec);

  it('has the band of futures from forty replications up, and that of the average from two', () => {
    expect(spec(40)).toMatch(/"field":"lower\b/);
    expect(spec(39)).not.toMatch(/"field":"lower\b/);
    expect(spec(39)).toContain('Where 39 futures lie is not drawn');
    expect(spec(39)).toMatch(/"field":"meanLower\b/);
  });
});
