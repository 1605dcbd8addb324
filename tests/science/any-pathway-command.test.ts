/** Any pathway file runs by the same command, and what it writes is what theory says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { multiServer, transitionChances } from '../support/closed-forms.js';
import { expectNear } from '../support/estimates.js';
import { LIBRARY, lineWith, readCsv, throughcare, WorkFolder, type Line } from '../cli/command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

const example = (name: string): string => join(LIBRARY, 'examples', `${name}.yaml`);

async function runExample(name: string): Promise<void> {
  const { code, stderr } = await throughcare(['run', example(name), '--out', folder.at(name), '--quiet']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = readFileSync(example(name), 'utf8').trimEnd().split('\n').length;
  expect(lines).toBeLessThan(25);
}

function claim(lines: readonly Line[], wanted: Line, exact: number): void {
  const { value, mc_se: se } = lineWith(lines, wanted);
  expectNear({ mean: Number(value), se: Number(se) }, exact, JSON.stringify(wanted));
}

beforeAll(() => Promise.all(['mm3-queue', 'three-state-chain'].map(runExample)), 120_000);

describe('three servers and one queue, in twenty lines', () => {
  const whole = { period: 'whole run' };

  test('wait, fill the queue and keep servers busy as Erlang says', () => {
    const theory = multiServer(3, 12, 6);
    const stocks = readCsv(folder.read('mm3-queue', 'tables/stocks.csv'));
    const times = readCsv(folder.read('mm3-queue', 'tables/times.csv'));
    claim(stocks, { ...whole, measure: 'in_case_average', group: 'case=Waiting' }, theory.queue);
    claim(stocks, { ...whole, measure: 'in_case_average', group: 'case=Served' }, theory.busy);
    claim(times, { ...whole, measure: 'time_in_waiting', group: 'all' }, theory.wait);
    claim(times, { ...whole, measure: 'time_in_served', group: 'all' }, 1 / 6);
  });
});

describe('a Markov chain of three states, in twenty lines', () => {
  test('is where exp(Qt) says at the end of every year, and stays there as long', () => {
    const stocks = readCsv(folder.read('three-state-chain', 'tables/stocks.csv'));
    const times = readCsv(folder.read('three-state-chain', 'tables/times.csv'));
    const perDay = [
      [-1, 1, 0],
      [2, -2.5, 0.5],
      [0, 0, 0],
    ].map((row) => row.map((rate) => rate / 365.25));
    for (const year of [2026, 2027, 2028, 2029, 2030]) {
      const days = (Date.UTC(year, 3, 1) - Date.UTC(2025, 3, 1)) / 86_400_000;
      const chances = transitionChances(perDay, days)[0]!;
      ['Well', 'Ill', 'Dead'].forEach((state, i) => {
        claim(stocks, { period: `${year}-03-31`, measure: 'in_health', group: `health=${state}` }, 2000 * chances[i]!);
      });
    }
    // Nobody is ever lost: everyone is in one of the three.
    for (const line of stocks.filter(
      (item) => item['group'] === 'all' && item['period_kind'] === 'day' && item['period']! > '2025-03-31',
    ))
      expect(line['value']).toBe('2000');
    // Stays that ended in five years are shorter than stays: the chance that one is seen to end falls as it lengthens.
    const ill = lineWith(times, { period: 'whole run', measure: 'time_in_ill', group: 'all' });
    expect(Number(ill['value'])).toBeLessThan(365.25 / 2.5);
  });
});
