/** Every kind of page that a reader meets, made from made-up results. */
import type { StudyResult } from '../../engine/study/result.js';
import { buildReport, buildStudyReport, type ReportFile } from '../../reports/index.js';
import { HOSTILE, careResult, generalResult } from '../reports/fixture.js';
import { studyFixture } from '../reports/study-fixture.js';

const pageOf = (files: readonly ReportFile[]): string =>
  String(files.find(({ path }) => path === 'report.html')?.content);

/** Markup, marks that turn text round, and ten thousand letters in every name and note. */
function hostile(): StudyResult {
  const text = `${HOSTILE} \u202e<b onclick=alert(2)>${'x'.repeat(10_000)}</b>`;
  const named = `${HOSTILE} \u2067${'long '.repeat(2000)}`;
  const whole = careResult();
  return {
    ...whole,
    title: text,
    question: named,
    seed: text,
    stance: HOSTILE,
    area: { code: HOSTILE, name: named, children: 1 },
    options: whole.options.map((one) => ({ ...one, label: `${one.label} ${text}` })),
    notes: [text, named],
    measures: whole.measures.map((one) => ({ ...one, label: `${one.label} ${HOSTILE}`, definition: text })),
    programmes: whole.programmes.map((one) => ({
      ...one,
      title: text,
      description: named,
      eligible: text,
      places: text,
      opens: text,
      caveats: [text],
      warnings: [named],
      effects: one.effects.map((effect) => ({ ...effect, label: text, why: named })),
      evidence: one.evidence.map((card) => ({ ...card, study: text, note: named, address: 'javascript:alert(3)' })),
    })),
    assumptions: whole.assumptions.map((one) => ({ ...one, label: text, source: text, value: HOSTILE })),
    targets: whole.targets.map((one) => ({ ...one, label: named, source: text })),
  };
}

const choices = { pictures: false } as const;
const full = { pictures: false, full: true } as const;

/** By name, the text of a page; each is made when it is first asked for. */
const PAGES = {
  run: async () => pageOf(await buildReport(careResult(), choices)),
  'run in full': async () => pageOf(await buildReport(careResult(), full)),
  'baseline alone': async () => pageOf(await buildReport(careResult({ baselineOnly: true }), choices)),
  'no effect': async () => pageOf(await buildReport(careResult({ effect: 0 }), choices)),
  queue: async () => pageOf(await buildReport(generalResult(), choices)),
  hostile: async () => pageOf(await buildReport(hostile(), full)),
  study: async () => pageOf(await buildStudyReport(studyFixture({ options: 5, draws: 60 }), choices)),
  'study in full': async () => pageOf(await buildStudyReport(studyFixture({ options: 8, draws: 60 }), full)),
  'ten areas': async () => pageOf(await buildStudyReport(studyFixture({ options: 5, areas: 10, draws: 60 }), choices)),
  'hostile study': async () =>
    pageOf(await buildStudyReport(studyFixture({ options: 3, areas: 2, draws: 60, titles: 'hostile' }), full)),
} as const satisfies Readonly<Record<string, () => Promise<string>>>;

export type PageName = keyof typeof PAGES;

const made = new Map<PageName, Promise<string>>();

export function pageNamed(name: PageName): Promise<string> {
  const known = made.get(name) ?? PAGES[name]();
  made.set(name, known);
  return known;
}

export const NAMES = Object.keys(PAGES) as PageName[];
