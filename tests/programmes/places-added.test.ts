/** Places that keeping and recruiting carers adds, month by month. */
import { describe, expect, test } from 'vitest';
import { CARE, PROGRAMME, SCENARIO } from '../scenarios/example-files.js';
import { expectRefusal, resolve } from '../scenarios/in-memory.js';

const MONTH = 365.25 / 12;

/** A programme that opens with the run and adds carers. */
function files(
  supply: string,
  size: string,
  use = '    teams: 2\n',
  carers = 'resources: {carers: {places: 500}}\n',
): Record<string, string> {
  return {
    ...CARE,
    'pathway.yaml': CARE['pathway.yaml']!.replace('moments:', `${carers}moments:`),
    'mst.yaml': PROGRAMME.replace('    transitions: [enter]\n', `    supply: ${supply}\n`)
      .replace(/ {4}lasts: .*\n/, '    lasts: {during: true}\n')
      .replace(/best_trial: .*/, `best_trial: {design: controlled, ${size}}`)
      .replace(/ {4}stances:\n.*\n/, ''),
    'scenario.yaml': SCENARIO.replace('2025-10-01', '2025-04-01').replace(
      '    teams: 2\n',
      `    stance: as-trialled\n${use}`,
    ),
  };
}
const stepsOf = (texts: Record<string, string>): readonly { readonly from: number; readonly places: number }[] => {
  const { acts } = resolve(texts).scenario.programmes[0]!.effects[0]!;
  if (acts.kind !== 'supply') throw new Error('no supply');
  return acts.steps;
};
const placesOn = (steps: ReturnType<typeof stepsOf>, day: number): number =>
  steps.filter(({ from }) => from <= day).at(-1)?.places ?? 0;

describe('recruiting', () => {
  const recruits = (use?: string): ReturnType<typeof stepsOf> =>
    stepsOf(files('{resource: carers, recruits: true}', 'points: 6', use));

  test('adds so many a year for each team, none before the first month is over', () => {
    const steps = recruits();
    for (let month = 0; month < 120; month++)
      expect(placesOn(steps, Math.round(month * MONTH)), `month ${month}`).toBe(month);
    expect(placesOn(steps, 29)).toBe(0);
  });

  test('stops when it closes; who has come stays', () => {
    const steps = recruits('    closes: 2027-04-01\n    teams: 2\n');
    expect(placesOn(steps, 730)).toBe(23);
    expect(placesOn(steps, 3000)).toBe(23);
  });

  test('grows with its capacity', () => {
    const steps = recruits('    capacity: [{from: 2025-04-01, teams: 1}, {from: 2027-04-01, teams: 4}]\n');
    expect(placesOn(steps, 731)).toBe(12);
    expect(placesOn(steps, 1462)).toBe(12 + 48);
  });
});

describe('keeping carers', () => {
  const retains = (use?: string): ReturnType<typeof stepsOf> =>
    stepsOf(files('{resource: carers, retains: 50, leaving_rate: 0.12 per year}', 'hazard_ratio: 0.5', use));
  /** Of those covered so many a day fewer leave; those who stayed for it leave like others. */
  const kept = (days: number): number => 2 * 50 * 0.5 * (1 - Math.exp((-0.12 * days) / 365.25));

  test('comes to those covered who would have left, less those who leave since', () => {
    const steps = retains();
    for (let month = 1; month < 120; month++)
      expect(placesOn(steps, Math.round(month * MONTH))).toBe(Math.floor(kept(month * MONTH) + 1e-9));
  });

  test('is lost again by and by after it closes', () => {
    const steps = retains('    closes: 2027-04-01\n    teams: 2\n');
    const most = kept(730.5);
    expect(Math.abs(placesOn(steps, 731) - most)).toBeLessThan(1.1);
    expect(Math.abs(placesOn(steps, 731 + 1461) - most * Math.exp(-0.48))).toBeLessThan(1.1);
  });
});

describe('what cannot be', () => {
  test('carers are kept or recruited, in the measure of either', () => {
    expectRefusal(marked('❯supply: {resource: carers, retains: 5}', 'hazard_ratio: 0.5'), /retains: 10, leaving_rate/);
    expectRefusal(
      marked('❯supply: {resource: carers, recruits: true}', 'hazard_ratio: 0.5'),
      /retains: 10, leaving_rate/,
    );
    expectRefusal(
      marked('❯supply: {resource: carers, retains: 5, leaving_rate: 0.1 per year}', 'points: 5'),
      /recruits: true/,
    );
    expectRefusal(
      marked('supply: {resource: carers, retains: 5, leaving_rate: 0.1 per year}', '❯odds_ratio: 5'),
      /has hazard_ratio or points, not odds_ratio/,
    );
  });

  test('places that nothing limits are said to change nothing', () => {
    const texts = files(
      '{resource: carers, recruits: true}',
      'points: 6',
      undefined,
      'resources: {carers: {places: unlimited}}\n',
    );
    expect(resolve(texts).scenario.programmes[0]!.summary.warnings).toContainEqual(
      expect.stringMatching(/nothing limits the places of 'carers'/),
    );
  });
});

function marked(supply: string, size: string): Record<string, string> {
  const texts = files('{resource: carers, recruits: true}', size);
  return { ...texts, 'mst.yaml': texts['mst.yaml']!.replace('supply: {resource: carers, recruits: true}', supply) };
}
