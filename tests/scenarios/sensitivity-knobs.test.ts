/** Which numbers of a parameter are changed, by what name, and that what is changed with them keeps its sum. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesOf, endsOf, intervalOf } from '../../scenarios/index.js';
import { readYamlMapping } from '../../scenarios/load/index.js';
import { buildKnobs } from '../../scenarios/resolve/sensitivity/knobs.js';

const rootOf = (parameters: string) => readYamlMapping('baseline.yaml', `parameters:\n${parameters}\n`);
const namesOf = (value: string, more = ''): string[] =>
  buildKnobs(rootOf(`  p: {value: ${value}${more}}`)).map(({ name }) => name);

describe('what is one number', () => {
  const one: readonly (readonly [string, string])[] = [
    ['a rate', '0.4 per year'],
    ['a time', '31 working days'],
    ['thousands', '"3,000 per year"'],
    ['a number', '0.3'],
    ['rates by time', '{0 days: 2.4 per year, 3 months: 1.2 per year}'],
    ['rates in their family', '{piecewise: {0 days: 2.4 per year, 3 months: 1.2 per year}}'],
    ['a lookup', '{by: age, from: {0: 0.6, 5: 1.4}}'],
    ['a base with a lookup', '{base: 0.3, by: age, from: {0: 1, 5: 1.4}}'],
    ['several lookups', '[{by: age, from: {0: 2}}, {by: sex, values: {male: 2}}]'],
    ['numbers by date', '{2025-04-01: 20, 2027-04-01: 25}'],
  ];
  test.each(one)('%s', (_, value) => {
    const [name, ...more] = namesOf(value);
    expect([name?.split('.')[0], more]).toEqual(['p', []]);
  });
});

describe('what is several numbers', () => {
  const several: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'outcomes',
      '[{state: a, share: 0.2}, {state: b, share: {base: 0.3, by: age, from: {0: 1}}}, {state: c, share: rest}]',
      ['p.a', 'p.b'],
    ],
    ['two outcomes', '[{state: a, share: 0.2}, {state: b, share: 0.8}]', ['p.a']],
    ['levels', '{a: 0.2, b: 0.3, c: 0.5}', ['p.a', 'p.b', 'p.c']],
    ['two levels', '{"no": 0.4, "yes": 0.6}', ['p.yes']],
    ['levels and the rest', '{a: 0.2, b: rest}', ['p.a']],
    ['levels that depend on the child', '{"no": 0.45, "yes": {base: 0.55, by: age, from: {0: 1}}}', ['p.yes']],
    ['a clock', '{median: 30 days, sdlog: 0.4}', ['p.median', 'p.sdlog']],
    ['a clock in its family', '{weibull: {shape: 1.2, scale: 220 days}}', ['p.weibull.shape', 'p.weibull.scale']],
    [
      'a mixture',
      '[{weight: 0.7, weibull: {shape: 2, scale: 9 days}}, {weight: 0.3, never: true}]',
      ['p.0.weight', 'p.0.weibull.shape', 'p.0.weibull.scale', 'p.1.weight'],
    ],
    [
      'a chain',
      '{phase_type: {start: {a: 1}, rates: {a: {exit: 2 per day}}}}',
      ['p.phase_type.start.a', 'p.phase_type.rates.a.exit'],
    ],
  ];
  test.each(several)('%s', (_, value, names) => {
    expect(namesOf(value)).toEqual(names);
  });
});

test('words, other parameters, nothing, and a share that is all there is are no numbers to change', () => {
  for (const value of ['unlimited', '$other', '0', '0 per year', '{by: age, from: {0: 0}}', '{1: 1}', '[]', '{}'])
    expect(namesOf(value), value).toEqual([]);
  expect(namesOf('1', ', unit: share of all')).toEqual([]);
  expect(namesOf('1', ', unit: hazard ratio')).toEqual(['p']);
});

describe('what is done to a number', () => {
  const changesTo = (value: string, more = '') => {
    const root = rootOf(`  p: {value: ${value}${more}}`);
    return changesOf(root, buildKnobs(root)[0]!).map(({ words, size, parameters }) => ({
      words,
      size,
      value: parameters.get('p'),
    }));
  };

  test('a tenth more, and if that cannot be run as much less', () => {
    expect(changesTo('0.4 per year')).toEqual([
      { words: 'times 1.1', size: expect.closeTo(Math.log(1.1), 12), value: '0.44 per year' },
      { words: 'divided by 1.1', size: expect.closeTo(-Math.log(1.1), 12), value: '0.363636 per year' },
    ]);
  });

  test('a share near 1 is moved in log-odds; a number that is no share is not', () => {
    const [first] = changesTo('0.95', ', unit: share of those who come');
    const moved = 1 / (1 + (0.05 / 0.95) * Math.exp(-0.1));
    expect(first!.words).toBe('log-odds +0.1');
    expect(first!.value).toBeCloseTo(moved, 6);
    expect(first!.size).toBeCloseTo(Math.log(moved / 0.95), 12);
    expect(changesTo('0.95', ', unit: hazard ratio')[0]!.words).toBe('times 1.1');
  });

  test('shares side by side keep their sum and never pass it, whatever they are', () => {
    const shares = fc
      .array(fc.integer({ min: 1, max: 10_000 }), { minLength: 2, maxLength: 8 })
      .map((parts) => parts.map((part) => Number((part / parts.reduce((a, b) => a + b)).toFixed(6))))
      .filter((parts) => parts.every((part) => part > 0));
    fc.assert(
      fc.property(shares, (parts) => {
        const root = rootOf(`  p: {value: {${parts.map((part, i) => `l${i}: ${part}`).join(', ')}}}`);
        const whole = parts.reduce((a, b) => a + b);
        for (const knob of buildKnobs(root)) {
          for (const { size, parameters } of changesOf(root, knob)) {
            const found = parameters.get('p') as Record<string, number>;
            const label = knob.name.slice(2);
            const before = parts[Number(label.slice(1))]!;
            const sum = Object.values(found).reduce((a, b) => a + b);
            expect(sum).toBeLessThanOrEqual(whole + 1e-9);
            expect(sum).toBeGreaterThan(whole - 1e-5);
            expect(Math.abs(Math.log(found[label]! / before) - size)).toBeLessThan(2e-6 + 1e-6 / before);
          }
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe('intervals in numbers', () => {
  const rate = [{ number: 0.4, unit: 'per year' }];

  test('are read as multiples of the number they are of', () => {
    expect(endsOf([0.2, 0.8], rate)!.factors).toEqual([0.5, 2]);
    expect(endsOf('0.2 to 0.8 per year', rate)!.factors).toEqual([0.5, 2]);
    expect(endsOf('0.2 to 0.8 per year (95%)', rate)).toEqual({ words: '0.2 to 0.8 per year', factors: [0.5, 2] });
    expect(endsOf('plus or minus 25%', [...rate, ...rate])).toEqual({
      words: 'plus or minus 25%',
      factors: [0.75, 1.25],
    });
  });

  test.each([
    ['words', 'not published'],
    ['another unit', '0.2 to 0.8 per month'],
    ['no unit', '0.2 to 0.8'],
    ['an interval that the number is not in', [0.5, 0.8]],
    ['one turned round', [0.8, 0.2]],
    ['bounds that are no numbers', ['low', 'high']],
    ['more than all of it', 'plus or minus 100%'],
    ['nothing', undefined],
  ])('%s are none', (_, interval) => {
    expect(endsOf(interval, rate)).toBeNull();
  });

  test('of a clock, an interval is that of its middle; of shares side by side, of none', () => {
    const root = rootOf(
      '  a: {value: {median: 7 months, sdlog: 0.6}, interval: 6 to 8.5 months}\n' +
        '  b: {value: {x: 0.2, y: 0.3, z: 0.5}, interval: [0.1, 0.4]}\n' +
        '  c: {value: {"no": 0.4, "yes": 0.6}, interval: [0.33, 0.8]}',
    );
    const knobs = buildKnobs(root);
    const ends = (name: string) => {
      const found = intervalOf(root, knobs, name);
      return found === null ? null : [found.lower.get(name), found.upper.get(name)];
    };
    expect(ends('a')).toEqual([
      { median: '6 months', sdlog: 0.6 },
      { median: '8.5 months', sdlog: 0.6 },
    ]);
    expect(ends('b')).toBeNull();
    expect(ends('c')).toMatchObject([{ yes: 0.33 }, { yes: 0.8 }]);
  });
});
