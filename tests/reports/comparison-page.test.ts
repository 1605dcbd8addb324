/** The page of a comparison: whose each number is, and where each can be run again. */
import { describe, expect, test } from 'vitest';
import { studyHtml, type DrawnStudy } from '../../reports/study/html/index.js';
import { HOSTILE } from './fixture.js';
import { studyFixture } from './study-fixture.js';

const FOLDERS = [
  { folder: 'results/leeds', title: 'Leeds alone' },
  { folder: 'results/rutland', title: HOSTILE },
];
const [LEEDS, RUTLAND] = studyFixture({ areas: 2, options: 2, draws: 0 }).map((study, i): DrawnStudy => ({
  ...study,
  lead: `${i + 1}-`,
  charts: [],
}));

function page(other: DrawnStudy, compared = FOLDERS, full = false): string {
  return studyHtml([LEEDS!, other], { compared, full }).replaceAll(/\s+/g, ' ');
}

const section = (text: string, id: string): string =>
  new RegExp(`<section aria-labelledby="${id}".*?</section>`).exec(text)?.[0] ?? '';

const apart: DrawnStudy = {
  ...RUTLAND!,
  report: { ...RUTLAND!.report, replications: 7, seed: 'other' },
  frame: {
    ...RUTLAND!.frame,
    replications: 7,
    seed: 'other',
    stance: 'cautious',
    versions: { throughcare: '9.9.9' },
    assumptions: RUTLAND!.frame.assumptions.slice(1),
  },
};

describe('a comparison', () => {
  test('names the folders compared, each of which runs again from its own record', () => {
    const repeat = section(page(RUTLAND!), 'repeat');
    expect(repeat).toContain('<code>results/leeds</code>: Leeds alone');
    expect(repeat).toContain('<code>results/rutland</code>');
    expect(repeat).toContain('from the <code>run.json</code> in its own folder');
    expect(repeat).not.toContain('Everything needed is in');
    expect(repeat).not.toContain('<script');
  });

  test('of areas that are alike says once what both are', () => {
    const text = page(RUTLAND!);
    expect(section(text, 'basis')).toContain('<h3>Assumptions</h3>');
    expect(section(text, 'repeat')).toContain(`<dd>${LEEDS!.frame.replications}</dd>`);
    expect(section(text, 'repeat')).not.toContain('Leeds: ');
  });

  test('of areas that are not says of each what is its own', () => {
    const text = page(apart);
    expect(text).toContain('Leeds: 40 replications; Rutland: 7 replications');
    const repeat = section(text, 'repeat');
    expect(repeat).toContain('Leeds: 40; Rutland: 7');
    expect(repeat).toContain(`Leeds: ${LEEDS!.frame.seed}; Rutland: other`);
    expect(repeat).toContain(`Leeds: ${LEEDS!.frame.stance}; Rutland: cautious`);
    expect(repeat).toMatch(/<dd>Leeds: [^;<]+; Rutland: 9\.9\.9<\/dd>/);
    expect(section(text, 'basis')).toContain(`Evidence stance: <strong>${LEEDS!.frame.stance} and cautious</strong>`);
    for (const area of ['Leeds', 'Rutland']) {
      expect(section(text, 'basis')).toContain(`<h3>Assumptions of ${area}</h3>`);
      expect(section(text, 'sure')).toContain(`<h3>${area}</h3>`);
    }
    expect(section(page(apart, FOLDERS, true), 'basis').split('<h3 id="sources">')).toHaveLength(2);
  });
});

test('one study in several areas is repeated from the record beside its page', () => {
  expect(section(page(RUTLAND!, []), 'repeat')).toContain('Everything needed is in');
});
