/** What a programme file or its use may not say: each refused once, at its line and column, with what was found and is allowed. */
import { describe, expect, test } from 'vitest';
import { studyPlan } from '../../cli/host/prepare.js';
import { fixedCostSeries } from '../../engine/economics/fixed-costs.js';
import { compilePathway } from '../../engine/pathway/compile.js';
import type { CompiledPathway } from '../../engine/pathway/compiled.js';
import type { Resource } from '../../engine/pathway/model.js';
import { withProgrammes } from '../../engine/programmes/extend.js';
import type { Resolution, ResolvedProgramme } from '../../scenarios/index.js';
import { InputError } from '../../scenarios/index.js';
import { CARE, changed, PROGRAMME, SCENARIO } from '../scenarios/example-files.js';
import { expectRefusal, refusal, resolve } from '../scenarios/in-memory.js';

const ON_TRANSITIONS = '    transitions: [enter]\n';
const TRIAL = 'best_trial: {design: randomised, hazard_ratio: 1.22, interval: [0.79, 1.84]}';
const STANCES = '    stances:\n      optimistic: {hazard_ratio: 0.6, design: uncontrolled, note: one service}\n';
const LASTS = '    lasts: {during: true, after: 18 months}\n';

/** The files with replacements in the programme, each of which must be there once. */
function files(...changes: readonly (readonly [string, string])[]): Record<string, string> {
  let text = PROGRAMME;
  for (const [from, to] of changes) {
    if (text.split(from).length !== 2) throw new Error(`'${from}' is not in the programme exactly once`);
    text = text.replace(from, () => to);
  }
  return { ...CARE, 'mst.yaml': text };
}
/** The same with the effect acting on something else, in a measure of its own. */
const acting = (
  subject: string,
  size: string,
  more: readonly (readonly [string, string])[] = [],
): Record<string, string> =>
  files(
    [ON_TRANSITIONS, `    ${subject}\n`],
    [TRIAL, `best_trial: {design: controlled, ${size}}`],
    [STANCES, ''],
    ...more,
  );
const EVERYONE: readonly (readonly [string, string])[] = [
  ['take_up: {value: 0.8, source: assumption, mark: assumption, note: no figure}\n', 'reach: everyone\n'],
  ['team: {places: 12, source: trial, mark: published}\n', ''],
  ['queue: {gives_up_after: {value: 60 days, source: assumption, mark: assumption, note: no figure}}\n', ''],
  ['stay: {value: {lognormal: {median: 19 weeks, sdlog: 0.25}}, source: trial, mark: published}\n', ''],
  ['ends_when: {not_eligible: true}\n', ''],
  ['once: true\n', ''],
  ['per_team_year', 'per_year'],
];
const everyone = (texts: Record<string, string>): Record<string, string> => ({
  ...texts,
  'scenario.yaml': SCENARIO.replace('    teams: 2\n', ''),
});
const using = (use: string): Record<string, string> => changed('scenario.yaml', '    teams: 2\n', use);

