/**
 * Queues of whole days by a few plain loops, with all of a queue's rules at once: what the engine is held against.
 *
 * At one instant: places given up, then places that change, then patience that ends, then requests; of several, in the
 * order of names. Whatever one of these brings about happens before the next.
 */
import { HORIZON, placesOf, type Customers, type Rules, type SiteRules } from './queue-trace.js';

interface Person {
  readonly name: string;
  readonly comes: number;
  readonly patience: number;
  readonly value: number;
  readonly perDay: number;
  readonly need: number;
  readonly open: readonly string[];
  is: 'coming' | 'asking' | 'waiting' | 'served' | 'gone';
  /** Days of service still to come. */
  left: number;
  /** Since when it waits or is served. */
  since: number;
  site: string;
  /** Its place in the order of starting. */
  started: number;
  /** Where it stands in the queues, by site. */
  standing: Map<string, { readonly turn: number; readonly asked: number }>;
  /** Where it stood, should it be displaced. */
  stood: { readonly site: string; readonly turn: number; readonly asked: number } | null;
}

export interface Readings {
  /**
   * Whether the end of service comes before everything else of its instant, as it does where places are never taken
   * back; else it comes, where they may be, in its turn among the customers' own events.
   */
  readonly endsFirst: boolean;
  /**
   * Whether places that lie free because the first in line has gone, or because somebody displaced held more than were
   * needed, are given to whoever is first now; else they lie idle until the next place is given up.
   */
  readonly noticesRoom: boolean;
  /**
   * Whether who is stopped or displaced asks again in its turn, among the requests of that instant; else at once, before
   * anything else happens.
   */
  readonly asksInTurn: boolean;
}

/** What is right. */
const RIGHT: Readings = { endsFirst: true, noticesRoom: true, asksInTurn: true };

