/** Places without a limit cost nothing: they change no life, post nothing in a calendar, and leave a study free to fork. */
import { describe, expect, test } from 'vitest';
import type { MeasureInfo } from '../../engine/study/result.js';
import { Study } from '../../engine/study/study.js';
import { buildHistory, weightStock } from '../../engine/study/start-plan.js';
import { World } from '../../engine/study/world.js';
import type { StudyPlan } from '../../engine/study/plan.js';
import { resolveText } from '../support/pathway-files.js';
import { programme } from '../support/programme-plans.js';
import { runOnce } from '../support/runs.js';

interface Choices {
  readonly places?: string;
  readonly queued?: boolean;
  readonly sites?: string;
  readonly more?: string;
  readonly children?: string;
  readonly of?: string;
}

/** A clinic whose rooms are asked for on the way in (or, not queued, entered as they are). */
const clinic = ({
  places = 'unlimited',
  queued = true,
  sites = '[{for: rooms, when: {kind: a}}, halls]',
  more = '',
  children = '',
  of = '',
}: Choices = {}): string => `
pathway: clinic
run: {start: 2025-04-01, years: 3, replications: 1, seed: clinic}
attributes: {kind: [a, b]}
counters: [stays]
moments: [seen_at]
${queued ? `resources: {rooms: {places: ${places}${more}}, halls: {places: ${places}${more}}}` : ''}
arrivals:
  people: {rate: 400 per year, at_start: 30, ${children} age: {0 to 18: 1}, attributes: {kind: {a: 0.5, b: 0.5}}, enters: {case: well}}
regions:
  case:
    ${of}
    initial: well
    states:
      well: {}
      ${queued ? `asks: {queues: ${sites}}` : ''}
      seen: {${queued ? 'holds: [rooms, halls], ' : ''}marks: seen_at, counts: stays}
      gone: {final: true}
    transitions:
      ill: {from: well, to: ${queued ? 'asks' : 'seen'}, clock: {weibull: {shape: 1.4, scale: 200 days}, since: entry}, multiply: {by: kind, values: {b: 1.5}}}
      ${queued ? 'begin: {from: asks, to: seen, on: place}' : ''}
      better:
        from: seen
        clock: {lognormal: {median: 50 days, sdlog: 0.8}, since: entry}
        to: [{state: well, share: 0.8, forces: {mood: low}}, {state: gone, share: rest}]
  mood:
    initial: high
    states: {high: {}, low: {}}
    transitions:
      lifts: {from: low, to: high, clock: {exponential: 4 per year}}
      sinks: {from: high, to: low, clock: {exponential: 1 per year}, when: {case: seen}}
measures:
  seen: {label: Seen, stock: {case: seen}, by: [kind, mood]}
  well: {label: Well, stock: {case: well}}
  low: {label: Low, stock: {mood: low}}
  starts: {label: Starts, enters: {case: seen}, by: [kind]}
  stays: {label: Stays, time: {in: seen}, leaves: {case: seen}, by: [mood]}
  again: {label: Since the last, time: {from: seen_at}, enters: {case: well}}
`;
const IN_USE = `  rooms_in_use: {label: Rooms, in_use: rooms}
  halls_in_use: {label: Halls, in_use: halls}
`;