describe('what an effect acts on', () => {
  test('is one thing, and something', () => {
    const both = files([ON_TRANSITIONS, '    transitions: [enter]\n    referrals: [referrals]\n']);
    expectRefusal(
      { ...both, 'mst.yaml': both['mst.yaml']!.replace('  entry:\n', '  ❯entry:\n') },
      /one of transitions, shares, .*found transitions and referrals/,
    );
    expect(refusal(() => resolve(files([ON_TRANSITIONS, '']))).message).toMatch(
      /mst\.yaml:\d+:\d+: an effect acts on one of .*found none/,
    );
  });

  test.each([
    ['transitions: [enter]', 'odds_ratio: 2', /has hazard_ratio or time_ratio, not odds_ratio/],
    [
      'shares: {of: [home], towards: left}',
      'hazard_ratio: 2',
      /has odds_ratio or risk_ratio or points, not hazard_ratio/,
    ],
    ['diverts: {of: [enter], to: stay}', 'points: 0.2', /has diverted, not points/],
    ['transitions: [enter]', 'diverted: 0.2', /not diverted/],
  ])('has its own measures: %s', (subject, size, words) => {
    const error = expectRefusal(acting(subject, `❯${size}`), words);
    expect(error.problems[0]).toMatchObject({ found: size.split(':')[0], allowed: expect.any(Array) as unknown });
  });

  test('has one measure, and one size of it', () => {
    expectRefusal(
      files([TRIAL, '❯best_trial: {design: controlled, hazard_ratio: 0.8, time_ratio: 2}'], [STANCES, '']),
      /one size is enough: found hazard_ratio and time_ratio/,
    );
    expectRefusal(
      files(
        [TRIAL, 'best_trial: {design: controlled, time_ratio: 2}'],
        ['{hazard_ratio: 0.6,', '{❯hazard_ratio: 0.6,'],
      ),
      /two measures: time_ratio and hazard_ratio/,
    );
  });

  test.each([
    ['transitions: [❯entr]', 'hazard_ratio: 0.8', /no transition 'entr'/, 'enter'],
    ['shares: {of: [❯hom], towards: left}', 'odds_ratio: 0.8', /no transition 'hom'/, 'home'],
    [
      'shares: {on_entry: {❯cas: looked_after}, of: placement, towards: kinship}',
      'odds_ratio: 0.8',
      /no region 'cas'/,
      'case',
    ],
    [
      'shares: {on_entry: {case: ❯lookd_after}, of: placement, towards: kinship}',
      'odds_ratio: 0.8',
      /no state of 'case' 'lookd_after'/,
      'looked_after',
    ],
    [
      'shares: {on_entry: {case: looked_after}, of: ❯placment, towards: kinship}',
      'odds_ratio: 0.8',
      /no region 'placment'/,
      'placement',
    ],
    [
      'shares: {on_entry: {case: looked_after}, of: placement, towards: ❯kinshp}',
      'odds_ratio: 0.8',
      /no state of 'placement' 'kinshp'/,
      'kinship',
    ],
    ['diverts: {of: [❯entre], to: stay}', 'diverted: 0.2', /no transition 'entre'/, 'enter'],
    ['diverts: {of: [enter], to: ❯lef}', 'diverted: 0.2', /no state of 'case' 'lef'/, 'left'],
    ['supply: {resource: ❯homes, recruits: true}', 'points: 6', /no resource 'homes'/, undefined],
  ])('must exist: %s', (subject, size, words, nearest) => {
    expect(expectRefusal(acting(subject, size), words).problems[0]?.suggestion).toBe(nearest);
  });

  test('of referrals must be a stream, and everybody is reached', () => {
    expectRefusal(acting('❯referrals: [referrals]', 'risk_ratio: 0.8'), /reach: everyone/);
    const typo = everyone(acting('referrals: [❯refrrals]', 'risk_ratio: 0.8', [...EVERYONE, [LASTS, '']]));
    expect(expectRefusal(typo, /no arrivals 'refrrals'/).problems[0]?.suggestion).toBe('referrals');
  });

  test('of referrals or places is of nobody in particular, and of no time after', () => {
    const of = (more: string): Record<string, string> =>
      everyone(acting('referrals: [referrals]', 'risk_ratio: 0.8', [...EVERYONE, [LASTS, more]]));
    expectRefusal(of('    ❯for: {age: {from: 11}}\n'), /a subgroup has no meaning/);
    expectRefusal(of('    ❯lasts: {during: true, after: 6 months}\n'), /as long as the programme is open/);
    expect(resolve(of('')).scenario.programmes[0]!.effects).toHaveLength(1);
  });

  test('leads somewhere: what only the engine can tell is said at the effect all the same', () => {
    const { texts } = { texts: acting('shares: {of: [home], towards: kinship}', 'odds_ratio: 2') };
    const resolution = resolve(texts);
    const error = explainedBy(resolution);
    expect(error.problems[0]).toMatchObject({ file: 'mst.yaml', line: 12, column: 3, found: 'kinship' });
    expect(error.problems[0]!.allowed).toContain('left');
    expect(error.message).toMatch(/no outcome of "home" leads to "kinship"/);
  });
});

