/** A programme in a scenario: places, dates, effects under each stance, costs, and what the reader is warned of. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { resolveScenario, type ResolvedProgramme } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { CARE, changed, PROGRAMME, SCENARIO } from './example-files.js';
import { resolve } from './in-memory.js';

function programme(use = '    teams: 2\n', file = PROGRAMME): ResolvedProgramme {
  const [found] = resolve({ ...CARE, 'mst.yaml': file, 'scenario.yaml': SCENARIO.replace('    teams: 2\n', use) })
    .scenario.programmes;
  if (found === undefined) throw new Error('no programme');
  return found;
}

describe('a programme', () => {
  test('resolves to numbers in days and pence', () => {
    expect(programme()).toMatchObject({
      id: 'mst',
      opens: 183,
      opensDate: '2025-10-01',
      closes: null,
      eligible: [
        { kind: 'state', region: 'case', states: ['edge_of_care'] },
        { kind: 'age', from: 11, below: 18 },
      ],
      takeUp: 0.8,
      places: [{ from: 183, places: 24 }],
      queue: { waits: true, givesUpAfter: 60 },
      stay: { family: 'lognormal', median: 133, sdlog: 0.25 },
      endsWhen: { notEligible: true, any: [] },
      onStart: [],
      againAfter: null,
      costs: [
        {
          name: 'mst.per_team_year',
          payer: 'council',
          line: 'Multisystemic Therapy',
          kind: 'yearly',
          pence: 100_000_000,
        },
        { name: 'mst.per_week', kind: 'per day', pence: 1000 / 7 },
      ],
    });
  });

  test('tells a reader what it is in words', () => {
    expect(programme().summary).toMatchObject({
      opens: '2025-10-01',
      places: '24 places (2 teams of 12)',
      eligible: 'case is Edge of care; age from 11, below 18',
      caveats: ['one trial'],
      warnings: [],
    });
  });

  test('may be given places instead of teams, or no limit', () => {
    expect(programme('    places: 5\n').places).toEqual([{ from: 183, places: 5 }]);
    const free = PROGRAMME.replace('per_team_year', 'per_year');
    expect(programme('    places: unlimited\n', free).places).toBeNull();
  });

  test('that was open before the run opens on its first day, aloud', () => {
    const { scenario } = resolve(changed('scenario.yaml', '2025-10-01', '2024-10-01'));
    expect(scenario.programmes[0]).toMatchObject({ opens: 0, opensDate: '2024-10-01' });
    expect(scenario.notes).toContainEqual(
      expect.stringMatching(/^mst opened on 2024-10-01, before the run starts/) as string,
    );
  });

  test('may end on any of several conditions, come again, take nobody who would wait, and change things at its start', () => {
    const file = PROGRAMME.replace(
      'ends_when: {not_eligible: true}',
      'ends_when: [{not_eligible: true}, {placement: kinship}]',
    )
      .replace('once: true', 'again: {after: 1 year}\non_start: {forces: {placement: foster}}')
      .replace(/queue: .*/, 'queue: {no_waiting: true}');
    expect(programme(undefined, file)).toMatchObject({
      endsWhen: { notEligible: true, any: [[{ kind: 'state', region: 'placement', states: ['kinship'] }]] },
      againAfter: 365.25,
      queue: { waits: false, givesUpAfter: null },
      onStart: [{ region: 'placement' }],
    });
  });

  test('without costs says so', () => {
    const file = PROGRAMME.replace(/costs:\n(  .*\n)+/, '');
    expect(programme(undefined, file).summary.warnings).toEqual([
      'Multisystemic Therapy: no cost is given, so none is counted',
    ]);
  });
});

describe('effects', () => {
  const ratio = (use: string): readonly number[] => programme(`    teams: 2\n${use}`).effects.map(({ value }) => value);

  test('follow the stance of the scenario, or their own', () => {
    expect(ratio('')).toEqual([1]);
    expect(ratio('    stance: as-trialled\n')).toEqual([1.22]);
    expect(ratio('    stance: optimistic\n')).toEqual([0.6]);
    expect(ratio('    stance: none\n')).toEqual([1]);
  });

  test('an optimistic figure is warned of, since the best trial found less', () => {
    const { warnings } = programme('    teams: 2\n    effects: {entry: 0.7}\n').summary;
    expect(warnings).toEqual([
      'Multisystemic Therapy, entry to care: the hazard ratio of 0.7 is better than a randomised trial (hazard ratio 1.22, 0.79 to 1.84) found',
    ]);
  });

  test('may be set by a scenario for one transition of several', () => {
    const file = PROGRAMME.replace('transitions: [enter]', 'transitions: [enter, home]');
    const { effects } = programme('    teams: 2\n    effects: {home: 1.3}\n', file);
    expect(
      effects.map(({ name, acts, value, mark }) => [name, 'transitions' in acts && acts.transitions, value, mark]),
    ).toEqual([
      ['entry', ['enter'], 1, 'derived'],
      ['entry.home', ['home'], 1.3, 'assumption'],
    ]);
  });
});

describe('assumptions', () => {
  test('list every number of a programme with its source and mark', () => {
    const { parameters } = resolve(CARE).scenario;
    const lines = parameters.filter(({ name }) => name.startsWith('mst.'));
    expect(lines.map(({ name, value, mark }) => [name, value, mark])).toEqual([
      ['mst.places_per_team', '12', 'published'],
      ['mst.take_up', '0.8', 'assumption'],
      ['mst.stay', 'lognormal {median: 19 weeks, sdlog: 0.25}', 'published'],
      ['mst.gives_up_after', '60 days', 'assumption'],
      ['mst.entry', '1', 'derived'],
      ['mst.per_team_year', '500000', 'assumption'],
      ['mst.per_week', '10', 'published'],
    ]);
    for (const { source } of parameters) expect(source).not.toBe('');
  });
});

test('a figure found by simulating a trial is told with its measure, and with what the trial published', () => {
  const path = fileURLToPath(new URL('../../scenarios/examples/expand-mst.yaml', import.meta.url));
  const { programmes } = resolveScenario(path, nodeFiles()).scenario;
  const [effect] = programmes[0]!.summary.effects;
  expect(JSON.stringify(effect)).toContain(
    "a randomised trial (hazard ratio 1.29, 0.742 to 2.35, from the trial's odds ratio 1.25 (0.77 to 2.05)) does not show an effect",
  );
});
