/** Frailties: one number a unit, the same in every hazard and for good. */
import { describe, expect, test } from 'vitest';
import { livesOf, when } from '../support/lives.js';
import { stay } from '../support/stays.js';

const text = (
  frailty: string,
  frailties = '{risk: normal, frail: {gamma: {variance: 0.5}}}',
  clock = '{exponential: 0.01 per day}',
): string =>
  stay(clock, {
    units: 200,
    years: 80,
    file: `frailties: ${frailties}`,
    ...(frailty !== '' && { more: `frailty: ${frailty}` }),
  });
const lives = (...args: Parameters<typeof text>) => livesOf(text(...args)).lives;

describe('a frailty', () => {
  const plain = lives('').map((life) => when(life, 'go'));

  test('divides the time an exponential clock takes, on the same luck', () => {
    lives('{risk: 0.4}').forEach((life, i) =>
      expect(when(life, 'go') * Math.exp(0.4 * life.frailties['risk']!)).toBeCloseTo(plain[i]!, 6),
    );
    lives('{frail: 1}').forEach((life, i) =>
      expect(when(life, 'go') * life.frailties['frail']!).toBeCloseTo(plain[i]!, 6),
    );
    lives('{frail: -0.5, risk: 1}').forEach((life, i) => {
      const { frail, risk } = life.frailties as { frail: number; risk: number };
      expect((when(life, 'go') * Math.exp(risk)) / Math.sqrt(frail)).toBeCloseTo(plain[i]!, 6);
    });
  });

  test('is the same number whatever else is drawn, and however it is used', () => {
    const values = (list: ReturnType<typeof lives>): number[] => list.map((life) => life.frailties['risk']!);
    const first = values(lives('{risk: 0.4}'));
    expect(values(lives('{frail: 1}'))).toEqual(first);
    expect(values(lives('', '{aaa: normal, risk: normal, zzz: normal}'))).toEqual(first);
    expect(lives('', '{aaa: normal, risk: normal}').map((life) => life.frailties['aaa']!)).not.toEqual(first);
  });

  test('has its distribution: mean 0 and variance 1, or mean 1 and its variance', () => {
    const many = livesOf(
      text('', '{risk: normal, frail: {gamma: {variance: 0.5}}, tiny: {gamma: {variance: 0.001}}}').replace(
        'at_start: 200',
        'at_start: 20000',
      ),
    ).lives;
    const moments = (name: string) => {
      const values = many.map((life) => life.frailties[name]!);
      const mean = values.reduce((a, b) => a + b, 0) / values.length;
      return [mean, values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length] as const;
    };
    const near = (found: readonly [number, number], mean: number, variance: number): void => {
      expect(Math.abs(found[0] - mean)).toBeLessThan(4.5 * Math.sqrt(variance / 20_000));
      expect(Math.abs(found[1] / variance - 1)).toBeLessThan(0.08);
    };
    near(moments('risk'), 0, 1);
    near(moments('frail'), 1, 0.5);
    near(moments('tiny'), 1, 0.001);
  });

  test('is the same in every visit and every transition', () => {
    const found = livesOf(`
pathway: visits
run: {start: 2025-04-01, years: 200, replications: 1, seed: visits}
frailties: {frail: {gamma: {variance: 1}}}
arrivals: {units: {rate: 0 per day, at_start: 40}}
regions:
  case:
    initial: a
    states: {a: , b: }
    transitions:
      ab: {from: a, to: b, clock: {exponential: 0.1 per day}, frailty: {frail: 1}}
      ba: {from: b, to: a, clock: {exponential: 0.1 per day}, frailty: {frail: 1}}
`).lives;
    for (const life of found) {
      const rate = 0.1 * life.frailties['frail']!;
      const expected = rate * 73_050;
      expect(Math.abs(life.events.length - expected)).toBeLessThan(5 * Math.sqrt(expected) + 1);
    }
  });

  test('leaves a fixed time alone', () => {
    expect(
      new Set(lives('{risk: 2}', undefined, '{fixed: 70 days, since: entry}').map((life) => when(life, 'go'))),
    ).toEqual(new Set([70]));
  });
});