export function loops(
  rules: Rules,
  customers: Customers,
  { endsFirst, noticesRoom, asksInTurn }: Readings = RIGHT,
): string[] {
  const story: string[] = [];
  const names = Object.keys(rules.sites);
  const people = Object.entries(customers)
    .map(([name, { comes, service, patience = Infinity, value = 1, perDay = 0, need = 1, only = names }]): Person => ({
      name,
      comes,
      patience,
      value,
      perDay,
      need,
      open: names.filter((site) => only.includes(site)),
      is: 'coming',
      left: service,
      since: 0,
      site: '',
      started: 0,
      standing: new Map(),
      stood: null,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const placesNow = new Map(names.map((site) => [site, 0]));
  let turns = 0;
  let starts = 0;
  let day = 0;

  const rulesOf = (site: string): SiteRules => rules.sites[site]!;
  const isTakenBack = (site: string): boolean => rulesOf(site).preempts === true || rulesOf(site).whenFewer === 'stop';
  const holders = (site: string): Person[] => people.filter((one) => one.is === 'served' && one.site === site);
  const free = (site: string): number => placesNow.get(site)! - holders(site).reduce((sum, { need }) => sum + need, 0);
  const score = (one: Person, site: string): number => one.value + one.perDay * (day - one.standing.get(site)!.asked);
  const queue = (site: string): Person[] =>
    people
      .filter((one) => one.standing.has(site))
      .sort((a, b) => score(b, site) - score(a, site) || a.standing.get(site)!.turn - b.standing.get(site)!.turn);
  const tell = (one: Person, what: string): void => {
    story.push(`${day} ${one.name} ${what}`);
  };

  const serve = (where: string | null): void => {
    for (const site of where === null || noticesRoom ? [...names].sort() : [where])
      for (let first = queue(site)[0]; first !== undefined && first.need <= free(site); first = queue(site)[0])
        begin(first, site, first.standing.get(site)!);
  };
  const serveIfNoticed = (): void => {
    if (noticesRoom) serve(null);
  };
  const begin = (one: Person, site: string, turn: { readonly turn: number; readonly asked: number }): void => {
    tell(one, names.length > 1 ? `begins at ${site}` : 'begins');
    Object.assign(one, { is: 'served', since: day, site, started: ++starts, standing: new Map() });
    one.stood = { site, turn: turn.turn, asked: turn.asked };
  };
  const lose = (one: Person, isPreempted: boolean): void => {
    tell(one, isPreempted ? 'gives way' : 'is stopped');
    if (isPreempted) one.left -= day - one.since;
    else {
      one.stood = null;
      one.left = customers[one.name]!.service;
    }
    one.is = 'gone';
    if (!isPreempted && rules.stoppedGoTo !== 'waiting') return;
    if (asksInTurn) one.is = 'asking';
    else ask(one);
  };
  const byUrgency = (a: Person, b: Person): number => a.value - b.value || b.started - a.started;
  const leave = (one: Person, what: string): void => {
    tell(one, what);
    one.is = 'gone';
    one.standing.clear();
    if (what === 'finishes') serve(one.site);
    else serveIfNoticed();
  };

  function ask(one: Person): void {
    one.is = 'waiting';
    one.since = day;
    const turn = ++turns;
    const comesFirst = (site: string): boolean => !queue(site).some((other) => score(other, site) >= one.value);
    for (const site of one.open)
      if (free(site) >= one.need && comesFirst(site)) {
        begin(one, site, { turn, asked: day });
        return;
      }
    for (const site of one.open) {
      if (rulesOf(site).preempts !== true || !comesFirst(site)) continue;
      const victims: Person[] = [];
      let room = free(site);
      for (const below of holders(site)
        .filter((other) => other.value < one.value)
        .sort(byUrgency)) {
        if (room >= one.need) break;
        victims.push(below);
        room += below.need;
      }
      if (room < one.need) continue;
      // Taken out of their places first, so that none of them takes another's: then they wait again.
      begin(one, site, { turn, asked: day });
      victims.forEach((victim) => lose(victim, true));
      serveIfNoticed();
      return;
    }
    const shut = (site: string): boolean => queue(site).length >= (rulesOf(site).limit ?? Infinity);
    const tooLong = (site: string): boolean => queue(site).length >= (rulesOf(site).balksAt ?? Infinity);
    // Who was displaced comes back, however many wait.
    const joins = one.open.filter((site) => one.stood?.site === site || (!shut(site) && !tooLong(site)));
    if (joins.length > 0)
      joins.forEach((site) => one.standing.set(site, one.stood?.site === site ? one.stood : { turn, asked: day }));
    else if (one.open.some((site) => !shut(site))) leave(one, 'balks');
    else if (names.some((site) => rulesOf(site).limit !== undefined)) leave(one, 'is turned away');
  }

  for (day = 0; day < HORIZON; day++) {
    const changes = names
      .flatMap((site) => placesOf(rulesOf(site).places).flatMap(([from, n]) => (from === day ? [{ site, n }] : [])))
      .sort((a, b) => (a.site < b.site ? -1 : 1));
    for (;;) {
      const ending = people.filter((one) => one.is === 'served' && one.since + one.left === day);
      // Places given up in the usual way have all been given up by now.
      const released = ending.filter(({ site }) => endsFirst || !isTakenBack(site));
      if (released.length > 0) {
        const [one] = released.sort((a, b) => (a.site === b.site ? a.need - b.need : a.site < b.site ? -1 : 1));
        leave(one!, 'finishes');
        continue;
      }
      const change = changes.shift();
      if (change !== undefined) {
        const { site, n } = change;
        placesNow.set(site, n);
        if (rulesOf(site).whenFewer === 'stop')
          while (free(site) < 0 && holders(site).length > 0) lose(holders(site).sort(byUrgency)[0]!, false);
        serve(site);
        continue;
      }
      const own = people.find(
        (one) => ending.includes(one) || (one.is === 'waiting' && one.since + one.patience === day),
      );
      if (own !== undefined) {
        leave(own, own.is === 'served' ? 'finishes' : 'gives up');
        continue;
      }
      const asking = people.find((one) => one.is === 'asking' || (one.is === 'coming' && one.comes === day));
      if (asking === undefined) break;
      ask(asking);
    }
  }
  return story;
}
