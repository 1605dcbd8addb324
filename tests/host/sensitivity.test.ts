/** Elasticities of a system known in closed form, what is changed and how, and what is refused. */
import { beforeAll, describe, expect, test } from 'vitest';
import { sensitivity, type Sensitivity, type SensitivityOptions } from '../../cli/host/sensitivity.js';
import { InputError, sensitivityText, type Result, type SensitivityRow } from '../../scenarios/index.js';
import { memory } from '../scenarios/in-memory.js';
import { BASELINE, results, SMALL, TRUTH } from '../scenarios/sensitivity-files.js';

const QUICK = { workers: 0, share: 1, batches: 4, warmUp: 8 * 365.25, years: 5 };

const small = (options: Partial<SensitivityOptions> = {}, baseline = BASELINE): Promise<Sensitivity> =>
  sensitivity('baselines/small.yaml', {
    ...QUICK,
    files: memory({ ...SMALL, 'baselines/small.yaml': baseline }),
    ...options,
  });

const RESULTS = ['looked_after', 'starts', 'in_need', 'cost'] as const;

/** Effects are within four of their own standard errors, none of which is larger than `largest`. */
function expectEffects(row: SensitivityRow, exact: Readonly<Record<Result, number>>, largest: number): void {
  for (const name of RESULTS) {
    const [effect, error] = [row.effects[name] ?? Number.NaN, row.errors[name] ?? Number.NaN];
    const text = `${row.parameter}, ${name}: ${effect} (${error}), ${exact[name]}`;
    expect(error, text).toBeLessThanOrEqual(largest);
    expect(Math.abs(effect - exact[name]), text).toBeLessThanOrEqual(4 * error + 1e-4);
  }
}

/** The elasticities of a step from the truth. */
function elasticities(to: Partial<typeof TRUTH>, size: number): Record<Result, number> {
  const [before, after] = [results(), results(to)];
  return Object.fromEntries(RESULTS.map((name) => [name, Math.log(after[name] / before[name]) / size])) as Record<
    Result,
    number
  >;
}

