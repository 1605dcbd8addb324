/** Nothing that a reader meets claims 95% of futures, or every future, of fewer than forty of them. */
import { describe, expect, test } from 'vitest';
import type { StudyResult } from '../../engine/study/result.js';
import { charts, type Chart } from '../../reports/charts/index.js';
import { endsWords, headline, heldWords, holdsWords, sameIn } from '../../reports/findings/index.js';
import { reportHtml } from '../../reports/page/index.js';
import { studyCharts } from '../../reports/study/charts/index.js';
import { studyHtml } from '../../reports/study/html/index.js';
import type { AreaStudy } from '../../reports/study/index.js';
import { studyPage } from '../../reports/study/page.js';
import { studyText } from '../../reports/study/text.js';
import { aboutRun } from '../../reports/tables/index.js';
import { dictionary, dictionaryCsv } from '../../reports/tables/dictionary.js';
import { officialFiles } from '../../reports/tables/official/index.js';
import { workbookSheets } from '../../reports/tables/workbook/sheets.js';
import { careResult } from './fixture.js';
import { studyFixture } from './study-fixture.js';

const CLAIM = /95% of (?:\w+ )?futures|hold 95%|95% prediction|(?<!almost )every (?:simulated )?future/;
const FEW = /simulated futures lie, roughly|futures simulated|few simulated futures, roughly/;

const run = (replications: number): StudyResult => careResult({ change: { replications } });

function study(replications: number): AreaStudy[] {
  return studyFixture({ options: 3, draws: 0 }).map((one) => ({
    ...one,
    report: { ...one.report, replications },
    frame: { ...one.frame, replications },
  }));
}

/** Words as a reader has them: without tags, and the lines of a subtitle or a folded text joined. */
const flat = (text: string): string => text.replaceAll(/<[^>]*>/g, '').replaceAll(/","|\s+/g, ' ');

function sheetsOf(rows: StudyResult['rows'], frame: AreaStudy['frame']): string {
  const about = { title: 'A run', question: 'Which?', frames: [frame], hash: '', disclosure: null };
  return workbookSheets(rows, about)
    .flatMap(({ cells }) => cells.flat().map((cell) => String(cell.value)))
    .join(' ');
}

/** Everything a reader meets, by name. */
function all(replications: number): readonly { readonly name: string; readonly text: string }[] {
  const one = run(replications);
  const [first] = study(replications);
  const { report, frame, rows } = first!;
  const about = aboutRun(one, '');
  const official = officialFiles(one.rows, about).map(({ content }) => String(content));
  const drawn = (all: readonly Chart[]): string =>
    JSON.stringify(all.map(({ spec, description }) => [spec, description]));
  const texts = {
    'the page': reportHtml(one, [], { full: true }),
    'the page of a study': studyHtml([{ ...first!, charts: [], lead: '' }], { full: true }),
    dictionary: dictionaryCsv(dictionary(one.rows, about)),
    'official tables': official.join(' '),
    charts: drawn(charts(one)),
    'charts of a study': drawn(studyCharts(first!)),
    terminal: headline(one).join(' '),
    'the terminal of a study': studyText(report).join(' '),
    'study.md': studyPage(report),
    workbook: sheetsOf(one.rows, one),
    'the workbook of a study': sheetsOf(rows, frame),
  };
  return Object.entries(texts).map(([name, text]) => ({ name, text: flat(text) }));
}

describe.each([2, 12, 39])('of %i futures', (replications) => {
  test.each(all(replications))('$name claims no 95% of futures, and says that the ends are rough', ({ text }) => {
    const at = text.search(CLAIM);
    expect(at < 0 ? '' : text.slice(Math.max(0, at - 60), at + 60)).toBe('');
    expect(text).toMatch(FEW);
  });
});

describe('of forty futures', () => {
  test.each(all(40))('$name says 95% of futures', ({ text }) => {
    expect(text).toMatch(CLAIM);
    expect(text).not.toMatch(FEW);
  });
});

test('the words are of one rule', () => {
  expect(holdsWords('Brackets', 1, 'chance only')).toBe('One future: no intervals.');
  expect(holdsWords('Brackets', 10, 'chance only')).toBe(
    'Brackets: where 10 simulated futures lie, roughly (chance only); 40 or more are needed for 95%.',
  );
  expect(holdsWords('Bands', 40, 'chance only')).toBe('Bands: 95% of simulated futures (chance only).');
  expect(heldWords(39, '')).toBe('where 39 simulated futures lie, roughly; 40 or more are needed for 95%');
  expect(endsWords(1, 'chance only')).toContain('no interval');
  expect(sameIn(1)).toBe('in this one future, which says nothing of others');
});
