/** What a file may hold: each wrong thing is refused at its line and column, with what is allowed and what was meant. */
import { describe, expect, test } from 'vitest';
import { expectRefusal, refusal, resolve } from './in-memory.js';
import { CARE, changed, queueWith } from './example-files.js';

describe('keys', () => {
  test('an unknown key is refused where it stands, and stands in for the missing one it meant', () => {
    const error = expectRefusal(changed('scenario.yaml', 'title: Two', '❯tittle: Two'), /unknown key 'tittle'/);
    expect(error.problems[0]?.suggestion).toBe('title');
  });

  test('a mean that is no duration is told so, not that a mapping is out of place', () => {
    expectRefusal(
      queueWith('exponential: 1 per day', 'exponential: {mean: ❯12 hours}'),
      /this is not a duration: found '12 hours'/,
      'queue.yaml',
    );
  });

  test('an unknown key deep in a pathway is refused where it stands', () => {
    expectRefusal(changed('pathway.yaml', 'birthday: 18', '❯birthdy: 18'), /unknown key 'birthdy'/);
  });

  test('a missing key is refused at the mapping it is missing from', () => {
    expectRefusal(
      changed('scenario.yaml', '  - use: ./mst.yaml\n    opens: 2025-10-01', '  - ❯use: ./mst.yaml'),
      /'opens' is missing/,
    );
    expectRefusal(changed('pathway.yaml', 'initial: none\n    states:', 'states:'), /'initial' is missing/);
  });

  test('a key with nothing after it is refused', () => {
    expectRefusal(changed('scenario.yaml', 'years: 10', '❯years:'), /expected a number after 'years', found nothing/);
  });
});

describe('values', () => {
  test('a wrong type is refused at the value', () => {
    expectRefusal(changed('scenario.yaml', 'years: 10', 'years: ❯ten'), /expected a number, found 'ten'/);
    expectRefusal(changed('scenario.yaml', 'years: 10', '❯years: [10]'), /expected a number, found a list/);
  });

  test('a word outside a list of words is refused with the nearest', () => {
    const error = expectRefusal(
      changed('scenario.yaml', 'years: 10', 'years: 10\nstance: ❯centrl'),
      /not one of the words allowed/,
    );
    expect(error.problems[0]?.suggestion).toBe('central');
  });

  test('a number out of bounds is refused', () => {
    expectRefusal(changed('scenario.yaml', 'years: 10', 'years: ❯-1'), /more than 0/);
    expectRefusal(changed('scenario.yaml', 'teams: 2', 'teams: 2\n    take_up: ❯1.2'), /at most 1/);
  });

  test('an impossible date is refused', () => {
    expectRefusal(changed('scenario.yaml', '2025-10-01', '❯2025-02-30'), /no such day/);
    expectRefusal(changed('scenario.yaml', '2025-10-01', '❯1 October'), /YYYY-MM-DD/);
    expectRefusal(queueWith('places: 3', 'places: {❯2025-13-01: 3}'), /no such day/, 'queue.yaml');
  });

  test('a run starts on the first of a month and lasts whole months', () => {
    expectRefusal(changed('scenario.yaml', 'years: 10', 'years: 10\nstart: ❯2025-04-02'), /first of a month/);
    expectRefusal(changed('scenario.yaml', 'years: 10', 'years: ❯1.23'), /whole number of months/);
  });

  test('a bare number is not a rate', () => {
    expectRefusal(queueWith('1000 per year', '❯1000'), /a rate needs a unit/, 'queue.yaml');
    expectRefusal(queueWith('1 per day', '❯1'), /a rate needs a unit/, 'queue.yaml');
  });

  test('a bare number is not a duration', () => {
    expectRefusal(
      queueWith('exponential: 1 per day', 'fixed: ❯3, since: entry'),
      /a duration needs a unit/,
      'queue.yaml',
    );
  });

  test('thousands may have commas, and a comma is never a decimal point', () => {
    expect(
      resolve(queueWith('1000 per year', '"1,461 per year"'), 'queue.yaml').scenario.model.arrivals[0]?.rates,
    ).toEqual([{ from: 0, perDay: 4 }]);
    expectRefusal(queueWith('1000 per year', '❯"1,5 per day"'), /this is not a rate/, 'queue.yaml');
  });

  test('a duration is not a rate', () => {
    expectRefusal(queueWith('1 per day', '❯1 day'), /this is not a rate/, 'queue.yaml');
  });
});