describe('a system known in closed form', () => {
  let found: Sensitivity;
  beforeAll(async () => {
    found = await small();
  });
  const row = (name: string): SensitivityRow => {
    const [only, ...more] = found.rows.filter(({ parameter }) => parameter === name);
    expect(more).toEqual([]);
    return only!;
  };
  const step = Math.log(1.1);

  test('every number that can be changed has a row, and what cannot is told', () => {
    expect(found.rows.map(({ parameter }) => parameter).toSorted()).toEqual([
      'colours.red',
      'coming',
      'cost: start',
      'cost: stay',
      'decide',
      'exit',
      'kept',
      'kinds.long',
      'leaves_by_kind',
      'outcomes.door',
    ]);
    expect(found.left).toEqual([{ parameter: 'desks', why: expect.stringMatching(/./) }]);
  });

  test('the results themselves are those of the system as it is', () => {
    const exact = results();
    for (const name of RESULTS) expect(Math.abs(found.base[name] / exact[name] - 1), name).toBeLessThan(0.03);
  });

  test('twice the arrivals are twice of everything', () => {
    expect(row('coming')).toMatchObject({ mark: 'published', change: 'times 1.1' });
    expectEffects(row('coming'), { looked_after: 1, starts: 1, in_need: 1, cost: 1 }, 0.2);
  });

  test('faster exits are fewer looked after, and nothing else but what that costs', () => {
    const exact = elasticities({ exit: 1.1 }, step);
    expect(exact.looked_after).toBeCloseTo(-1, 12);
    expectEffects(row('exit'), exact, 0.03);
    expect(row('exit').effects.starts).toBe(0);
    expect(row('exit').errors.starts).toBe(0);
  });

  test('faster decisions are fewer in need', () => {
    expectEffects(row('decide'), { looked_after: 0, starts: 0, in_need: -1, cost: 0 }, 0.03);
  });

  test('a share of outcomes rises at the expense of the others', () => {
    expect(row('outcomes.door').change).toBe('times 1.1');
    expectEffects(row('outcomes.door'), { looked_after: 1, starts: 1, in_need: 0, cost: 1 }, 0.1);
  });

  test('a share that a tenth would take past 1 is moved on the log-odds scale, per percent of itself', () => {
    expect(row('kept').change).toBe('log-odds +0.1');
    expectEffects(row('kept'), { looked_after: 1, starts: 1, in_need: 0, cost: 1 }, 0.5);
  });

  test('a level of an attribute does what its children do', () => {
    expectEffects(row('kinds.long'), elasticities({ long: 0.75 * 1.1 }, step), 0.06);
    expectEffects(row('leaves_by_kind'), elasticities({ faster: 4.4 }, step), 0.02);
  });

  test('what nothing reads has no effect at all', () => {
    const nothing = { looked_after: 0, starts: 0, in_need: 0, cost: 0 };
    expect(row('colours.red')).toMatchObject({ effects: nothing, errors: nothing });
  });

  test('a unit cost has its part of all that is paid, and together they are all of it', () => {
    const { cost, starts } = results();
    const part = (TRUTH.each * starts) / cost;
    expect(row('cost: start')).toMatchObject({ change: 'exact', mark: 'assumption' });
    expect(Math.abs(row('cost: start').effects.cost! - part)).toBeLessThan(0.01);
    expect(row('cost: start').effects.cost! + row('cost: stay').effects.cost!).toBeCloseTo(1, 12);
    expect(row('cost: stay').effects.looked_after).toBe(0);
  });

  test('errors are as large as effects are off, from seed to seed', async () => {
    const seeds = Array.from({ length: 16 }, (_, i) => `seed ${i}`);
    const options = { share: 0.2, warmUp: 3 * 365.25, years: 2, only: ['coming'] };
    const rows = await Promise.all(seeds.map(async (seed) => (await small({ ...options, seed })).rows[0]!));
    const meanSquare = (of: (row: SensitivityRow) => number): number =>
      rows.reduce((sum, each) => sum + of(each) ** 2, 0) / rows.length;
    const ratio = Math.sqrt(meanSquare((r) => r.effects.in_need! - 1) / meanSquare((r) => r.errors.in_need!));
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  test('some of them by name are the same rows, and their order is by effect', async () => {
    const some = await small({ only: ['exit', 'kinds', 'cost: stay'] });
    expect(some.rows).toEqual(
      found.rows.filter(({ parameter }) => ['exit', 'kinds.long', 'cost: stay'].includes(parameter)),
    );
    const names = sensitivityText(found.rows, 'percent').split('\n').slice(1, -1);
    const effects = names.map((line) => Math.abs(Number(line.split(',')[3])));
    expect(effects).toEqual(effects.toSorted((a, b) => b - a));
  });
});

describe('from one end of an interval to the other', () => {
  test('the change is that of the closed form, in percent of the results as they are', async () => {
    const found = await small({ by: 'interval' });
    const rows = new Map(found.rows.map((row) => [row.parameter, row]));
    expect([...rows.keys()]).toEqual(['decide', 'exit', 'kept', 'cost: stay']);
    const exact = (lower: Partial<typeof TRUTH>, upper: Partial<typeof TRUTH>): Record<Result, number> => {
      const [a, b, base] = [results(lower), results(upper), results()];
      return Object.fromEntries(RESULTS.map((name) => [name, (100 * (b[name] - a[name])) / base[name]])) as never;
    };
    expect(rows.get('exit')!.change).toBe('0.8 to 1.25 per year');
    expectEffects(rows.get('exit')!, exact({ exit: 0.8 }, { exit: 1.25 }), 1.5);
    expect(rows.get('decide')!.change).toBe('plus or minus 10%');
    expectEffects(rows.get('decide')!, exact({ decide: 1.8 }, { decide: 2.2 }), 1.5);
    expectEffects(rows.get('kept')!, exact({ kept: 0.9 }, { kept: 0.97 }), 2);
    expect(rows.get('cost: stay')!.change).toBe('50 to 150');
    expectEffects(rows.get('cost: stay')!, exact({ perWeek: 50 }, { perWeek: 150 }), 1.5);
  });
});

describe('what is refused', () => {
  const refusedWith = async (promise: Promise<unknown>, words: RegExp): Promise<void> => {
    await expect(promise).rejects.toThrow(InputError);
    await expect(promise).rejects.toThrow(words);
  };

  test('a name of nothing, with the nearest', async () => {
    await refusedWith(small({ only: ['exits'] }), /--only: there is no parameter.*'exits'[^]*did you mean 'exit'/);
  });

  test('a baseline that does not measure what is looked at', async () => {
    const files = memory({ ...SMALL, 'pathway.yaml': SMALL['pathway.yaml'].replace('children_in_need:', 'needy:') });
    const asked = sensitivity('baselines/small.yaml', { ...QUICK, files });
    await refusedWith(asked, /baselines\/small\.yaml:1:11: .*'children_in_need'/);
  });

  test('a scenario in place of a baseline', async () => {
    const files = memory({ ...SMALL, 'scenario.yaml': 'scenario: x\ntitle: X\nbaseline: ./baselines/small.yaml\n' });
    await refusedWith(sensitivity('scenario.yaml', { ...QUICK, files }), /scenario\.yaml:1:11: this is a scenario/);
  });

  test('nothing goes on once it is interrupted', async () => {
    await expect(small({ signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});
