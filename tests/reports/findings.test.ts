import { describe, expect, it } from 'vitest';
import type { StudyResult } from '../../engine/study/result.js';
import { findings, headline, judge, type Finding } from '../../reports/findings/index.js';
import { ofAverage, type Estimate } from '../../reports/rows.js';
import { HOSTILE, careResult, generalResult } from './fixture.js';

const difference = (value: number, lower: number | null, upper: number | null, mcSe: number): Estimate => ({
  value,
  lower,
  upper,
  mcSe,
  unit: 'children',
});

const find = (result: StudyResult, id: string): Finding => {
  const found = findings(result).find((one) => one.id === id);
  if (found === undefined) throw new Error(`No finding '${id}'.`);
  return found;
};

describe('what a difference shows', () => {
  it('is exactly none only where every replication is zero', () => {
    expect(judge(difference(0, 0, 0, 0), 100)).toBe('exactly none');
    expect(judge(difference(0, -1, 1, 0.1), 100)).toBe('none clear');
    expect(judge(difference(0, 0, 0, 0.01), 100)).toBe('none clear');
  });

  it('is clear on average where the interval of the average excludes zero', () => {
    expect(judge(difference(-24, -61, 12, 2), 100)).toBe('on average');
    expect(judge(difference(-24, -61, 12, 13), 100)).toBe('none clear');
    expect(judge(difference(1.96, -1, 5, 1), 3000)).toBe('none clear');
    expect(judge(difference(1.97, -1, 5, 1), 3000)).toBe('on average');
  });

  it('takes Student’s t, so that few replications must show more', () => {
    // With 5 replications the 95% interval reaches 2.776 standard errors.
    expect(judge(difference(2.7, -5, 9, 1), 5)).toBe('none clear');
    expect(judge(difference(2.8, -5, 9, 1), 5)).toBe('on average');
    expect(ofAverage({ value: 10, mcSe: 1 }, 5).upper).toBeCloseTo(12.776445, 5);
    expect(ofAverage({ value: 10, mcSe: 1 }, 100_000).upper).toBeCloseTo(11.96, 4);
    expect(ofAverage({ value: 0, mcSe: 0 }, 1)).toEqual({ lower: 0, upper: 0 });
  });

  it('says of no difference what a single future may show, below 40 replications', () => {
    const differences = findings(careResult({ change: { replications: 39 } })).filter(
      ({ id, verdict }) => verdict !== null || id === 'placements',
    );
    for (const { sentence, brief } of differences)
      expect(`${sentence} ${brief}`).not.toMatch(/single future|95% of futures|almost every future/);
    expect(find(careResult({ change: { replications: 40 } }), 'looked-after').sentence).toContain('95% of futures');
  });

  it('is clear in almost every future only where the prediction interval excludes zero too', () => {
    expect(judge(difference(-24, -40, -3, 2), 100)).toBe('in almost every future');
    expect(judge(difference(24, 3, 40, 2), 100)).toBe('in almost every future');
    expect(judge(difference(24, 0, 40, 2), 100)).toBe('on average');
    expect(judge(difference(24, null, null, 2), 100)).toBe('on average');
  });

  it('cannot be judged from one replication, not even where nothing differs', () => {
    expect(judge(difference(0, 0, 0, 0), 1)).toBe('untested');
    expect(judge(difference(-24, -24, -24, 0), 1)).toBe('untested');
    expect(judge(difference(-24, -24, -24, NaN), 10)).toBe('untested');
  });
});