describe('names', () => {
  const cases: readonly (readonly [string, string, string, RegExp, string])[] = [
    ['a state', 'to: looked_after\n', 'to: ❯looked_aftr\n', /no state of 'case' 'looked_aftr'/, 'looked_after'],
    ['a state left', 'from: foster,', 'from: ❯fostr,', /no state of 'placement' 'fostr'/, 'foster'],
    [
      'a state in a list',
      '[foster, kinship], uasc',
      '[foster, ❯kinshp], uasc',
      /no state of 'placement' 'kinshp'/,
      'kinship',
    ],
    ['a region', 'forces: {placement: foster}', 'forces: {❯placment: foster}', /no region 'placment'/, 'placement'],
    ['an attribute', 'uasc: no, age', '❯uacs: no, age', /no region, attribute or counter 'uacs'/, 'uasc'],
    ['a level', 'uasc: no, age', 'uasc: ❯non, age', /no level of 'uasc' 'non'/, 'no'],
    ['a moment', 'since: entered_care', 'since: ❯enter_care', /no moment 'enter_care'/, 'entered_care'],
    ['a counter', 'counts: returns', 'counts: ❯return', /no counter 'return'/, 'returns'],
    ['a lookup', '{by: uasc, values', '{by: ❯uasd, values', /no attribute, region or counter 'uasd'/, 'uasc'],
    ['a lookup level', 'values: {yes: 3}', 'values: {❯yess: 3}', /no level of 'uasc' 'yess'/, 'yes'],
    ['a parameter', 'rate: $referrals', 'rate: ❯$referals', /no parameter 'referals'/, 'referrals'],
  ];
  test.each(cases)('%s that does not exist is refused with the nearest', (_, from, to, words, nearest) => {
    expect(expectRefusal(changed('pathway.yaml', from, to), words).problems[0]?.suggestion).toBe(nearest);
  });

  test('an attribute that is drawn but does not exist is refused, and the one that is then missing', () => {
    const error = refusal(() => resolve(changed('pathway.yaml', 'sex: {female: 0.49', 'sexx: {female: 0.49')));
    expect(error.problems.map(({ message }) => message)).toEqual([
      "the attribute 'sex' is not given: say how likely each level is",
      "there is no attribute 'sexx'",
    ]);
  });

  test('a transition that does not exist is refused in measures, costs and programmes', () => {
    expectRefusal(changed('baseline.yaml', 'on_transition: enter', 'on_transition: ❯entr'), /no transition 'entr'/);
    expectRefusal(changed('mst.yaml', 'transitions: [enter]', 'transitions: [❯entre]'), /no transition 'entre'/);
    expectRefusal(changed('measures.yaml', 'stock: {case: looked_after}', 'transitions: ❯mov'), /no transition 'mov'/);
  });

  test('a parameter that a scenario sets must exist', () => {
    const error = expectRefusal(
      changed('scenario.yaml', 'years: 10', 'years: 10\nset: {❯by_ages: 1}'),
      /no parameter 'by_ages'/,
    );
    expect(error.problems[0]?.suggestion).toBe('by_age');
  });

  test('a name used for two things is refused', () => {
    expectRefusal(changed('pathway.yaml', 'counters: [returns]', 'counters: [returns, ❯sex]'), /already the name/);
  });

  test('a state called stay, or an attribute called age, is refused', () => {
    expectRefusal(
      changed('pathway.yaml', 'sex: [female, male]\n', 'sex: [female, male]\n  ❯age: [old]\n'),
      /meaning of its own/,
    );
  });
});

