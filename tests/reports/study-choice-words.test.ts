/** What a study says of paying back and of the best option: of which futures, and how few. */
import { describe, expect, test } from 'vitest';
import type { OptionMoney, StudyReport } from '../../reports/study/index.js';
import { choiceSentences, moneySentences } from '../../reports/study/written.js';
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

describe('how sure the choice is', () => {
  const said = (draws: number, replications: number): string => {
    const report = { ...made({ options: 3 }), draws, replications };
    const choice = { ...report.choice!, over: draws === 0 ? ('replications' as const) : ('draws' as const) };
    return choiceSentences(report, choice)[0]!;
  };

  test.each([
    [2, 2, '2 draws cannot say how sure that is.'],
    [9, 100, '9 draws cannot say how sure that is.'],
    [1, 100, '1 draw cannot say how sure that is.'],
    [0, 9, '9 replications cannot say how sure that is.'],
  ])('of %i draws and %i replications is no percentage', (draws, replications, words) => {
    expect(said(draws, replications)).toContain(words);
    expect(said(draws, replications)).not.toContain('%');
  });

  test('is of futures, not of draws, where the chance within draws is counted too', () => {
    expect(said(10, 2)).toMatch(/It is the best in \d+% \(\d+% to \d+%\) of futures\.$/);
    expect(said(0, 10)).toMatch(/of replications\.$/);
  });
});
