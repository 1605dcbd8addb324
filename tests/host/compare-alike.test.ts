/** What results side by side must have alike beside their children and their luck: programmes whole, beliefs, appraisal. */
import { describe, expect, test } from 'vitest';
import { compareResults } from '../../cli/host/from-results/index.js';
import type { RunResults, StudyResults } from '../../cli/host/index.js';
import { runRecord } from '../../cli/host/run-record.js';
import type { StudyResult } from '../../engine/index.js';
import type { AreaStudy } from '../../reports/study/index.js';
import { careResult } from '../reports/fixture.js';
import { studyFixture } from '../reports/study-fixture.js';

type Frame = AreaStudy['frame'];
type Report = AreaStudy['report'];

const [LEEDS, RUTLAND] = studyFixture({ areas: 2, options: 3, draws: 40 });

function study(of: AreaStudy, change: { frame?: Partial<Frame>; report?: Partial<Report> } = {}): StudyResults {
  const { name } = { name: of.report.area };
  return {
    kind: 'study',
    folder: name,
    text: name,
    record: { format: 'throughcare comparison 1', hash: '', of: [], studies: [] },
    studies: [{ ...of, frame: { ...of.frame, ...change.frame }, report: { ...of.report, ...change.report } }],
  };
}

const line = (name: string, value: string): Frame['assumptions'][number] => ({
  name,
  label: name,
  value,
  unit: '',
  interval: null,
  source: '',
  mark: 'assumption',
});

const TERMS = { discounting: '0.035, yearly', optimism: 'none', inflation: 'none' } as const;
const first = LEEDS!.frame.programmes[0]!;

describe('studies of two areas', () => {
  test('with all of it alike stand side by side, with nothing to say', () => {
    const { studies } = compareResults([study(LEEDS!), study(RUTLAND!)]);
    expect(studies.map(({ report }) => report.area)).toEqual(['Leeds', 'Rutland']);
    expect(studies.map(({ report }) => report.notes)).toEqual([LEEDS, RUTLAND].map((one) => one!.report.notes));
  });

  test.each<[string, Parameters<typeof study>[1], RegExp]>([
    [
      'places',
      {
        frame: {
          programmes: LEEDS!.frame.programmes.map((one, i) => (i === 0 ? { ...one, places: '10 teams' } : one)),
        },
      },
      /places of .* is 10 teams, not /,
    ],
    [
      'opening',
      { frame: { programmes: LEEDS!.frame.programmes.map((one) => ({ ...one, opens: '2027-04-01' })) } },
      /the opening of .* is 2027-04-01/,
    ],
    [
      'effects',
      {
        frame: {
          programmes: LEEDS!.frame.programmes.map((one) => ({
            ...one,
            effects: one.effects.map((effect) => ({ ...effect, value: 0.123 })),
          })),
        },
      },
      /the effect .* 0\.123, not /,
    ],
    [
      'take-up',
      { frame: { assumptions: [...LEEDS!.frame.assumptions, line(`${first.id}.take_up`, '0.31')] } },
      /take_up is 0\.31, not/,
    ],
    ['stance', { frame: { stance: 'optimistic' } }, /evidence stance is optimistic, not central/],
    ['stance of a study under several', { report: { stanceName: 'none' } }, /evidence stance is none, not central/],
    [
      'discounting',
      { frame: { appraisal: { ...TERMS, discounting: '0.015, yearly' } } },
      /discounting is 0\.015, yearly, not 0\.035, yearly/,
    ],
    [
      'optimism',
      { frame: { appraisal: { ...TERMS, optimism: 'costs 0.2, benefits 0' } } },
      /allowance for optimism is costs 0\.2, benefits 0, not none/,
    ],
    ['inflation', { frame: { appraisal: { ...TERMS, inflation: '0.02' } } }, /inflation is 0\.02, not none/],
    [
      'outcome',
      { report: { frontier: { ...LEEDS!.report.frontier!, outcome: 'Returns to care' } } },
      /it weighs money and fewer of Returns to care, not/,
    ],
    ['no outcome', { report: { frontier: null } }, /it weighs money alone, not/],
    [
      'the worth of it',
      { report: { choice: { ...LEEDS!.report.choice!, worth: 12_345 } } },
      /is worth £12345 in it, not/,
    ],
    ['years', { report: { endDate: '2040-03-31' } }, /2040-03-31/],
  ])('are refused where the %s differs, which is named', (_, change, message) => {
    const own = study({ ...LEEDS!, frame: { ...LEEDS!.frame, appraisal: TERMS } });
    const other = study({ ...RUTLAND!, frame: { ...RUTLAND!.frame, appraisal: TERMS } }, change);
    expect(() => compareResults([own, other])).toThrow(message);
    expect(() => compareResults([own, other])).toThrow(/^Rutland: this cannot be put beside Leeds: /);
  });

  test('with other seeds, draws or replications are compared, and say so', () => {
    const { studies } = compareResults([
      study(LEEDS!),
      study(RUTLAND!, { report: { seed: 'x', draws: 7, replications: 3 } }),
    ]);
    for (const { report } of studies) {
      const said = report.notes.join(' ');
      expect(said).toMatch(/not have the same seeds \(Leeds: .*; Rutland: x\)/);
      expect(said).toMatch(/the same draws \(Leeds: 40; Rutland: 7\)/);
      expect(said).toMatch(/the same replications \(Leeds: \d+; Rutland: 3\)/);
    }
  });
});

