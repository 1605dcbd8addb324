/**
 * Queues whose every instant can be worked out on paper, with any of a queue's rules: each customer comes, is served
 * and loses patience at fixed whole days. Written as a pathway file, run, and told as lines: day, who, what.
 */
import { Tally } from '../../engine/ledger/tally.js';
import { seedKey } from '../../engine/random/index.js';
import type { Kernel, Observer } from '../../engine/simulate/kernel.js';
import { simulate } from '../../engine/simulate/simulate.js';
import { World } from '../../engine/study/world.js';
import { formatDate, parseDate } from '../../engine/time/index.js';
import { resolveText } from './pathway-files.js';

/** Something that happened to a unit; `site` is the resource that was granted, where it began. */
interface Happening {
  readonly day: number;
  readonly who: string;
  readonly what: string;
  readonly site?: string;
}

/** Every event of a pathway file's run, in the order of time (and of units within an instant). */
export function happenings(text: string): Happening[] {
  const scenario = resolveText(text);
  const { model } = scenario;
  const world = new World(
    model,
    scenario.ledger,
    { epoch: scenario.startDay, months: Math.round(scenario.years * 12), seed: 'trace', area: '' },
    null,
  );
  const { pathway, ledger, bounds } = world;
  const streams = model.arrivals.map(({ name }) => name).sort();
  const isFamily = model.arrivals.some(({ children }) => children !== undefined);
  const isOneOfMany = new Set(model.arrivals.flatMap(({ name, atStart }) => (atStart > 1 ? [name] : [])));
  const whoIs = ({ I, layout }: Kernel): string => {
    const stream = streams[I[layout.stream]!]!;
    // Those there at the start are numbered from the lowest number up.
    const name = isOneOfMany.has(stream) ? `${stream}${I[layout.unit]! + 0x80000000 + 1}` : stream;
    return isFamily ? `${name}.${I[layout.member]! + 1}` : name;
  };
  type Noted = Happening & { readonly order: number; site?: string };
  const found: Noted[] = [];
  // Who began holds the place when next heard of: which of several sites it is of is read then.
  const began = new Map<string, Noted>();
  const observer: Observer = {
    arrives: () => undefined,
    fires: (kernel, t) => {
      const who = whoIs(kernel);
      const { I, layout } = kernel;
      const last = began.get(who);
      if (last !== undefined) {
        const held = pathway.resourceNames.findIndex((_, q) =>
          model.regions.some((__, r) => I[layout.held + r] === q + 1),
        );
        if (held >= 0) last.site = pathway.resourceNames[held]!;
        began.delete(who);
      }
      const what = pathway.transitionNames[t]!.replace(/-of-.*$/, '').replace(/@.*$/, '');
      const event: Noted = {
        day: kernel.F[0]!,
        who,
        what,
        order: I[layout.stream]! * 1000 + (I[layout.unit]! & 7) * 100 + I[layout.member]!,
      };
      found.push(event);
      if (what === 'begins') began.set(who, event);
    },
    forces: () => undefined,
    waits: () => undefined,
  };
  simulate({
    pathway,
    tally: new Tally(ledger, bounds, pathway.variables.count, pathway.stateBase),
    key: { seed: seedKey('trace'), draw: 0, replication: 0, area: '' },
    epoch: scenario.startDay,
    from: 0,
    horizon: bounds.at(-1)!,
    observer,
  });
  return found
    .sort((a, b) => a.day - b.day || a.order - b.order)
    .map(({ day, who, what, site }) => ({ day, who, what, ...(site !== undefined && { site }) }));
}

interface Customer {
  /** Day of arrival. */
  readonly comes: number;
  /** Days of service. */
  readonly service: number;
  /** Days after which it gives up waiting; absent where it never does. */
  readonly patience?: number;
  /** Its priority (1 if not said), and by how much that rises for each day of waiting. */
  readonly value?: number;
  readonly perDay?: number;
  /** Places asked for together. */
  readonly need?: number;
  /** The only sites open to it. */
  readonly only?: readonly string[];
}

/** Places from a day on. */
export type Places = readonly (readonly [day: number, places: number])[];

export interface SiteRules {
  readonly places: number | Places;
  readonly whenFewer?: 'finish' | 'stop';
  readonly limit?: number;
  /** Nobody joins a queue of so many. */
  readonly balksAt?: number;
  readonly preempts?: boolean;
}

export interface Rules {
  /** In the order they are tried. */
  readonly sites: Readonly<Record<string, SiteRules>>;
  /** Where those go whose place is closed: `waiting`, or away if not said. */
  readonly stoppedGoTo?: 'waiting';
}

const START = '2025-04-01';
const YEARS = 2;
export const HORIZON = parseDate('2027-04-01') - parseDate(START);

const dateOf = (day: number): string => formatDate(parseDate(START) + day);

export const placesOf = (places: number | Places): Places => (typeof places === 'number' ? [[0, places]] : places);

const falls = ({ places }: SiteRules): boolean => placesOf(places).some(([, n], i, all) => i > 0 && n < all[i - 1]![1]);

/** Customers by the names they are told of: the order of the names settles ties. */
export type Customers = Readonly<Record<string, Customer>>;

