/** Two queues through the command, as a user runs it: what the tables say, with the standard errors they give. */
import { afterAll, describe, test } from 'vitest';
import { lineWith, readCsv, throughcare, WorkFolder, type Line } from '../cli/command.js';
import { agrees } from '../support/battery.js';
import { erlangB, multiServer } from '../support/closed-forms.js';
import type { Estimate } from '../support/estimates.js';

const SECTION = 'Queues';
const WHOLE = { period: 'whole run' };

const folder = new WorkFolder();
afterAll(() => folder.remove());

/** Twenty years, of which the first days make no difference to speak of. */
const file = (name: string, rules: string, perDay: number, more: string): string => `
pathway: ${name}
title: ${name}
run: {start: 2025-04-01, years: 20, replications: 30, seed: ${name}}
resources: {desks: {${rules}}}
arrivals:
  customers: {rate: ${perDay} per day, enters: {case: waiting}}
regions:
  case:
    initial: waiting
    states: {waiting: {queues: desks}, served: {holds: desks}, done: {final: true}, lost: {final: true}}
    transitions:
      begin: {from: waiting, to: served, on: place}
      finish: {from: served, to: done, clock: {exponential: 1 per day}}
      ${more}
measures:
  waiting: {label: Waiting, stock: {case: waiting}}
  served: {label: Served, stock: {case: served}}
  wait: {label: Wait, transitions: [begin], time: {in: waiting}}
  lost: {label: Lost, enters: {case: lost}, time: {in: waiting}}
`;

async function tables(name: string, text: string): Promise<{ stocks: Line[]; times: Line[] }> {
  const path = folder.write({ [`${name}.yaml`]: text });
  const { code, stderr } = await throughcare(['run', path, '--out', folder.at(name), '--quiet']);
  if (code !== 0) throw new Error(stderr);
  return {
    stocks: readCsv(folder.read(name, 'tables/stocks.csv')),
    times: readCsv(folder.read(name, 'tables/times.csv')),
  };
}

const read = (lines: readonly Line[], measure: string): Estimate => {
  const { value, mc_se: se } = lineWith(lines, { ...WHOLE, measure, group: 'all' });
  return { mean: Number(value), se: Number(se) };
};

describe('through the command', () => {
  test('M/M/3', async () => {
    const law = 'Erlang C, M/M/3 at 60% load, by the command';
    const exact = multiServer(3, 1.8, 1);
    const never = 'never: {from: waiting, to: lost, clock: {exponential: 0 per day}}';
    const { stocks, times } = await tables('mm3', file('mm3', 'places: 3', 1.8, never));
    agrees({ section: SECTION, law, what: 'mean queue' }, read(stocks, 'waiting_average'), exact.queue, 0.02);
    agrees({ section: SECTION, law, what: 'places in use' }, read(stocks, 'served_average'), exact.busy);
    agrees({ section: SECTION, law, what: 'mean wait' }, read(times, 'wait'), exact.wait, 0.02);
  }, 120_000);

  test('Erlang B', async () => {
    const law = 'Erlang B, by the command';
    const exact = erlangB(5, 4);
    const turnAway = 'turn_away: {from: waiting, to: lost, on: full}';
    const { stocks, times } = await tables('erlang', file('erlang', 'places: 5, queue_limit: 0', 4, turnAway));
    const days = (Date.UTC(2045, 3, 1) - Date.UTC(2025, 3, 1)) / 86_400_000;
    agrees({ section: SECTION, law, what: 'lost in twenty years' }, read(times, 'lost_n'), 4 * days * exact);
    agrees({ section: SECTION, law, what: 'places in use' }, read(stocks, 'served_average'), 4 * (1 - exact));
  }, 120_000);
});