describe('faults in a parameter', () => {
  test('are shown at the line of the parameter, in the file that gives it', () => {
    expectRefusal(changed('baseline.yaml', 'value: 1000 per year', 'value: ❯1000 per fortnight'), /not a rate/);
    expectRefusal(
      changed('baseline.yaml', '{by: age, from: {0: 1.5, 5: 1}}', '{by: age, ❯form: {0: 1.5, 5: 1}}'),
      /unknown key 'form'/,
    );
  });

  test('that a scenario sets are shown in the scenario', () => {
    expectRefusal(changed('scenario.yaml', 'years: 10', 'years: 10\nset: {referrals: ❯900}'), /a rate needs a unit/);
  });

  test('a parameter defined by itself is refused', () => {
    const error = refusal(() => resolve(changed('baseline.yaml', 'value: 1000 per year', 'value: $referrals')));
    expect(error.message).toMatch(/defined in terms of itself/);
  });

  test('a pathway by itself has no parameters', () => {
    expectRefusal(queueWith('1000 per year', '❯$rate'), /there are none here/, 'queue.yaml');
  });
});

describe('shares', () => {
  test('a share above 1 is refused', () => {
    expectRefusal(changed('pathway.yaml', 'share: 0.7', 'share: ❯1.7'), /a share is from 0 to 1, found 1.7/);
    expectRefusal(changed('pathway.yaml', 'female: 0.49', 'female: ❯49'), /a share is from 0 to 1, found 49/);
  });

  test('shares that sum above 1 are refused', () => {
    expectRefusal(changed('pathway.yaml', 'male: 0.51}', 'male: 0.52}'), /the shares sum to 1.01/);
  });

  test('fixed shares that fall short of 1 are refused, unless one is the rest', () => {
    expectRefusal(changed('pathway.yaml', 'share: rest', 'share: 0.2'), /the shares sum to 0.9, not 1/);
  });

  test('only one share can be the rest', () => {
    expectRefusal(changed('pathway.yaml', 'share: 0.7', 'share: rest'), /only one share can be 'rest'/);
  });

  test('each of several outcomes needs a share', () => {
    expectRefusal(
      changed('pathway.yaml', '{state: edge_of_care, share: 0.7}', '❯{state: edge_of_care}'),
      /a share is missing/,
    );
  });
});

describe('clocks', () => {
  test.each([
    'weibull: {shape: 1.2, scale: 30 days}',
    'lognormal: {median: 30 days, sdlog: 1}',
    'fixed: 3 days',
    'piecewise: {0 days: 1 per day}',
    'empirical: {1 day: 1}',
  ])('a clock with a memory must say what it counts from: %s', (written) => {
    expectRefusal(
      queueWith('clock: {exponential: 1 per day}', `❯clock: {${written}}`),
      /say what this clock counts from \('since: entry'\)/,
      'queue.yaml',
    );
  });

  test('a clock has exactly one family', () => {
    expectRefusal(
      queueWith('clock: {exponential: 1 per day}', '❯clock: {since: entry}'),
      /exactly one family .* found none/,
      'queue.yaml',
    );
    expectRefusal(
      queueWith('clock: {exponential', '❯clock: {fixed: 1 day, exponential'),
      /found exponential and fixed/,
      'queue.yaml',
    );
  });

  test('pieces start at 0 days', () => {
    expectRefusal(
      queueWith('{exponential: 1 per day}', '{❯piecewise: {1 day: 1 per day}, since: entry}'),
      /must start at '0 days'/,
      'queue.yaml',
    );
  });

  test('a share that has happened cannot fall', () => {
    expectRefusal(
      queueWith('{exponential: 1 per day}', '{❯empirical: {1 day: 0.5, 2 days: 0.4}, since: entry}'),
      /cannot fall/,
      'queue.yaml',
    );
  });
});