/** The queue as a pathway file (JSON is YAML). */
export function queueFile(rules: Rules, customers: Customers): string {
  const all = Object.entries(customers);
  const sites = Object.entries(rules.sites);
  const by = (of: (customer: Customer) => number): object => ({
    by: 'who',
    values: Object.fromEntries(all.map(([name, customer]) => [name, of(customer)])),
  });
  const has = (of: (customer: Customer) => unknown): boolean => all.some(([, customer]) => of(customer) !== undefined);
  const each = (prefix: string, write: (customer: Customer, name: string) => object | null): Record<string, object> =>
    Object.fromEntries(
      all.flatMap(([name, customer]) => {
        const transition = write(customer, name);
        return transition === null ? [] : [[`${prefix}-of-${name}`, { ...transition, when: { who: name } }]];
      }),
    );
  const fixed = (days: number): object => ({ fixed: `${days} days`, since: 'entry' });
  const any = (of: (site: SiteRules) => boolean): boolean => sites.some(([, site]) => of(site));
  const stops = any((site) => site.whenFewer === 'stop' && falls(site));
  const prioritised =
    has(({ value }) => value) || has(({ perDay }) => perDay) || any(({ preempts }) => preempts === true);
  return JSON.stringify({
    pathway: 'by_hand',
    run: { start: START, years: YEARS, replications: 1, seed: 'by hand' },
    attributes: { who: [...all.map(([name]) => name), 'nobody'] },
    resources: Object.fromEntries(
      sites.map(([name, { places, whenFewer, limit, balksAt, preempts }]) => [
        name,
        {
          places: Object.fromEntries(placesOf(places).map(([day, n]) => [dateOf(day), n])),
          when_fewer: whenFewer ?? 'finish',
          ...(limit !== undefined && { queue_limit: limit }),
          ...(balksAt !== undefined && { balking: { 0: balksAt === 0 ? 1 : 0, ...(balksAt > 0 && { [balksAt]: 1 }) } }),
          ...(prioritised && {
            priority: by(({ value }) => value ?? 1),
            priority_per_day: by(({ perDay }) => perDay ?? 0),
          }),
          ...(preempts === true && { preempts: true }),
        },
      ]),
    ),
    arrivals: Object.fromEntries(
      all.map(([name]) => [
        name,
        { rate: '0 per day', at_start: 1, enters: { case: 'coming' }, attributes: { who: { [name]: 1 } } },
      ]),
    ),
    regions: {
      case: {
        initial: 'coming',
        states: {
          coming: {},
          waiting: {
            queues: sites.map(([name]) => {
              const open = all.filter(([, { only }]) => only === undefined || only.includes(name));
              return open.length === all.length
                ? { for: name }
                : { for: name, when: { who: ['nobody', ...open.map(([who]) => who)] } };
            }),
            ...(has(({ need }) => need) && { places: by(({ need }) => need ?? 1) }),
          },
          served: { holds: sites.map(([name]) => name) },
          done: { final: true },
          lost: { final: true },
          turned_away: { final: true },
          stopped: { final: true },
        },
        transitions: {
          ...each('comes', ({ comes }) => ({ from: 'coming', to: 'waiting', clock: fixed(comes) })),
          begins: { from: 'waiting', to: 'served', on: 'place' },
          ...each('finishes', ({ service }) => ({ from: 'served', to: 'done', clock: fixed(service) })),
          ...each('gives_up', ({ patience }) =>
            patience === undefined ? null : { from: 'waiting', to: 'lost', clock: fixed(patience) },
          ),
          ...(any(({ limit }) => limit !== undefined) && {
            is_turned_away: { from: 'waiting', to: 'turned_away', on: 'full' },
          }),
          ...(any(({ balksAt }) => balksAt !== undefined) && {
            balks: { from: 'waiting', to: 'turned_away', on: 'balk' },
          }),
          ...(stops && { is_stopped: { from: 'served', to: rules.stoppedGoTo ?? 'stopped', on: 'stopped' } }),
          ...(any(({ preempts }) => preempts === true) && {
            gives_way: { from: 'served', to: 'waiting', on: 'preempted' },
          }),
          // So that every state is led to, whatever the rules.
          ...Object.fromEntries(
            ['lost', 'turned_away', 'stopped', 'done'].map((to) => [
              `never_${to}`,
              { from: 'coming', to, clock: { exponential: '0 per day' } },
            ]),
          ),
        },
      },
    },
  });
}

const told =
  (several: boolean) =>
  ({ day, who, what, site }: Happening): string =>
    `${day} ${who} ${what.replaceAll('_', ' ')}${several && site !== undefined ? ` at ${site}` : ''}`;

/** What becomes of the customers, in lines such as `4 b begins`; coming is left out. */
export function trace(rules: Rules, customers: Customers): string[] {
  return lines(queueFile(rules, customers), Object.keys(rules.sites).length > 1);
}

/** The same of any pathway file. */
export function lines(text: string, withSites = false): string[] {
  return happenings(text)
    .filter(({ what }) => what !== 'comes')
    .map(told(withSites));
}