/** What extending the pathway refuses, as it is told. */
function explainedBy(resolution: Resolution): InputError {
  const { model, programmes } = studyPlan(resolution.scenario, null);
  try {
    withProgrammes(model, programmes);
  } catch (error) {
    const told = resolution.explain(error);
    if (told instanceof InputError) return told;
    throw told;
  }
  throw new Error('this was accepted');
}

describe('the size of an effect', () => {
  test.each([
    [
      'shares: {of: [home], towards: left}',
      'points: ❯10',
      /from -1 to 1 \(0\.1 is ten percentage points more\), found 10/,
    ],
    ['shares: {of: [home], towards: left}', 'odds_ratio: ❯0', /more than 0/],
    ['diverts: {of: [enter], to: stay}', 'diverted: ❯1.2', /0 to 1|at most 1/],
    ['transitions: [enter]', 'hazard_ratio: ❯-2', /more than 0/],
  ])('of %s is not %s', (subject, size, words) => {
    expectRefusal(acting(subject, size), words);
  });

  test('on referrals is 1 at most', () => {
    expectRefusal(
      everyone(acting('referrals: [referrals]', 'risk_ratio: ❯1.1', [...EVERYONE, [LASTS, '']])),
      /1 at most/,
    );
  });

  test('set in a scenario is one that can be', () => {
    const use = (texts: Record<string, string>, effects: string): Record<string, string> => ({
      ...texts,
      'scenario.yaml': SCENARIO.replace('    teams: 2\n', `    teams: 2\n    effects: {${effects}}\n`),
    });
    expectRefusal(use(CARE, 'entry: ❯-1'), /hazard ratios: expected a number above 0, found -1/);
    expectRefusal(use(acting('shares: {of: [home], towards: left}', 'points: 0.1'), 'entry: ❯3'), /from -1 to 1/);
    expectRefusal(use(acting('diverts: {of: [enter], to: stay}', 'diverted: 0.1'), 'entry: ❯3'), /a share from 0 to 1/);
    expect(
      expectRefusal(use(CARE, '❯entr: 0.5'), /no effect or transition of this programme 'entr'/).problems[0]
        ?.suggestion,
    ).toBe('entry');
  });

  test('set for one transition of several holds for time ratios too', () => {
    const slow = files(
      [ON_TRANSITIONS, '    transitions: [home, move]\n'],
      [TRIAL, 'best_trial: {design: controlled, time_ratio: 0.64}'],
      [STANCES, ''],
    );
    const { effects } = resolve({
      ...slow,
      'scenario.yaml': SCENARIO.replace('    teams: 2\n', '    teams: 2\n    effects: {move: 0.5}\n'),
    }).scenario.programmes[0]!;
    expect(effects.map(({ acts, value }) => [acts, value])).toEqual([
      [{ kind: 'time_ratio', transitions: ['home'] }, 0.8],
      [{ kind: 'time_ratio', transitions: ['move'] }, 0.5],
    ]);
  });

  test('from a trial that has not been simulated is asked for', () => {
    const trial = 'best_trial: {design: randomised, trial: ❯ours}';
    const one = '{label: Ours, who: {case: edge_of_care}, horizon: 1 year, source: trial, note: none, outcomes: {}}';
    const texts = files([TRIAL, trial], [STANCES, ''], ['evidence:\n', `trials: {ours: ${one}}\nevidence:\n`]);
    expectRefusal(texts, /the trial 'ours' has not been simulated for 'entry': throughcare trials mst does it/);
    const typo = files(
      [TRIAL, trial.replace('ours', 'our')],
      [STANCES, ''],
      ['evidence:\n', `trials: {ours: ${one}}\nevidence:\n`],
    );
    expect(expectRefusal(typo, /no trial of this programme 'our'/).problems[0]?.suggestion).toBe('ours');
  });
});