describe('transitions', () => {
  test('have exactly one of clock, birthday and on', () => {
    expectRefusal(
      queueWith(
        'finish: {from: served, to: done, clock: {exponential: 1 per day}}',
        '❯finish: {from: served, to: done}',
      ),
      /exactly one of 'clock', 'birthday' and 'on', found none/,
      'queue.yaml',
    );
  });

  test('with a misspelt trigger are refused with the word that was meant', () => {
    const error = expectRefusal(
      queueWith('on: place', 'on: ❯plac'),
      /expected 'place' or .* or a mapping/,
      'queue.yaml',
    );
    expect(error.problems[0]?.suggestion).toBe('place');
  });

  test('on a birthday cannot be sped up', () => {
    expectRefusal(changed('pathway.yaml', 'birthday: 18,', 'birthday: 18, ❯scale: 2,'), /only a clock/);
  });

  test('need somewhere to lead', () => {
    expectRefusal(
      queueWith('finish: {from: served, to: done,', '❯finish: {from: served,'),
      /'to' is missing/,
      'queue.yaml',
    );
  });
});

describe('conditions', () => {
  test('an age is a range', () => {
    expectRefusal(changed('mst.yaml', 'age: {from: 11, below: 18}', 'age: ❯11'), /'age' takes \{from: 11, below: 18\}/);
    expectRefusal(
      changed('mst.yaml', 'age: {from: 11, below: 18}', '❯age: {from: 18, below: 11}'),
      /no age is from 18 and below 11/,
    );
  });

  test('a state is not a range', () => {
    expectRefusal(changed('mst.yaml', 'case: edge_of_care,', 'case: {❯from: 1},'), /takes a state/);
  });
});

describe('arrivals', () => {
  test('need ages where the pathway uses age', () => {
    expectRefusal(
      changed('pathway.yaml', '    age: {-0.5 to 0: 0.02, 0 to 1: 0.1, 1 to 18: rest}\n', ''),
      /say how old its arrivals are/,
    );
  });

  test('need every attribute drawn', () => {
    expectRefusal(changed('pathway.yaml', '      sex: {female: 0.49, male: 0.51}\n', ''), /'sex' is not given/);
  });

  test('a band of ages says from and to', () => {
    expectRefusal(changed('pathway.yaml', '0 to 1: 0.1', '❯under 1: 0.1'), /not a band of ages/);
  });

  test('an attribute can depend only on those drawn before it', () => {
    const late = changed(
      'pathway.yaml',
      'sex: {female: 0.49, male: 0.51}',
      'sex: {female: {base: 0.49, by: ❯uasc, values: {yes: 0}}, male: 0.51}',
    );
    expectRefusal(late, /no attribute, region or counter 'uasc'/);
  });

  test('the rest of an attribute cannot stand beside shares that depend on the child', () => {
    expectRefusal(
      changed('pathway.yaml', 'from: {0: 0, 11: 2}}, no: 0.9}', 'from: {0: 0, 11: 2}}, no: ❯rest}'),
      /write its share out/,
    );
  });
});

describe('sources', () => {
  test('must be listed', () => {
    const error = expectRefusal(
      changed('baseline.yaml', 'source: D1 table 1', 'source: ❯D2 table 1'),
      /there is no source 'D2'/,
    );
    expect(error.problems[0]?.suggestion).toBe('D1');
  });

  test('a published number needs an interval, or words saying why there is none', () => {
    expectRefusal(
      changed(
        'baseline.yaml',
        'no_further_action: {value: 0.065, unit: probability, interval: exact count,',
        '❯no_further_action: {value: 0.065, unit: probability,',
      ),
      /'interval' is missing/,
    );
  });

  test('a bare number needs a unit', () => {
    expectRefusal(
      changed('baseline.yaml', 'discount: {value: 0.035, unit: a year,', '❯discount: {value: 0.035,'),
      /'unit' is missing/,
    );
  });

  test('an assumption says why', () => {
    expectRefusal(
      changed('baseline.yaml', 'mark: assumption, note: nothing better', 'mark: ❯assumption'),
      /needs a 'note'/,
    );
  });

  test('an assumption cannot pass as published', () => {
    expectRefusal(
      changed(
        'mst.yaml',
        'take_up: {value: 0.8, source: assumption, mark: assumption',
        'take_up: {value: 0.8, source: assumption, mark: ❯published',
      ),
      /is marked 'assumption'/,
    );
  });
});

