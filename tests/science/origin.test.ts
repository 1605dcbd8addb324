/** Where the children of England's stock come from is told by an attribute that changes nothing else. */
import { expect, test } from 'vitest';
import { edited, prepare, Runs, type Prepared } from '../acceptance/england.js';

const SCENARIO = 'scenario: york\ntitle: York\nbaseline: england-2025\narea: York\nyears: 2\n';

interface Start {
  start: { share: number; strata: Record<string, { sets?: unknown }> };
}
const smaller = edited((data: Start) => {
  data.start.share = 0.003;
});
const unset = edited((data: Start) => {
  data.start.share = 0.003;
  for (const stratum of Object.values(data.start.strata)) delete stratum.sets;
});
const unnamed = edited(
  (data: { attributes: { origin?: unknown }; arrivals: Record<string, { attributes: { origin?: unknown } }> }) => {
    delete data.attributes.origin;
    for (const stream of Object.values(data.arrivals)) delete stream.attributes.origin;
  },
);
const uncounted = edited((data: { measures: Record<string, { by?: unknown[] }> }) => {
  for (const measure of Object.values(data.measures))
    if (measure.by !== undefined) measure.by = measure.by.filter((item) => item !== 'origin');
});

/** Everything that comes out, by name, but for what is told apart by origin. */
function everything(prepared: Prepared): Record<string, number> {
  const { columns, replicates } = new Runs(prepared, 2);
  return Object.fromEntries(
    replicates.flatMap(({ outputs, events }, r) => [
      [`${r} events`, events],
      ...columns.flatMap(({ table, measure, group, period, periodKind }, i) =>
        group.startsWith('origin=')
          ? []
          : [[`${r} ${table} ${measure} ${group} ${periodKind} ${period}`, outputs[0]![i]!] as const],
      ),
    ]),
  );
}

test('told apart by origin or not, everything else is the same to the bit', () => {
  const withOrigin = prepare(SCENARIO, { library: { 'baselines/england.yaml': smaller } });
  const without = prepare(SCENARIO, {
    library: { 'baselines/england.yaml': unset, 'pathways/england.yaml': unnamed, 'measures.yaml': uncounted },
  });
  expect(without.scenario.model.attributes.some(({ name }) => name === 'origin')).toBe(false);
  const found = everything(withOrigin);
  expect(Object.keys(found).length).toBeGreaterThan(1000);
  expect(found).toEqual(everything(without));
}, 120_000);

test('every child of the stock is of one origin, and on day 0 all of them are looked after', () => {
  const prepared = prepare(SCENARIO, { library: { 'baselines/england.yaml': smaller } });
  const runs = new Runs(prepared, 2);
  for (const { replication } of runs.replicates) {
    const stock = (isWanted: (group: string) => boolean): number[] =>
      runs.values(
        replication,
        0,
        ({ measure, periodKind, group }) => measure === 'looked_after' && periodKind === 'day' && isWanted(group),
      );
    const all = stock((group) => group === 'all');
    const parts = stock((group) => group.startsWith('origin='));
    const of = (group: string): number[] => stock((other) => other === `origin=${group}`);
    all.forEach((n, d) => {
      const origins = parts.filter((_, i) => i % all.length === d);
      expect(origins.reduce((sum, part) => sum + part, 0)).toBe(n);
    });
    expect(of('looked_after_on_day_0')[0]).toBe(all[0]);
    expect(of('arrived_since')[0]).toBe(0);
    expect(of('arrived_since').at(-1)).toBeGreaterThan(0);
    expect(of('in_need_on_day_0').at(-1)).toBeGreaterThan(0);
  }
}, 120_000);
