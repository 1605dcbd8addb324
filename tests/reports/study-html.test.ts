/** A study's page: the option first, every chart somewhere, never too large. */
import { describe, expect, it } from 'vitest';
import { studyCharts } from '../../reports/study/charts/index.js';
import { studyHtml, type DrawnStudy } from '../../reports/study/html/index.js';
import { studyFixture, type StudyChoices } from './study-fixture.js';

/** Studies with a stub of so many letters in place of each drawing. */
function drawn(choices: StudyChoices, letters = 10): DrawnStudy[] {
  const studies = studyFixture(choices);
  return studies.map((study, i) => {
    const lead = studies.length === 1 ? '' : `${i + 1}-area-`;
    return {
      ...study,
      lead,
      charts: studyCharts(study).map((chart) => ({
        ...chart,
        name: `${lead}${chart.name}`,
        svg: `<svg class="${lead}${chart.name}"><desc>${'x'.repeat(letters)}</desc></svg>`,
      })),
    };
  });
}

const chartsOn = (page: string): string[] => [...page.matchAll(/<svg class="([^"]*)"/g)].map((found) => found[1] ?? '');

describe('a study of one area', () => {
  const studies = drawn({ options: 5, draws: 60 });
  const page = studyHtml(studies);
  const full = studyHtml(studies, { full: true });

  it('opens with the option of the highest mean, four numbers of it, and every option', () => {
    const first = page.slice(0, page.indexOf('<nav'));
    expect(first).toContain('Family Safeguarding has the highest mean');
    expect(first.match(/class="what"/g)).toHaveLength(4);
    for (const { title } of studies[0]!.report.options) expect(first).toContain(`<th scope="row">${title}`);
    expect(first).toContain('Chance of being best');
    expect(first.indexOf('Every option')).toBeLessThan(first.indexOf('class="cards"'));
    expect(first).toContain('Intervals are chance and what is not known');
    const few = studyHtml(drawn({ options: 3, draws: 9 }));
    expect(few.slice(0, few.indexOf('<nav'))).not.toContain('Chance of being best');
    const chance = studyHtml(drawn({ options: 3, draws: 0 }));
    expect(chance.slice(0, chance.indexOf('<nav'))).toContain('less sure than they look');
  });

  it('has its chapters in the order that people ask, and no chart is lost', () => {
    const headings = [...page.matchAll(/<h2[^>]*>([^<]*)/g)].map((found) => found[1]);
    expect(headings).toEqual([
      'In short',
      'The numbers',
      'Timescales',
      'Costs',
      'Who gains',
      'How sure',
      'What it rests on',
      'What this does not say',
      'How to repeat it, and where the rest is',
    ]);
    const names = studies[0]!.charts.map(({ name }) => name);
    expect(chartsOn(full).sort()).toEqual([...names].sort());
    expect(full).not.toContain('More charts');
    const shown = chartsOn(page);
    expect(shown.length).toBeLessThan(names.length);
    // What is not drawn is named.
    const rest = page.slice(page.indexOf('id="repeat"'));
    for (const { title } of studies[0]!.charts.filter(({ name }) => !shown.includes(name)))
      expect(rest).toContain(title);
  });

  it('has no id twice and skips no rank of heading', () => {
    for (const text of [page, full, studyHtml(drawn({ options: 5, areas: 2, draws: 20 }), { full: true })]) {
      const ids = [...text.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
      expect(new Set(ids).size).toBe(ids.length);
      const ranks = [...text.matchAll(/<h([1-6])/g)].map((found) => Number(found[1]));
      for (let i = 1; i < ranks.length; i++) expect((ranks[i] ?? 0) - (ranks[i - 1] ?? 0)).toBeLessThanOrEqual(1);
    }
  });

  it('tells of the next best where none is better than what all are compared with', () => {
    const two = studyHtml(drawn({ options: 2, draws: 0 }));
    expect(two).toContain('Do nothing has the highest mean');
    expect(two).toContain('The next best, Two MST teams, compared with no programme');
    // Its numbers come after what all are compared by, and after the note.
    expect(two.indexOf('class="cards"')).toBeGreaterThan(two.indexOf('less sure than they look'));
  });

  it('has no card of a level where the difference is kept back', () => {
    const kept = studies.map((study) => ({
      ...study,
      report: {
        ...study.report,
        figures: study.report.figures.map((figure) => ({ ...figure, differences: figure.differences.map(() => null) })),
      },
    }));
    const first = studyHtml(kept).split('<nav')[0]!;
    const cards = [...first.matchAll(/class="what"[^>]*>([^<]*)/g)].map((found) => found[1]);
    expect(cards).toEqual([expect.stringMatching(/^Net (?:saving|cost)/)]);
  });

  it('can be made of one option, of options that change nothing, and without an outcome', () => {
    for (const choices of [
      { options: 1 },
      { options: 3, effect: 0 },
      { options: 3, outcome: false },
      { scale: 1e9 },
      { scale: 1e-9 },
    ]) {
      const text = studyHtml(drawn(choices), { full: true });
      expect(text).toContain('How to repeat it');
      expect(text.replace(/<script>[^]*<\/script>/, '')).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it('shows hostile names as text', () => {
    const text = studyHtml(drawn({ options: 3, areas: 2, titles: 'hostile' }), { full: true });
    expect(text.match(/<script/g)).toHaveLength(1);
    expect(text).not.toContain('<img');
  });
});

describe('a study of ten areas', () => {
  const page = studyHtml(drawn({ options: 5, areas: 10, draws: 20 }, 100_000));

  it('has the areas side by side, and each in what can be opened', () => {
    expect(page).toContain('10 areas');
    expect(page.match(/<details class="area"/g)).toHaveLength(10);
    expect(page.indexOf('Bournemouth')).toBeLessThan(page.indexOf('<nav'));
  });

  it('is under five megabytes however large its drawings, and gives every area of what there is room for', () => {
    expect(Buffer.byteLength(page)).toBeLessThan(5_000_000);
    const shown = chartsOn(page);
    for (let i = 1; i <= 10; i++) expect(shown.some((name) => name.startsWith(`${i}-area-`))).toBe(true);
  });
});