describe('measures and costs', () => {
  test('a measure counts one thing', () => {
    expectRefusal(changed('measures.yaml', 'stock: {case: looked_after}, by', 'by'), /exactly one of 'stock'/);
  });

  test('a breakdown must exist', () => {
    expectRefusal(
      changed('measures.yaml', 'by: [age, published, uasc]', 'by: [age, ❯publisht, uasc]'),
      /no attribute, region or grouping 'publisht'/,
    );
  });

  test('a state in two groups is refused', () => {
    expectRefusal(
      changed('measures.yaml', '{Family: [foster, kinship]}', '{Family: [foster, kinship], Foster: [❯foster]}'),
      /already in another group/,
    );
  });

  test('a running cost needs a rate and a cost of an event does not', () => {
    expectRefusal(changed('baseline.yaml', 'amount: 765 per week', 'amount: ❯765'), /needs a rate/);
    expectRefusal(changed('baseline.yaml', 'amount: 1649', 'amount: ❯1649 per week'), /plain amount/);
    expectRefusal(changed('baseline.yaml', 'amount: 1649', 'amount: ❯lots'), /not an amount of money/);
  });
});

describe('programmes', () => {
  test('a programme that opens after the run has ended is refused', () => {
    expectRefusal(
      changed('scenario.yaml', 'opens: 2025-10-01', 'opens: ❯2035-04-01'),
      /opens on 2035-04-01, when the run has ended \(its last day is 2035-03-31\)/,
    );
  });

  test('an effect that the programme does not have is refused with those it has', () => {
    const error = expectRefusal(
      changed('scenario.yaml', 'teams: 2', 'teams: 2\n    effects: {❯entri: 0.8}'),
      /no effect or transition of this programme 'entri'/,
    );
    expect(error.problems[0]?.suggestion).toBe('entry');
  });

  test('teams or places, not both and not neither', () => {
    expectRefusal(
      changed(
        'scenario.yaml',
        '- use: ./mst.yaml\n    opens: 2025-10-01\n    teams: 2',
        '- ❯use: ./mst.yaml\n    opens: 2025-10-01',
      ),
      /one of 'teams', 'places'/,
    );
  });

  test('once or again must be said', () => {
    expectRefusal(changed('mst.yaml', 'once: true\n', ''), /say whether a child can come again/);
  });

  test('a randomised trial counts only with its interval', () => {
    expectRefusal(changed('mst.yaml', ', interval: [0.79, 1.84]}', '}'), /'interval' is missing/);
  });

  test('an effect that never holds is refused', () => {
    expectRefusal(
      changed('mst.yaml', 'lasts: {during: true, after: 18 months}', '❯lasts: {during: false}'),
      /never holds/,
    );
  });

  test('the same programme twice needs a second name', () => {
    const twice = changed(
      'scenario.yaml',
      '    teams: 2\n',
      '    teams: 2\n  - {use: ❯./mst.yaml, opens: 2026-01-01, teams: 1}\n',
    );
    expectRefusal(twice, /already used/);
  });
});

describe('areas', () => {
  test('an unknown area is refused with the nearest', () => {
    const error = expectRefusal(changed('scenario.yaml', 'area: Leeds', 'area: ❯Leads'), /no area 'Leads' in England/);
    expect(error.problems[0]?.suggestion).toBe('Leeds');
  });

  test('an authority that is no more is explained', () => {
    expectRefusal(
      changed('scenario.yaml', 'area: Leeds', 'area: ❯Cumbria'),
      /ended in April 2023: in its place there are now Cumberland and Westmorland and Furness/,
    );
  });
});

describe('all problems of a file', () => {
  test('are told at once, in the order of its lines', () => {
    const text = (CARE['scenario.yaml'] ?? '').replace('years: 10', 'years: ten').replace('teams: 2', 'teems: 2');
    const error = refusal(() => resolve({ ...CARE, 'scenario.yaml': text }));
    expect(error.problems.map(({ line }) => line)).toEqual([6, 10]);
  });
});