describe('findings', () => {
  it('begin with where the numbers go by themselves', () => {
    const [first] = findings(careResult());
    expect(first?.id).toBe('trend');
    expect(first?.sentence).toContain('from 1,512 on 1 April 2025 to 1,481 (1,432 to 1,532) on 31 March 2030');
    expect(first?.sentence).toContain('not the option’s doing');
  });

  it('name baseline, option, difference, interval, period and what the interval holds', () => {
    const { sentence, numbers, verdict } = find(careResult(), 'looked-after');
    expect(sentence).toBe(
      'On 31 March 2030, children looked after: 1,481 (1,432 to 1,532) in the baseline and 1,381 (1,332 to 1,432) ' +
        'with the option. In almost every future fewer: 100 fewer on average (95% interval of the average −106 to −94). ' +
        '95% of futures (chance only) differ by −182 to −14.',
    );
    expect(numbers.map(({ label }) => label)).toEqual(['baseline', 'option', 'difference']);
    expect(verdict).toBe('in almost every future');
  });

  it('say that a programme with no effect changes nothing at all', () => {
    const still = findings(careResult({ effect: 0 })).filter(({ verdict }) => verdict !== null);
    for (const { id, verdict, sentence } of still) {
      if (id === 'trend') continue;
      expect(verdict).toBe('exactly none');
      expect(sentence).toContain('exactly zero');
    }
  });

  it('never judge: no number is called better, worse, an improvement or a saving', () => {
    for (const result of [careResult(), careResult({ effect: -1 }), careResult({ effect: 0 }), generalResult()]) {
      for (const { sentence, brief } of findings(result)) {
        expect(`${sentence} ${brief}`).not.toMatch(
          /\b(better|worse|improv\w*|sav(e|es|ed|ing|ings)|success\w*|good|bad)\b/i,
        );
      }
      expect(headline(result).join(' ')).not.toMatch(/\b(better|worse|improv\w*|saving)\b/i);
    }
  });

  it('put safety and stability beside the counts, and each programme’s waiting list', () => {
    const ids = findings(careResult()).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['returns', 'moves', 'programme-mst-two-teams']));
    expect(find(careResult(), 'programme-mst-two-teams').sentence).toContain('wait for a place: need that is not met');
    expect(find(careResult(), 'programme-concurrent-planning').sentence).toContain('Fewer than four places in five');
  });

  it('warn where the two options count different children', () => {
    expect(find(careResult(), 'adoption-time').sentence).toContain('do not count quite the same children');
    expect(find(careResult({ effect: 0 }), 'adoption-time').sentence).not.toContain('do not count quite');
  });

  it('sum costs over the run and do not invent an interval for the sum', () => {
    const { numbers, sentence } = find(careResult(), 'cost');
    const total = numbers.find(({ label }) => label === 'cost: difference');
    expect(total?.lower).toBeNull();
    expect(sentence).toContain('Local authority −£');
    expect(sentence).toContain('Discounted: ');
  });

  it('use the run’s own total where it was kept', () => {
    const result = careResult();
    const whole = result.rows
      .filter((row) => row.measure === 'cost' && row.group === 'all' && row.period === '2029-30')
      .map((row) => ({ ...row, period: 'whole run', periodKind: 'whole run' as const }));
    const total = find({ ...result, rows: [...result.rows, ...whole] }, 'cost').numbers[0];
    expect(total?.value).toBe(whole[0]?.value);
    expect(total?.lower).not.toBeNull();
  });

  it('manage with a baseline alone, with rows missing and with none', () => {
    expect(find(careResult({ baselineOnly: true }), 'looked-after').sentence).not.toContain('option');
    const few = careResult();
    expect(
      findings({ ...few, rows: few.rows.filter((row) => row.measure === 'looked_after') }).map(({ id }) => id),
    ).toEqual(['trend', 'looked-after', 'placements']);
    expect(findings({ ...few, rows: [] })).toEqual([]);
    expect(find({ ...few, replications: 1 }, 'looked-after').sentence).toContain('one replication');
  });

  it('treat a mean of nothing as absent', () => {
    const result = careResult();
    const rows = result.rows.map((row) => (row.measure === 'entry_to_adoption_order' ? { ...row, value: NaN } : row));
    expect(findings({ ...result, rows }).some(({ id }) => id === 'adoption-time')).toBe(false);
  });

  it('cover every stock, flow and time of any other pathway', () => {
    const ids = findings(generalResult()).map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(['stock-occupancy-state=ill', 'stock-queue_length', 'flow-served', 'time-wait']),
    );
    expect(find(generalResult(), 'time-wait').sentence).toContain('11 days');
  });
});

describe('the summary for a terminal', () => {
  it('fits 20 lines of 80 columns, whatever the scenario says', () => {
    const hostile = { title: `${HOSTILE}\u001b[2J`.repeat(5), seed: 'x'.repeat(300), replications: 1_000_000 };
    for (const result of [
      careResult(),
      careResult({ baselineOnly: true }),
      generalResult(),
      careResult({ change: hostile }),
    ]) {
      const lines = headline(result);
      expect(lines.length).toBeLessThanOrEqual(20);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
      expect(lines.join('')).not.toContain('\u001b');
    }
  });

  it('says what the intervals are and how many wait', () => {
    const text = headline(careResult()).join('\n');
    expect(text).toContain('95% of simulated futures (chance only)');
    expect(text).toContain('Waiting for a programme on 31 March 2030: 15 on average.');
    expect(text).toMatch(/Looked after, 31 Mar 2030 +1,481 +1,381 {2}−100 \(−182 to −14\)/);
  });
});