describe('a practice that reaches everybody', () => {
  const whole = files(...EVERYONE);

  test('needs no places, and has everybody eligible', () => {
    expect(resolve(everyone(whole)).scenario.programmes[0]).toMatchObject({
      places: null,
      takeUp: 1,
      stay: null,
      againAfter: 0,
      endsWhen: { notEligible: true },
    });
  });

  test.each(['take_up', 'siblings', 'team', 'queue', 'stay', 'drop_out', 'ends_when', 'once', 'again'])(
    'has no %s',
    (key) => {
      const lines: Readonly<Record<string, string>> = {
        take_up: 'take_up: {value: 0.8, source: trial, mark: published}',
        siblings: 'siblings: {come: together, each: child}',
        team: 'team: {places: 12, source: trial, mark: published}',
        queue: 'queue: {no_waiting: true}',
        stay: 'stay: {value: {fixed: 3 days}, source: trial, mark: published}',
        drop_out: 'drop_out: {value: {fixed: 3 days}, source: trial, mark: published}',
        ends_when: 'ends_when: {not_eligible: true}',
        once: 'once: true',
        again: 'again: {after: 1 year}',
      };
      const texts = everyone({
        ...whole,
        'mst.yaml': whole['mst.yaml']!.replace('reach: everyone\n', `reach: everyone\n❯${lines[key]!}\n`),
      });
      expectRefusal(texts, new RegExp(`'reach: everyone' there is no '${key}'`));
    },
  );

  test('is given no teams', () => {
    expectRefusal({ ...whole, 'scenario.yaml': SCENARIO.replace('  - use', '  - ❯use') }, /no teams or places to give/);
  });
});

describe('capacity', () => {
  test('rises line by line, each later than the one before', () => {
    expectRefusal(
      using('    capacity: [{from: 2026-04-01, teams: 1}, {from: ❯2026-01-01, teams: 2}]\n'),
      /later than the one before/,
    );
    expectRefusal(
      using('    capacity: [{from: 2026-04-01, teams: 1}, {from: ❯2026-04-01, teams: 2}]\n'),
      /later than the one before/,
    );
    expectRefusal(using('    capacity: [❯{from: 2026-04-01}]\n'), /'teams', or 'places'/);
    expectRefusal(using('    capacity: [❯{from: 2026-04-01, teams: 1, places: 3}]\n'), /'teams', or 'places'/);
    expectRefusal(
      {
        ...using('    teams: 2\n    places: 3\n'),
        'scenario.yaml': SCENARIO.replace('  - use', '  - ❯use').replace('teams: 2', 'teams: 2\n    places: 3'),
      },
      /one of 'teams', 'places'/,
    );
  });

  test('of before it opens is what it opens with', () => {
    const { places, summary } = programme(
      '    capacity: [{from: 2025-04-01, teams: 1}, {from: 2025-07-01, teams: 2}, {from: 2026-04-01, teams: 3}]\n',
    );
    expect(places).toEqual([
      { from: 183, places: 24 },
      { from: 365, places: 36 },
    ]);
    expect(summary.places).toBe('24 places (2 teams of 12) from 2025-10-01, 36 places (3 teams of 12) from 2026-04-01');
  });

  test('is paid for from line to line, to the penny, until it closes', () => {
    const use =
      '    closes: 2028-01-15\n    capacity: [{from: 2025-10-01, teams: 1}, {from: 2026-04-01, teams: 2.5}, {from: 2027-04-01, teams: 0}, {from: 2027-07-01, teams: 4}, {from: 2028-04-01, teams: 9}]\n';
    const { scenario } = resolve(using(use));
    const { fixedCosts } = studyPlan(scenario, null);
    const start = scenario.startDay;
    const day = (date: string): number => Date.parse(date) / 86_400_000 - start;
    const months = Array.from({ length: 120 + 1 }, (_, k) =>
      day(new Date(Date.UTC(2025, 3 + k, 1)).toISOString().slice(0, 10)),
    );
    const paid = months
      .slice(1)
      .map((_, k) => fixedCosts.reduce((total, cost) => total + fixedCostSeries(cost, months)[k]!, 0));
    // 500,000 a team a year, by days of 365.25 to the year.
    const lines: readonly (readonly [number, string, string])[] = [
      [1, '2025-10-01', '2026-04-01'],
      [2.5, '2026-04-01', '2027-04-01'],
      [4, '2027-07-01', '2028-01-15'],
    ];
    const exact = lines.map(([teams, from, to]) => Math.round((teams * 50_000_000 * (day(to) - day(from))) / 365.25));
    expect(paid.reduce((total, pence) => total + pence, 0)).toBe(exact.reduce((total, pence) => total + pence, 0));
    const within = (from: string, to: string): number =>
      paid.filter((_, k) => months[k]! >= day(from) && months[k]! < day(to)).reduce((total, pence) => total + pence, 0);
    expect(within('2025-10-01', '2026-04-01')).toBe(exact[0]);
    expect(within('2026-04-01', '2027-04-01')).toBe(exact[1]);
    expect(within('2027-04-01', '2027-07-01')).toBe(0);
    expect(within('2027-07-01', '2028-02-01')).toBe(exact[2]);
    expect(within('2025-04-01', '2025-10-01') + within('2028-02-01', '2035-04-01')).toBe(0);
  });
});

