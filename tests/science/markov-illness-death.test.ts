/**
 * Healthy, ill, dead, with Weibull hazards: the clock of dying ill counted from falling ill (reset), or from the start
 * (forward). Occupation by numerical integration.
 */
import { describe, test } from 'vitest';
import { agrees, equals } from '../support/battery.js';
import { estimateOf, shareEstimate } from '../support/estimates.js';
import { livesOf } from '../support/lives.js';
import { integral } from '../support/numerics.js';
import { runOnce } from '../support/runs.js';

const UNITS = 100_000;
const illness = (since: string): string => `
pathway: illness
run: {start: 2025-04-01, years: 2, replications: 1, seed: illness-death}
moments: [came]
arrivals: {units: {rate: 0 per day, at_start: ${UNITS}}}
regions:
  case:
    initial: healthy
    states: {healthy: {marks: came}, ill: , dead: {final: true}}
    transitions:
      fall_ill: {from: healthy, to: ill, clock: {weibull: {shape: 1.5, scale: 300 days}, since: entry}}
      die_healthy: {from: healthy, to: dead, clock: {weibull: {shape: 2, scale: 800 days}, since: entry}}
      die_ill: {from: ill, to: dead, clock: {weibull: {shape: 1.3, scale: 250 days}, since: ${since}}}
`;

const H12 = (t: number): number => (t / 300) ** 1.5;
const h12 = (t: number): number => (1.5 / 300) * (t / 300) ** 0.5;
const H13 = (t: number): number => (t / 800) ** 2;
const H23 = (t: number): number => (t / 250) ** 1.3;
const healthy = (t: number): number => Math.exp(-H12(t) - H13(t));

describe.each([
  ['clock reset', 'entry', (from: number, to: number) => Math.exp(-H23(Math.max(0, to - from)))],
  ['clock forward', 'came', (from: number, to: number) => Math.exp(H23(from) - H23(to))],
] as const)('illness and death, %s', (words, since, survivesIll) => {
  const law = `Weibull illness and death, ${words}: occupation by integration`;
  const claim = (what: string) => ({ section: 'Multi-state models', law, what });
  // u = x^2 takes away the root at 0, where Simpson's rule would be rough.
  const ill = (t: number): number =>
    integral((x) => 2 * x * healthy(x * x) * h12(x * x) * survivesIll(x * x, t), 0, Math.sqrt(t), 600);
  const text = illness(since);
  const reading = runOnce(text);
  const { lives, horizon } = livesOf(text);

  test.each([3, 8, 14, 24])('at the end of month %i', (month) => {
    const day = reading.bounds[month]!;
    const exact = { Healthy: healthy(day), Ill: ill(day), Dead: 1 - healthy(day) - ill(day) };
    const seen = (state: string): number => reading.stock('in_case', `case=${state}`)[month]!;
    for (const [state, chance] of Object.entries(exact))
      agrees(
        claim(`${state.toLowerCase()} at the end of month ${month}`),
        shareEstimate(state === 'Dead' ? UNITS - seen('Healthy') - seen('Ill') : seen(state), UNITS),
        chance,
        chance > 0.1 ? 0.01 : 0.06,
      );
  });

  test('time in each state', () => {
    const spent = lives.map(({ events }) => {
      const ends = [...events, { time: horizon, to: 'end' }];
      const left = ends[0]!.time;
      return [left, events[0]?.to === 'ill' ? ends[1]!.time - left : 0] as const;
    });
    const days = [integral(healthy, 0, horizon), integral((t) => ill(t), 0, horizon, 300)];
    ['healthy', 'ill'].forEach((state, k) => {
      agrees(claim(`days ${state} in two years`), estimateOf(spent.map((pair) => pair[k]!)), days[k]!);
      // What the ledger adds up is what the lives come to: within a tick a stay.
      equals(
        claim(`days ${state} by the ledger, against life by life`),
        reading.days('in_case', state === 'ill' ? 'case=Ill' : 'case=Healthy'),
        spent.reduce((sum, pair) => sum + pair[k]!, 0),
        1e-5,
      );
    });
  });
});
