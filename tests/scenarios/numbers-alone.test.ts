/** One uncertain number of the baseline of England at a time: what moves, how far, and that nothing else does. */
import { describe, expect, test } from 'vitest';
import { NORMAL_95, resolveScenario, uncertaintyOfScenario } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';

const disk = nodeFiles();
const text = 'scenario: alone\ntitle: Alone\nbaseline: england-2025\nyears: 1\n';
const set = `${text}set: {need_to_care: 0.02 per year}\n`;
const files = {
  ...disk,
  read: (path: string) => (path === 'alone.yaml' ? text : path === 'set.yaml' ? set : disk.read(path)),
};
const uncertaintyOf = (path: string) => uncertaintyOfScenario(path, files, {}, resolveScenario(path, files));
const found = uncertaintyOf('alone.yaml');
const at = (key: string, normal: number) => found.alone((name) => (name === key ? normal : 0));

describe('a number of the baseline by itself', () => {
  test('is as it is where it is not moved: nothing is given', () => {
    expect(found.alone(() => 0).size).toBe(0);
  });

  test('moves its own parameter alone, to the ends of its interval', () => {
    const { interval } = found.drawn.find(({ name }) => name === 'need_to_care')!;
    const ends = interval.split(' to ').map(Number.parseFloat);
    for (const [normal, end] of [
      [-NORMAL_95, ends[0]!],
      [NORMAL_95, ends[1]!],
    ] as const) {
      const values = at('need_to_care', normal);
      expect([...values.keys()]).toEqual(['need_to_care']);
      expect(Number.parseFloat(String(values.get('need_to_care')))).toBeCloseTo(end, 8);
    }
  });

  test('of those fitted moves by its own spread, without the others that were fitted with it', () => {
    const fitted = found.drawn.filter(({ group }) => group === 'fit');
    expect(fitted.length).toBeGreaterThan(10);
    for (const { name } of fitted) {
      const [up, down] = [at(`fit: ${name}`, NORMAL_95), at(`fit: ${name}`, -NORMAL_95)];
      expect(up.size).toBeGreaterThan(0);
      expect([...up.keys()]).toEqual([...down.keys()]);
      expect(JSON.stringify([...up])).not.toBe(JSON.stringify([...down]));
    }
    const first = fitted[0]!.name;
    const others = fitted.slice(1).flatMap(({ name }) => [...at(`fit: ${name}`, 1).keys()]);
    const joint = found.parameters((name) => (name === `fit: ${first}` ? 1 : 0));
    expect(joint.size).toBeGreaterThanOrEqual(at(`fit: ${first}`, 1).size);
    expect(others.length).toBeGreaterThan(0);
  });

  test('can be given another value, in the unit it is written in', () => {
    const number = found.plain.get('need_to_care')!;
    expect(number).toMatchObject({ unit: 'per year', given: null });
    expect(number.changed(0.02)).toEqual(new Map([['need_to_care', '0.02 per year']]));
    expect(number.changed(number.value)).toEqual(new Map([['need_to_care', `${number.value} per year`]]));
  });

  test('that the scenario gives says so, since another value would be lost', () => {
    expect(uncertaintyOf('set.yaml').plain.get('need_to_care')!.given).toMatch(/^given/);
  });
});