function programme(use: string, file = PROGRAMME): ResolvedProgramme {
  return resolve({ ...using(use), 'mst.yaml': file }).scenario.programmes[0]!;
}

describe('a roll-out', () => {
  test('opens by area: needs one, and may leave it out', () => {
    const opens = (text: string): Record<string, string> =>
      changed('scenario.yaml', 'opens: 2025-10-01', `opens: ${text}`);
    expect(resolve(opens('{Leeds: 2026-10-01, York: 2027-10-01}')).scenario.programmes[0]!.opensDate).toBe(
      '2026-10-01',
    );
    expect(resolve(opens('{York: 2027-10-01}')).scenario).toMatchObject({
      programmes: [],
      notes: expect.arrayContaining([expect.stringMatching(/does not come to Leeds/)]) as unknown,
    });
    const nowhere = opens('{Leeds: 2026-10-01}');
    const text = nowhere['scenario.yaml']!.replace('area: Leeds\n', '').replace('opens', '❯opens');
    expectRefusal({ ...nowhere, 'scenario.yaml': text }, /a roll-out opens by area/);
  });
});

describe('a ramp of fidelity', () => {
  const ramp = (value: string): Record<string, string> =>
    files(['once: true\n', `once: true\nfidelity: {value: ${value}, source: trial, mark: published}\n`]);

  test('rises from the opening, in shares', () => {
    expect(resolve(ramp('{0 months: 0.5, 1 year: 1}')).scenario.programmes[0]!.fidelity).toEqual([
      { from: 183, share: 0.5 },
      { from: 183 + 365.25, share: 1 },
    ]);
    expectRefusal(ramp('{0 months: ❯1.5}'), /at most 1/);
    expectRefusal(ramp('{❯soon: 0.5}'), /not a duration/);
    const late = ramp('{1 month: 0.5}');
    expectRefusal(
      { ...late, 'mst.yaml': late['mst.yaml']!.replace('{value: {1', '{❯value: {1') },
      /starts at the opening/,
    );
  });
});

describe('overlap', () => {
  const overlap = (text: string): Record<string, string> => ({
    ...files(['once: true\n', `once: true\noverlap: ${text}\n`]),
    'library/programmes/family_safeguarding.yaml': PROGRAMME.replace(
      'programme: mst',
      'programme: family_safeguarding',
    ),
  });

  test('names programmes of the library or of the scenario', () => {
    const error = expectRefusal(
      overlap('{rule: strongest, with: [❯family_safegarding]}'),
      /no programme 'family_safegarding'/,
    );
    expect(error.problems[0]?.suggestion).toBe('family_safeguarding');
    expect(
      resolve(overlap('{rule: strongest, with: [family_safeguarding, mst]}')).scenario.programmes[0]!.overlap,
    ).toMatchObject({ rule: 'strongest' });
    expectRefusal(overlap('{rule: ❯stronger, with: [mst]}'), /stronger|expected|allowed/);
    expectRefusal(overlap('{rule: capped, with: [mst], at: ❯1.4}'), /at most 1/);
  });

  test('holds for every use of the programmes it names, by whatever name', () => {
    const texts = overlap('{rule: exclusive, with: [family_safeguarding]}');
    const more =
      '  - {use: family_safeguarding, as: north, opens: 2025-10-01, teams: 1}\n  - {use: family_safeguarding, as: south, opens: 2025-10-01, teams: 1}\n';
    const { programmes } = resolve({ ...texts, 'scenario.yaml': `${SCENARIO}${more}` }).scenario;
    expect(programmes[0]!.overlap).toEqual({ rule: 'exclusive', with: ['north', 'south'] });
  });
});

