/** What things are called in a story: states, regions, queues, dates, ages. */
import { birthday, civil, DAYS_PER_YEAR, programmeNames, type Atom } from '../../../engine/index.js';
import type { Story, StorySituation } from '../../../engine/simulate/observe-parts.js';
import { MONTH_DAYS, ageBand, capital, list, lower, own, range, spaced, span, timeOfDay } from './plain.js';
import type { Traced } from './trace.js';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

export class Names {
  /** Day number of the run's day 0. */
  readonly day0: number;
  /** Programmes' titles by their region. */
  readonly titles: ReadonlyMap<string, string>;
  readonly hasAges: boolean;
  readonly noun: string;

  constructor(readonly traced: Traced) {
    const { scenario } = traced;
    this.day0 = scenario.startDay;
    this.titles = new Map(scenario.programmes.map(({ id, title }) => [programmeNames(id).region, title]));
    this.hasAges =
      scenario.kind === 'care' || scenario.model.arrivals.some(({ ages }) => ages.some(({ below }) => below > 0));
    this.noun = this.hasAges ? 'child' : 'unit';
  }

  isMain(region: string): boolean {
    return this.traced.model.regions[0]!.name === region;
  }

  /** A state that says that nothing goes on there: the one a region starts in. */
  isIdle(region: string, state: string): boolean {
    const regions = this.traced.model.regions;
    const found = regions.find(({ name }) => name === region);
    return found !== undefined && regions[0] !== found && found.initial === state;
  }

  /** In the order of the file, not of names. */
  inOrder(situations: readonly StorySituation[]): readonly StorySituation[] {
    return this.traced.model.regions.flatMap(({ name }) => situations.filter(({ region }) => region === name));
  }

  /** The name of an aspect before its state, where it is short enough to help. */
  prefix(region: string, after: string): string {
    const label = this.regionLabel(region);
    return this.isMain(region) || (!this.titles.has(region) && label.split(' ').length > 2) ? '' : `${label}${after}`;
  }

  /** A label that has the name of what it is a state of in it. */
  saysItself(region: string, label: string): boolean {
    return label.toLowerCase().includes(this.regionLabel(region).toLowerCase().split(' ').at(-1)!);
  }

  atomWords(atom: Atom, isNews = false): string {
    const not = isNews ? 'no longer ' : 'not ';
    const then = 'frozen' in atom && atom.frozen !== undefined ? ` (as ${spaced(atom.frozen)})` : '';
    switch (atom.kind) {
      case 'state': {
        const title = this.titles.get(atom.region);
        const states = list(
          atom.states.map((state) => lower(this.stateLabel(atom.region, state))),
          'or',
        );
        const subject = title ?? lower(this.prefix(atom.region, ''));
        return `${subject === '' ? '' : `${subject} is `}${atom.not === true ? not : ''}${states}${then}`;
      }
      case 'attribute':
        return `${spaced(atom.attribute)}${then} is ${atom.not === true ? not : ''}${list(atom.levels, 'or')}`;
      case 'age':
        return `${ageBand(atom.from, atom.below)}${then}`;
      case 'time':
        return atom.from === undefined
          ? `it is before ${this.date(atom.before ?? 0)}`
          : `it is ${this.date(atom.from)} or later`;
      case 'count':
        return `${spaced(atom.counter)}${then} is ${range(atom.atLeast, atom.below)}`;
      case 'level':
        return `${spaced(atom.level)} is ${range(atom.from, atom.below)}`;
    }
  }

  stateLabel(region: string, state: string): string {
    const found = this.traced.model.regions.find(({ name }) => name === region);
    return found?.states.find(({ name }) => name === state)?.label ?? spaced(state);
  }

  regionLabel(region: string): string {
    const title = this.titles.get(region);
    if (title !== undefined) return title;
    return own(this.traced.labels.regions, region) ?? capital(spaced(region));
  }

  streamLabel(stream: string): string {
    return own(this.traced.labels.streams, stream) ?? spaced(stream);
  }

  resourceWords(resources: readonly string[]): string {
    const words = resources.map((resource) => {
      for (const { id, title } of this.traced.scenario.programmes)
        if (programmeNames(id).resource === resource) return title;
      return own(this.traced.labels.resources, resource) ?? spaced(resource);
    });
    return list(words, 'or');
  }

  /** A moment in the words of the state that marks it. */
  momentWords(moment: string): string {
    const states = this.traced.model.regions.flatMap((region) =>
      region.states.filter(({ marks }) => marks.includes(moment)).map(({ label }) => label),
    );
    return states.length === 1 ? `${states[0]!} began` : spaced(moment);
  }

  date(time: number): string {
    const { year, month, day } = civil(this.day0 + Math.floor(time));
    const clock = this.hasAges ? '' : `, ${timeOfDay(time)}`;
    return `${day} ${MONTHS[month - 1]!} ${year}${clock}`;
  }

  age(story: Story, time: number): string {
    const birth = story.birth + this.day0;
    const day = this.day0 + Math.floor(time);
    if (day < birth) return `${span(birth - day)} before birth`;
    if (day === birth) return 'on the day of birth';
    let years = Math.max(0, Math.floor((day - birth) / DAYS_PER_YEAR) - 1);
    while (birthday(birth, years + 1) <= day) years++;
    const months = Math.min(11, Math.floor((day - birthday(birth, years)) / MONTH_DAYS));
    if (years === 0 && months === 0) return `aged ${span(Math.max(1, day - birth))}`;
    return `aged ${[
      years > 0 ? `${years} ${years === 1 ? 'year' : 'years'}` : '',
      months > 0 ? `${months} ${months === 1 ? 'month' : 'months'}` : '',
    ]
      .filter((part) => part !== '')
      .join(' ')}`;
  }
}

/** Dates and ages of a story, for whoever lays it out. */
export function datesOf(traced: Traced): {
  readonly date: (time: number) => string;
  readonly age: (time: number) => string;
} {
  const names = new Names(traced);
  return {
    date: (time) => names.date(time),
    age: (time) => (names.hasAges ? names.age(traced.told.baseline, time) : ''),
  };
}
