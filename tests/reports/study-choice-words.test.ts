/** What a study says of paying back and of the best option: of which futures, and how few. */
import { describe, expect, test } from 'vitest';
import type { OptionMoney, StudyReport } from '../../reports/study/index.js';
import { moneySentences } from '../../reports/study/written.js';
import { studyFixture } from './study-fixture.js';

const made = (choices: Parameters<typeof studyFixture>[0]): StudyReport => studyFixture(choices)[0]!.report;

describe('paying back', () => {
  const said = (payback: NonNullable<OptionMoney['payback']>): string => {
    const report = made({ options: 2 });
    const money = report.money.map((own) => (own === null ? null : { ...own, payback }));
    return moneySentences({ ...report, money }, 1).at(-1)!;
  };

  test('of all futures is said where all spend', () => {
    expect(said({ chance: 0.5, spending: 1, median: '2028-29 Q3' })).toBe(
      'It pays back within the run in 50% of futures; in half of them by 2028-29 Q3.',
    );
  });

  test.each([
    ['some spend nothing', { spending: 0.5 }],
    ['it is not known whether all spend', {}],
  ])('is of the futures that spend anything where %s', (_, spending) => {
    const words = said({ chance: 0.5, ...spending, median: '2028-29 Q3' });
    expect(words).toContain('50% of the futures in which it spends anything');
    expect(words).not.toContain('of all');
  });
});