describe('an unlimited resource', () => {
  test('is given in no time: the same to the bit as a way in without it', () => {
    const direct = runOnce(clinic({ queued: false }));
    expect(direct.count('starts')).toBeGreaterThan(1000);
    expect(runOnce(clinic()).everything()).toEqual(direct.everything());
  });

  test('counts its places in use, by the site that was open on asking', () => {
    const found = runOnce(clinic() + IN_USE);
    expect(found.stock('rooms_in_use')).toEqual(found.stock('seen', 'kind=a'));
    expect(found.stock('halls_in_use')).toEqual(found.stock('seen', 'kind=b'));
    expect(found.ticks('rooms_in_use')).toEqual(found.ticks('seen', 'kind=a'));
  });

  test('counts as more places than anyone asks for would', () => {
    expect(runOnce(clinic() + IN_USE).everything()).toEqual(
      runOnce(clinic({ places: '100000' }) + IN_USE).everything(),
    );
  });

  test.each([
    ['each: family', 'rate: 200'],
    ['each: child', ''],
  ])('counts families as a resource with a limit does: %s', (each) => {
    const families = (places: string): string =>
      clinic({
        places,
        more: `, ${each}`,
        sites: 'rooms',
        children: 'children: {1: 0.3, 3: rest}, age_gap: {1 to 3: 1},',
        of: 'of: family',
      })
        .replace('attributes: {kind: [a, b]}', 'attributes: {kind: {of: family, levels: [a, b]}}')
        .replace(', forces: {mood: low}', '') + IN_USE;
    const found = runOnce(families('unlimited'));
    expect(Math.max(...found.stock('rooms_in_use'))).toBeGreaterThan(10);
    expect(found.everything()).toEqual(runOnce(families('100000')).everything());
  });

  test('that is open to nobody turns away on asking, once, whatever changes later', () => {
    const full = clinic({ sites: '[{for: rooms, when: {mood: high}}]', more: ', queue_limit: 0' }).replace(
      'better:',
      'away: {from: asks, to: gone, on: full}\n      better:',
    );
    const limited = full.replaceAll('unlimited', '100000');
    expect(runOnce(full).count('starts')).toBeGreaterThan(20);
    expect(runOnce(full).everything()).toEqual(runOnce(limited).everything());
    // Told so and with nowhere to go, a unit stays where it is.
    const shut = clinic({ sites: '[{for: rooms, when: {mood: high}}]' });
    expect(runOnce(shut).stock('seen').at(-1)).toBeLessThan(runOnce(clinic()).stock('seen').at(-1)!);
    expect(runOnce(shut).everything()).toEqual(runOnce(shut.replaceAll('unlimited', '100000')).everything());
  });

  test('may be prized and taken back on paper: with a history behind it, nobody loses it', () => {
    const prized = clinic({ more: ', priority: {by: kind, values: {a: 2}}, preempts: true' }).replace(
      'better:',
      'displaced: {from: seen, to: asks, on: preempted}\n      better:',
    );
    const scenario = resolveText(prized);
    const plan = {
      historyModel: scenario.model,
      historyDays: 500,
      strata: [{ name: 'all', who: [], size: { kind: 'each' as const, weight: 1 }, margins: [] }],
    };
    const { stock } = buildHistory(plan, scenario.startDay);
    const start = { stock, strata: weightStock(stock, plan, scenario.startDay) };
    expect(stock.count).toBeGreaterThan(10);
    const found = runOnce(scenario, { start });
    expect(found.stock('seen')[0]).toBeGreaterThan(0);
  });
});

describe('a study of a baseline with unlimited resources', () => {
  const text = clinic() + IN_USE;
  const scenario = resolveText(text);
  const info: MeasureInfo[] = [...scenario.measureInfo];
  const planOf = (places: number | null): StudyPlan => ({
    model: scenario.model,
    ledger: scenario.ledger,
    programmes: [
      programme({
        places: places === null ? null : [{ from: 0, places }],
        eligible: [
          { kind: 'state', region: 'case', states: ['well'] },
          { kind: 'age', from: 15, below: 18 },
        ],
        endsWhenNotEligible: true,
        waiting: { kind: 'gives up', after: { family: 'fixed', at: 40 } },
        again: { kind: 'after', days: 100 },
        effects: [
          { name: 'e', acts: { kind: 'hazard_ratio', transitions: ['ill'] }, value: 0.5, during: true, afterDays: 60 },
        ],
      }),
    ],
    programmeCosts: [],
    fixedCosts: [],
    start: null,
    epoch: scenario.startDay,
    months: 36,
    seed: 'paired',
    area: '',
    discountRate: null,
    discounting: 'yearly',
  });

  test.each([
    ['a limited programme', 12],
    ['a programme for all', null],
  ] as const)('forks, and comes to the same tables as two separate runs: %s', (_, places) => {
    const plan = planOf(places);
    const forked = new Study(plan, info, null);
    const separate = new Study(plan, info, null, 'separate');
    const [a, b] = [forked, separate].map((study) => [0, 1].map((replication) => study.replicate(replication)));
    const shown = forked.summarise(a!, '');
    const rows = shown.rows.filter(({ option, measure }) => option === 'option' || !measure.startsWith('programme'));
    expect(shown.distributions).toEqual(separate.summarise(b!, '').distributions);
    expect(rows).toEqual(
      separate
        .summarise(b!, '')
        .rows.filter(({ option, measure }) => option === 'option' || !measure.startsWith('programme')),
    );
    const valueOf = (option: string) => rows.find((row) => row.option === option && row.measure === 'starts')!.value;
    expect(valueOf('option')).toBeLessThan(valueOf('baseline'));
    // What both worlds share is simulated once.
    a!.forEach((item, i) => expect(item.events).toBeLessThan(b![i]!.events));
  });

  test('does not fork where the baseline has limited places beside them', () => {
    const model = {
      ...scenario.model,
      resources: scenario.model.resources.map((item) =>
        item.name === 'rooms' ? { ...item, places: [{ from: 0, places: 3 }] } : item,
      ),
    };
    const plan = { ...planOf(12), model };
    const a = new Study(plan, info, null).replicate(0);
    const b = new Study(plan, info, null, 'separate').replicate(0);
    expect(a).toEqual(b);
  });

  test('needs no calendar', () => {
    const { pathway } = new World(
      scenario.model,
      scenario.ledger,
      { epoch: scenario.startDay, months: 12, seed: 'x', area: '' },
      null,
    );
    expect([...pathway.limited]).toEqual([0, 0]);
  });
});
