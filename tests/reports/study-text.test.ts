/** A study on a terminal: all options at a glance before any sentence of one. */
import { describe, expect, test } from 'vitest';
import { studyText } from '../../reports/study/index.js';
import { studyFixture, type StudyChoices } from './study-fixture.js';

const said = (choices: StudyChoices, change: { draws?: number } = {}): string[] => {
  const { report } = studyFixture(choices)[0]!;
  return studyText({ ...report, ...change });
};

describe('a study on a terminal', () => {
  const lines = said({ options: 5, draws: 60 });
  const { report } = studyFixture({ options: 5, draws: 60 })[0]!;
  const sentences = lines.findIndex((line) => line.startsWith('Compared with'));

  test('has a line for each option before anything else is told, with the three numbers that choose', () => {
    for (const { title } of report.options)
      expect(lines.slice(0, sentences).filter((line) => line.startsWith(title))).toHaveLength(1);
    const best = lines.slice(0, sentences).find((line) => line.startsWith('Family Safeguarding'));
    expect(best).toMatch(/ −\d+ \(−\d+ to [−+]\d+\) .*£[\d.]+m \(.*\) +\d+%$/);
  });

  test('keeps to 80 columns whatever options are called, and cuts no interval', () => {
    for (const titles of ['long', 'hostile'] as const)
      for (const scale of [1e-9, 1, 1e9]) {
        const all = said({ options: 5, titles, scale });
        for (const line of all) expect(line.length).toBeLessThanOrEqual(80);
        for (const line of all) expect(line).not.toMatch(/\([^)]*…/);
      }
  });

  test('gives no chance of being best of fewer than ten draws', () => {
    const few = said({ options: 3 }, { draws: 4 });
    const told = few.slice(
      0,
      few.findIndex((line) => line.startsWith('Compared with')),
    );
    const rows = told.filter((line) => report.options.some(({ title }) => line.startsWith(title)));
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(row).not.toContain('%');
  });

  test('tells of costs once: at present value in the money of each option', () => {
    expect(lines.join('\n')).toContain('Cost to all payers');
    expect(lines.join('\n')).not.toContain('Cost to all payers, discounted');
  });

  test('of one option has no table', () => {
    expect(said({ options: 1 }).join('\n')).not.toContain('Net saving');
  });
});
