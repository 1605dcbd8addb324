/** What a run has otherwise than by default is told, each thing once, with who changed it. */
import { describe, expect, test } from 'vitest';
import { resolveScenario, type ScenarioOverrides } from '../../scenarios/index.js';
import { CARE, LOCAL, SCENARIO } from './example-files.js';
import { memory } from './in-memory.js';

function changes(scenario: string, overrides: ScenarioOverrides = {}) {
  const texts = { ...CARE, 'scenario.yaml': scenario, 'local.yaml': LOCAL };
  return resolveScenario('scenario.yaml', memory(texts), overrides).scenario.changes;
}

const WITH_LOCAL = SCENARIO.replace('years: 10', 'area_data: ./local.yaml\nyears: 10');

describe('what is changed against the default', () => {
  test('is nothing where the scenario changes nothing', () => {
    expect(changes(SCENARIO)).toEqual([]);
  });

  test('is what the scenario sets, beside what the area would have had', () => {
    expect(changes(`${SCENARIO}set: {referrals: 1200 per year, no_further_action: 0.2}\n`)).toMatchObject([
      { name: 'referrals', from: '1000 per year', to: '1200 per year', where: 'the scenario, set' },
      // Leeds publishes a share of its own, which is what is replaced.
      { name: 'no_further_action', to: '0.2 probability', where: 'the scenario, set' },
    ]);
    const [, share] = changes(`${SCENARIO}set: {referrals: 1200 per year, no_further_action: 0.2}\n`);
    expect(share?.from).not.toBe('0.065 probability');
  });

  test('is told in turn where the area’s own file and the scenario both give a number', () => {
    const found = changes(`${WITH_LOCAL}set: {referrals: 800 per year}\n`).filter(({ name }) => name === 'referrals');
    expect(found.map(({ from, to, where }) => [from, to, where])).toEqual([
      ['1000 per year', '900 per year', 'the area’s own file, parameters'],
      ['900 per year', '800 per year', 'the scenario, set'],
    ]);
  });

  test('is figures, unit costs and margins of the area’s own', () => {
    expect(changes(WITH_LOCAL).map(({ name, to }) => [name, to])).toEqual([
      ['no_further_action_percent', '12'],
      ['looked_after', '1510'],
      ['cost: foster', '£800 per week'],
      ['margin: age', 'under 1: 60'],
      ['referrals', '900 per year'],
    ]);
  });

  test('is a take-up, a stance and the size of an effect that a use of a programme has of its own', () => {
    const own = SCENARIO.replace(
      'teams: 2',
      'teams: 2\n    take_up: 0.5\n    stance: optimistic\n    effects: {entry: 0.7}',
    );
    expect(changes(own).map(({ name, from, to }) => [name, from, to])).toEqual([
      ['mst.take_up', '0.8', '0.5'],
      ['mst.stance', 'central', 'optimistic'],
      ['mst.entry', 'hazard ratio 0.6', 'hazard ratio 0.7'],
    ]);
  });

  test('is the stance, the discount rate and the allowances of the scenario', () => {
    const own = `${SCENARIO}stance: cautious\nappraisal: {discount_rate: 0.015, optimism_bias: {costs: 10%}}\n`;
    expect(changes(own).map(({ name, from, to }) => [name, from, to])).toEqual([
      ['stance', 'central', 'cautious'],
      ['discount_rate', '0.035', '0.015'],
      ['optimism_costs', 'none', '0.1'],
    ]);
  });

  test('is what the command asks for in place of the file, and nothing where it asks for the same', () => {
    expect(changes(SCENARIO, { area: 'Leeds', years: 10, seed: 'leeds', stance: 'central' })).toEqual([]);
    const asked = changes(SCENARIO, { area: 'Rutland', years: 2, seed: 'other', stance: 'none' });
    expect(asked.map(({ name, from, to, where }) => [name, from, to, where])).toEqual([
      ['area', 'Leeds', 'Rutland', 'the command, --area'],
      ['years', '10', '2', 'the command, --years'],
      ['seed', 'leeds', 'other', 'the command, --seed'],
      ['stance', 'central', 'none', 'the command, --stance'],
    ]);
  });

  test('does not make the scenario name who answers for it', () => {
    const roles = (text: string) =>
      resolveScenario('scenario.yaml', memory({ ...CARE, 'scenario.yaml': text })).scenario.assurance;
    expect(roles(SCENARIO)).toBeNull();
    expect(roles(`${SCENARIO}assurance: {analyst: A. Analyst}\n`)).toEqual({ analyst: 'A. Analyst' });
  });
});