function run(name: string, change: Partial<StudyResult> = {}): RunResults {
  const result = { ...careResult(), name, title: name, ...change };
  const record = runRecord(`${name}.yaml`, {}, new Map(), 'library', { result, events: 1, seconds: 1 });
  return { kind: 'run', folder: name, record, text: name, result };
}

const YORK = { area: { code: 'E06000014', name: 'York', children: 36_000 } };

describe('runs', () => {
  const { assumptions, programmes } = careResult();

  test.each<[string, Partial<StudyResult>, Partial<StudyResult>, RegExp]>([
    [
      'optimism bias',
      { appraisal: TERMS },
      { appraisal: { ...TERMS, optimism: 'costs 0.2, benefits 0.1' } },
      /allowance for optimism is costs 0\.2/,
    ],
    ['inflation', { appraisal: TERMS }, { appraisal: { ...TERMS, inflation: '0.02' } }, /inflation is 0\.02/],
    [
      'optimism bias, of older records',
      {},
      { assumptions: [...assumptions, line('appraisal: optimism on costs', '0.2')] },
      /optimism on costs is 0\.2 \(not set in the other\)/,
    ],
  ])('of one baseline with another %s are refused', (_, one, other, message) => {
    expect(() => compareResults([run('a', one), run('b', other)])).toThrow(message);
    expect(() => compareResults([run('a', one), run('b', { ...YORK, ...other })])).toThrow(message);
  });

  test('without a programme are appraised by nothing, whatever their terms', () => {
    const bare = { ...careResult({ baselineOnly: true }), name: 'a', title: 'a', appraisal: TERMS };
    const other = run('b', { appraisal: { ...TERMS, inflation: '0.02' } });
    expect(compareResults([run('a', bare), other]).studies).toHaveLength(1);
  });

  test.each(['per_team_year', 'take_up'])(
    'of two areas whose programmes have another %s are not of the same options',
    (number) => {
      const name = `${programmes[0]!.id}.${number}`;
      const own = assumptions.filter((known) => known.name !== name);
      const one = run('a', { assumptions: [...own, line(name, '100')] });
      const other = run('b', { ...YORK, assumptions: [...own, line(name, '200')] });
      expect(() => compareResults([one, other])).toThrow(
        new RegExp(`^b: this cannot be put beside a.*${name} is 200, not 100`),
      );
      expect(
        compareResults([one, run('b', { ...YORK, assumptions: [...own, line(name, '100')] })]).studies,
      ).toHaveLength(2);
    },
  );
});