describe('brothers and sisters', () => {
  const siblings = (written: string): Record<string, string> =>
    files(['once: true\n', `once: true\nsiblings: ${written}\n`]);

  test('come together with a place each or one for the family, or one by one as where nothing is said', () => {
    const plan = (texts: Record<string, string>) => {
      const { scenario } = resolve(texts);
      return studyPlan(scenario, null).programmes[0]!;
    };
    expect(plan(siblings('{come: together, each: child}')).siblings).toEqual({ each: 'child' });
    expect(plan(siblings('{come: together, each: family, note: one worker}')).siblings).toEqual({ each: 'family' });
    expect(plan(siblings('{come: one by one}'))).toEqual(plan(files()));
  });

  test('a variant may have them come one by one', () => {
    const texts = {
      ...siblings('{come: together, each: family}'),
      'ours.yaml': 'programme: ours\nextends: ./mst.yaml\nsiblings: {come: one by one}\n',
      'scenario.yaml': SCENARIO.replace('./mst.yaml', './ours.yaml'),
    };
    expect(resolve(texts).scenario.programmes[0]!.siblings).toBeNull();
  });

  test('who come together say what they take, and who come one by one take a place each', () => {
    expectRefusal(files(['once: true\n', 'once: true\n❯siblings: {come: together}\n']), /'each' is missing/);
    expectRefusal(siblings('{come: one by one, ❯each: family}'), /'each' has no meaning/);
    expectRefusal(siblings('{come: ❯togther, each: child}'), /together/);
    expectRefusal(siblings('{come: together, each: ❯sibling}'), /family/);
  });

  test('are not told apart where one of them asks for all', () => {
    const { scenario } = resolve(siblings('{come: together, each: child}'));
    const { model, programmes } = studyPlan(scenario, null);
    const extended = withProgrammes(model, programmes);
    const compiled = (change: Partial<Resource>): CompiledPathway =>
      compilePathway({
        ...extended,
        resources: extended.resources.map((item) =>
          item.name === 'programme_mst_places' ? { ...item, ...change } : item,
        ),
      });
    expect(() => compiled({})).not.toThrow();
    expect(() => compiled({ whenFewer: 'stop' })).toThrow(/ask as one .* may be taken back/);
    const one = { base: 1, factors: [] };
    expect(() => compiled({ priority: { value: one, perDay: one } })).toThrow(/ask as one .* a priority/);
  });
});

describe('a variant of another', () => {
  const variant = (text: string): Record<string, string> => ({
    ...CARE,
    'ours.yaml': `programme: ours\nextends: ./mst.yaml\n${text}`,
    'scenario.yaml': SCENARIO.replace('./mst.yaml', './ours.yaml'),
  });

  test('has what it says, and of the rest what the other has', () => {
    const { programmes } = resolve(
      variant('title: Ours\nteam: {places: 5, source: trial, mark: published}\n'),
    ).scenario;
    expect(programmes[0]).toMatchObject({
      id: 'ours',
      title: 'Ours',
      takeUp: 0.8,
      places: [{ from: 183, places: 10 }],
    });
  });

  test('may be had again where the other is had once', () => {
    expect(resolve(variant('again: {after: 10 days}\n')).scenario.programmes[0]!.againAfter).toBe(10);
  });

  test('of itself, or of something that is none, is refused', () => {
    expectRefusal({ ...variant(''), 'ours.yaml': 'programme: ours\nextends: ❯./ours.yaml\n' }, /extends itself/);
    expectRefusal(
      { ...variant(''), 'ours.yaml': 'programme: ours\n❯extends: [mst]\n' },
      /'extends' names another programme/,
    );
    const two = { ...variant(''), 'mst.yaml': PROGRAMME.replace('title', 'extends: ❯./ours.yaml\ntitle') };
    expectRefusal(two, /extends itself: .*ours\.yaml extends .*mst\.yaml extends .*ours\.yaml/);
  });
});
