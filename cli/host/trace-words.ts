/** A child's story in plain words: what happened, and why. Every event becomes a headline and a few lines under it. */
import { compareStories, isProgrammeOnly, isSameEvent, type LifeParting } from '../../engine/study/trace-compare.js';
import type {
  ClockSpan,
  ClockStory,
  FactorReading,
  ForcedChange,
  QueueJoined,
  Story,
  StoryEvent,
  StorySituation,
} from '../../engine/simulate/observe-parts.js';
import {
  birthday,
  civil,
  DAYS_PER_YEAR,
  packHazard,
  programmeNames,
  remainingTime,
  type Atom,
  type Condition,
} from '../../engine/index.js';
import { quietened } from './trace-quiet.js';
import type { Traced } from './trace.js';
import { STOCK_STREAM } from './trace.js';

/** What is told of one event, or of the beginning or the end. */
export interface Passage {
  /** Day of the run. */
  readonly time: number;
  readonly headline: string;
  readonly details: readonly string[];
}

/** A whole story, laid out in parts. */
export interface Telling {
  readonly heading: readonly string[];
  readonly start: Passage;
  /** What is the same in both worlds; everything where there is one world. */
  readonly together: readonly Passage[];
  /** Where they part, in a sentence or two; empty where they never do. */
  readonly parting: readonly string[];
  readonly baseline: readonly Passage[];
  readonly option: readonly Passage[];
  /** Where it stands at the end: in both, or in each. */
  readonly ends: readonly (readonly string[])[];
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const MONTH_DAYS = 30.4375;
const LN2 = 0.6931471805599453;

/** Tells what `traceScenario` found. */
export function tellStory(traced: Traced): Telling {
  return new Teller(traced).tell();
}

class Teller {
  private readonly day0: number;
  private readonly titles: ReadonlyMap<string, string>;
  readonly hasAges: boolean;
  private readonly noun: string;

  private readonly traced: Traced;
  /** Events that pass through a state and come back at once. */
  private readonly passing = new Set<StoryEvent>();

  constructor(whole: Traced) {
    const { scenario } = whole;
    this.day0 = scenario.startDay;
    this.titles = new Map(scenario.programmes.map(({ id, title }) => [programmeNames(id).region, title]));
    this.traced = this.quiet(whole);
    this.hasAges =
      scenario.kind === 'care' || scenario.model.arrivals.some(({ ages }) => ages.some(({ below }) => below > 0));
    this.noun = this.hasAges ? 'child' : 'unit';
  }

  /** The same without what only keeps the books. */
  private quiet(whole: Traced): Traced {
    const main = whole.model.regions[0]!.name;
    const quiet = (story: Story): Story => {
      const { story: kept, passing } = quietened(story, (region) => region === main || this.titles.has(region));
      for (const event of passing) this.passing.add(event);
      return kept;
    };
    const { baseline, option } = whole.told;
    const told = { baseline: quiet(baseline), option: option === null ? null : quiet(option) };
    const comparison =
      told.option === null ? null : compareStories(told.baseline, told.option, new Set(this.titles.keys()));
    return { ...whole, told: { ...whole.told, ...told }, comparison };
  }

  tell(): Telling {
    const { told, comparison } = this.traced;
    const { baseline, option } = told;
    const programmes = new Set(this.titles.keys());
    const echo = option === null ? new Map<StoryEvent, StoryEvent>() : this.echoes(option, baseline);
    const passages = (story: Story, from: number, to: number): Passage[] =>
      story.events.slice(from, to).map((event) => this.event(story, event));
    const isShared = (event: StoryEvent, other: Story): boolean =>
      other.events.some((item) => isSameEvent(item, event));
    const inBoth = (passage: Passage): Passage => ({ ...passage, headline: `${passage.headline} (in both worlds)` });
    const heading = this.heading();
    const start = this.start(baseline);
    if (option === null || comparison === null || comparison.parting === null) {
      const together = passages(baseline, 0, baseline.events.length);
      const same = option === null ? [] : ['The same with the programmes as without: they do not reach this life.'];
      return {
        heading,
        start,
        together,
        parting: [],
        baseline: [],
        option: [],
        ends: [[...this.ending(baseline), ...same]],
      };
    }
    const { life } = comparison;
    const together = passages(option, 0, life?.before.option ?? option.events.length).map((passage, i) =>
      isProgrammeOnly(option.events[i]!, programmes)
        ? { ...passage, headline: `With the programmes: ${this.inSentence(option.events[i]!)}` }
        : passage,
    );
    if (life === null) {
      const only = "But for what is marked 'With the programmes', this life is the same in both worlds.";
      return {
        heading,
        start,
        together,
        parting: [],
        baseline: [],
        option: [],
        ends: [[...this.ending(option), only]],
      };
    }
    return {
      heading,
      start,
      together,
      parting: this.parting(life),
      baseline: baseline.events
        .slice(life.before.baseline)
        .map((event) => (isShared(event, option) ? inBoth(this.event(baseline, event)) : this.event(baseline, event))),
      // What has been told of the other world is not told again.
      option: option.events
        .slice(life.before.option)
        .map((event) =>
          isShared(event, baseline)
            ? inBoth({ ...this.event(option, event), details: this.forcedWords(event) })
            : this.echoed(option, event, echo.get(event)),
        ),
      ends: [this.ending(baseline), this.ending(option)],
    };
  }

  /** Events of the other world that are the same step of the same luck at another time, by the event here. */
  private echoes(story: Story, other: Story): ReadonlyMap<StoryEvent, StoryEvent> {
    const found = new Map<StoryEvent, StoryEvent>();
    let next = 0;
    for (const event of story.events) {
      if (this.titles.has(event.region)) continue;
      const at = other.events.findIndex((item, i) => i >= next && isSameStep(item, event));
      if (at < 0) continue;
      found.set(event, other.events[at]!);
      next = at + 1;
    }
    return found;
  }

  // ---- the child ------------------------------------------------------------------------------------------------

  private heading(): string[] {
    const { traced, noun } = this;
    const { scenario, number, of, numberInStream, ofStream, stream, siblings, why, replication } = traced;
    const lines = [
      `${capital(noun)} ${count(number)} of ${count(of)} in future ${replication} of "${scenario.title}".`,
      stream === STOCK_STREAM
        ? `Number ${count(numberInStream)} of the ${count(ofStream)} known on the first day.`
        : `Number ${count(numberInStream)} of the ${count(ofStream)} who come as: ${this.streamLabel(stream)}.`,
    ];
    if (siblings.length > 0)
      lines.push(`Of one family with ${siblings.length === 1 ? noun : plural(noun)} ${list(siblings.map(count))}.`);
    const because = {
      'asked for': '',
      touched: `Chosen as the first ${noun} to start ${this.startedFirst()}.`,
      differs: `Chosen as the first ${noun} whose life differs with the programmes.`,
      placed: `Chosen as the first ${noun} to get a place.`,
      eventful: `Chosen as the first ${noun} to whom anything happens.`,
      first: '',
    }[why];
    if (because !== '') lines.push(because);
    return lines;
  }

  private startedFirst(): string {
    for (const { region, to } of this.traced.told.option?.events ?? [])
      if (this.titles.has(region) && isInProgramme(to)) return this.titles.get(region)!;
    return 'a programme';
  }

  private start(story: Story): Passage {
    // What a start sets says how the child comes into the run, which the headline says already.
    const set = new Set((this.traced.scenario.start?.strata ?? []).flatMap(({ sets }) => Object.keys(sets)));
    const known = story.attributes.flatMap(({ name, level }) =>
      level === 'no' || set.has(name) ? [] : [level === 'yes' ? spaced(name) : `${spaced(name)} ${spaced(level)}`],
    );
    const situations = this.inOrder(story.start).flatMap(({ region, state, since }) => {
      if (this.titles.has(region)) return [];
      const label = this.stateLabel(region, state);
      if (this.isIdle(region, state)) return [];
      const lasted = story.isStock && since < 0 ? `, since ${this.date(since)}` : '';
      return [`${this.prefix(region, ': ')}${label}${lasted}`];
    });
    return {
      time: story.begins,
      headline: story.isStock ? 'Known already on the first day' : 'Arrives',
      details: [
        ...(this.hasAges
          ? [
              `${story.birth <= 0 || story.birth <= story.begins ? 'Born' : 'Expected'} ${this.date(story.birth)}${known.length > 0 ? `; ${known.join(', ')}` : ''}.`,
            ]
          : known.length > 0
            ? [`${capital(known.join(', '))}.`]
            : []),
        ...story.frailties.map(({ name, value }) => `${capital(spaced(name))}, lasting and unseen: ${short(value)}.`),
        ...(situations.length > 0 ? [`${situations.join('; ')}.`] : []),
        ...story.joinedAtStart.map((item) => this.joinedWords(item)),
      ],
    };
  }

  /** In the order of the file, not of names. */
  private inOrder(situations: readonly StorySituation[]): readonly StorySituation[] {
    return this.traced.model.regions.flatMap(({ name }) => situations.filter(({ region }) => region === name));
  }

  private isMain(region: string): boolean {
    return this.traced.model.regions[0]!.name === region;
  }

  /** A headline in the middle of a sentence. */
  private inSentence(event: StoryEvent): string {
    const headline = this.headline(event);
    const title = this.titles.get(event.region);
    return title === undefined || headline.startsWith(title) ? headline : lower(headline);
  }

  /** A state that says that nothing goes on there: the one a region starts in. */
  private isIdle(region: string, state: string): boolean {
    const regions = this.traced.model.regions;
    const found = regions.find(({ name }) => name === region);
    return found !== undefined && regions[0] !== found && found.initial === state;
  }

  private ending(story: Story): string[] {
    if (story.ended) {
      const last = story.events.at(-1)?.time ?? story.endsAt;
      const held = last > story.endsAt ? `, but for the place it had until ${this.date(last)}` : '';
      return [`Followed no further from ${this.date(story.endsAt)}${held}.`];
    }
    const last = this.traced.scenario.endDay - 1 - this.day0;
    const now = this.inOrder(story.end).flatMap(({ region, state }) => {
      const title = this.titles.get(region);
      if (title !== undefined)
        return isInProgramme(state) || state === 'waiting'
          ? [`${state === 'waiting' ? 'waiting for' : 'in'} ${title}`]
          : [];
      return this.isIdle(region, state) ? [] : [lower(this.stateLabel(region, state))];
    });
    return [
      `At the end of the run, ${this.date(last)}${this.hasAges ? ` (${this.age(story, last)})` : ''}: ${now.join('; ')}.`,
    ];
  }

  // ---- where they part ------------------------------------------------------------------------------------------

  private parting(life: LifeParting): string[] {
    const { baseline, option } = this.traced.told;
    const { time, other, event } = life;
    const [a, b] = [baseline.events[life.before.baseline], option!.events[life.before.option]];
    const what: string[] = [];
    if (b?.time === time) what.push(`with the programmes: ${this.inSentence(b)}`);
    if (a?.time === time) what.push(`without the programmes: ${this.inSentence(a)}`);
    const isMarked = this.traced.comparison!.parting!.time < time;
    const lines = [
      `The same in both worlds up to ${this.date(time)}${isMarked ? ", but for what is marked 'With the programmes'" : ''}. Then, ${what.join('; ')}.`,
    ];
    if (other !== null && event.cause.kind === 'clock')
      lines.push(this.otherClock(event.cause.clock, other, time, life.in === 'option'));
    return lines;
  }

  /** How the clock of an event ran in the world where it has not happened. */
  private otherClock(here: ClockStory, there: ClockStory, time: number, isThereBaseline: boolean): string {
    const now = there.spans.findLast((item) => item.time <= time) ?? there.spans[0]!;
    const own = here.spans.at(-1)!;
    const pace =
      now.multiplier === 0
        ? 'stood still'
        : now.multiplier < own.multiplier
          ? 'ran more slowly'
          : now.multiplier > own.multiplier
            ? 'ran faster'
            : 'was at another point';
    const parts = now.multiplier === 1 || now.multiplier === 0 ? '' : `, ${this.paceWords(now)}`;
    const due = Number.isFinite(now.fires)
      ? ` and was due ${span(now.fires - time)} later, on ${this.date(now.fires)}`
      : ' and was not due at all';
    return `${isThereBaseline ? 'Without' : 'With'} the programmes the same clock ${pace}${parts}${parts === '' ? '' : ','}${due}.`;
  }

  // ---- one event ------------------------------------------------------------------------------------------------

  private event(story: Story, event: StoryEvent): Passage {
    const details = this.forcedWords(event);
    const [why, ...more] = this.why(story, event);
    const isDrawn = event.outcome !== null && event.outcome.ways > 1 && !this.isOffer(event);
    details.push(isDrawn ? `${why} ${capital(inHundred(event.outcome!.chance))} go this way.` : why!, ...more);
    if (event.leftQueue !== null)
      details.push(
        `Left the queue for ${this.resourceWords(event.leftQueue.resources)} after ${span(event.time - event.leftQueue.since)}, without a place.`,
      );
    details.push(...event.joined.map((item) => this.joinedWords(item)));
    return { time: event.time, headline: this.headline(event), details };
  }

  /** An event that the other world has at another time: only what makes the difference is told again. */
  private echoed(story: Story, event: StoryEvent, echo: StoryEvent | undefined): Passage {
    // At the same time, it is what comes of it that differs.
    if (echo === undefined || echo.time === event.time) return this.event(story, event);
    const sooner = event.time < echo.time ? 'sooner' : 'later';
    return {
      time: event.time,
      headline: `${this.headline(event)} (as without, ${span(Math.abs(event.time - echo.time))} ${sooner})`,
      details: isSamePace(event, echo) || event.cause.kind !== 'clock' ? [] : this.spanWords(story, event.cause.clock),
    };
  }

  private isOffer({ region, from }: StoryEvent): boolean {
    return this.titles.has(region) && from === 'not_offered';
  }

  private headline(event: StoryEvent): string {
    const title = this.titles.get(event.region);
    if (title !== undefined) return this.programmeHeadline(event, title);
    const main = this.mainChange(event);
    return main === undefined ? this.changeWords(event) : this.changeWords(main);
  }

  /** A change that the event forces on what the story is mainly about. */
  private mainChange({ region, forced }: StoryEvent): ForcedChange | undefined {
    return this.isMain(region) ? undefined : forced.find((change) => this.isMain(change.region));
  }

  private changeWords(change: ForcedChange | StoryEvent): string {
    const { region, to } = change;
    if ('transition' in change && this.passing.has(change)) return this.stateLabel(region, to!);
    const from = this.stateLabel(region, change.from);
    const label = to === null ? from : this.stateLabel(region, to);
    const isPlain = this.saysItself(region, from) && this.saysItself(region, label);
    const prefix = isPlain ? '' : this.prefix(region, ': ');
    if (to === null && 'transition' in change)
      return `${capital(spaced(change.transition))} (${prefix}${from}, as before)`;
    return to === change.from || to === null
      ? `${prefix}${from} \u2192 ${from} (a new one)`
      : `${prefix}${from} \u2192 ${this.stateLabel(region, to)}`;
  }

  /** The name of an aspect before its state, where it is short enough to help. */
  private prefix(region: string, after: string): string {
    const label = this.regionLabel(region);
    return this.isMain(region) || (!this.titles.has(region) && label.split(' ').length > 2) ? '' : `${label}${after}`;
  }

  private programmeHeadline(event: StoryEvent, title: string): string {
    const { from, to, outcome } = event;
    const share = outcome === null || outcome.ways < 2 ? '' : ` (${inHundred(outcome.chance)} do)`;
    if (from === 'not_offered')
      return `${title} is offered, and ${to === 'declined' ? 'declined' : 'taken up'}${share}`;
    if (isInProgramme(to)) return `Starts ${title}`;
    if (from === 'waiting')
      return to === 'declined' ? `Gives up waiting for ${title}` : `Leaves the queue for ${title}`;
    if (from === 'declined') return `The offer of ${title} lapses`;
    if (isInProgramme(from)) return this.finish(event, title);
    if (to === 'not_offered') return `May be offered ${title} again`;
    return `What ${title} may still do after it ends is over`;
  }

  /** A programme that has a length of its own finishes with it and ends early with anything else. */
  private finish({ region, cause }: StoryEvent, title: string): string {
    if (cause.kind === 'clock') return `Finishes ${title}`;
    const programme = this.traced.scenario.programmes.find(({ id }) => programmeNames(id).region === region);
    return programme?.stay === null ? `${title} ends` : `${title} ends early`;
  }

  private forcedWords(event: StoryEvent): string[] {
    const over = new Set<string>();
    const changes = new Set<string>();
    const main = this.titles.has(event.region) ? undefined : this.mainChange(event);
    const own: ForcedChange = { region: event.region, from: event.from, to: event.to ?? event.from };
    const headline = main ?? own;
    const shown = this.stateLabel(headline.region, headline.to);
    for (const change of [...(main === undefined ? [] : [own]), ...event.forced]) {
      if (
        change === main ||
        change.region === headline.region ||
        (main === undefined && change.region === event.region)
      )
        continue;
      const label = this.stateLabel(change.region, change.to);
      if (this.isIdle(change.region, change.to)) over.add(this.stateLabel(change.region, change.from));
      else if (label !== shown)
        changes.add(`${this.saysItself(change.region, label) ? '' : lower(this.prefix(change.region, ' '))}${label}`);
    }
    return [
      ...(changes.size > 0 ? [`With it: ${[...changes].join('; ')}.`] : []),
      ...(over.size > 0 ? [`No longer: ${[...over].join('; ')}.`] : []),
    ];
  }

  /** A label that has the name of what it is a state of in it. */
  private saysItself(region: string, label: string): boolean {
    return label.toLowerCase().includes(this.regionLabel(region).toLowerCase().split(' ').at(-1)!);
  }

  private why(story: Story, event: StoryEvent): string[] {
    const { cause } = event;
    switch (cause.kind) {
      case 'clock':
        return this.clockWords(story, event, cause.clock);
      case 'birthday':
        return [`Why: the ${ordinal(cause.years)} birthday.`];
      case 'condition': {
        if (event.region !== '' && this.isOffer(event)) return [this.eligibleWords(cause.latest, cause.condition)];
        const what = cause.latest.length > 0 ? cause.latest : cause.condition;
        const words = what.map((atom) => this.atomWords(atom, cause.latest.length > 0)).join('; ');
        const isOwn = what.every((atom) => atom.kind === 'state' && atom.region === event.region);
        return event.stay === 0 && (cause.latest.length === 0 || isOwn)
          ? ['Why: follows at once.']
          : [`Why: as soon as ${words}.`];
      }
      case 'place': {
        const { waitedFrom, source } = cause;
        const waited = waitedFrom === null ? '' : `waited ${span(event.time - waitedFrom)}; `;
        const giver = source.kind === 'given up' && source.by !== null ? this.traced.numberOf(source.by) : null;
        const why = {
          free: 'a place was free on asking',
          unlimited: 'there is room for all',
          'given up':
            giver === null
              ? `a place became free when others gave theirs up on ${this.date(event.time)}`
              : `a place became free because ${this.noun} ${count(giver)} gave one up on ${this.date(event.time)}`,
          opened: `places changed on ${this.date(event.time)}: there are now ${source.kind === 'opened' ? count(source.places) : ''}`,
          'turn came': 'those before left the queue, and the turn came',
        }[source.kind];
        return [`Why: ${waited}${why}.`];
      }
      case 'full':
        return [
          `Why: turned away. No place of ${this.resourceWords(cause.resources)} was free and the queue was full.`,
        ];
      case 'balk':
        return [`Why: turned away by the length of the queue for ${this.resourceWords(cause.resources)}.`];
      case 'stopped':
        return ['Why: the place held was closed.'];
      case 'preempted':
        return ['Why: the place held went to somebody more urgent.'];
    }
  }

  private eligibleWords(latest: Condition, condition: Condition): string {
    const what = latest.length > 0 ? latest : condition;
    const words = what.map((atom) =>
      atom.kind === 'time' ? `it opens on ${this.date(atom.from ?? 0)}` : this.atomWords(atom),
    );
    return `Why: it is now open to this ${this.noun}: ${words.join('; ')}.`;
  }

  private joinedWords({ resource, ahead }: QueueJoined): string {
    const others = ahead === 0 ? 'first in line' : `behind ${count(ahead)} ${ahead === 1 ? 'other' : 'others'}`;
    return `Joined the queue for ${this.resourceWords([resource])}, ${others}.`;
  }

  // ---- clocks ---------------------------------------------------------------------------------------------------

  private clockWords(story: Story, event: StoryEvent, clock: ClockStory): string[] {
    const { hazard } = clock;
    const zero = this.zeroWords(story, event, clock);
    if (hazard.family === 'fixed')
      return [
        `Why: ${hazard.at === 0 ? 'at once' : `always after ${span(hazard.at)}`}${
          zero === '' || (clock.since === 'entry' && Math.abs(event.stay - hazard.at) < 0.01) ? '' : `, ${zero}`
        }.`,
      ];
    if (hazard.family === 'recurring')
      return [
        typeof clock.since === 'object' && 'day' in clock.since && hazard.every !== null
          ? `Why: it comes every ${span(hazard.every)}.`
          : `Why: it was due${zero === '' ? '' : `, ${zero}`}.`,
      ];
    if (hazard.family === 'birthday') return [`Why: the ${ordinal(hazard.years)} birthday.`];
    const lines: string[] = [];
    lines.push(`Why: chance${zero === '' ? '' : `, ${zero}`}. ${this.luckWords(event, clock)}`);
    lines.push(...this.spanWords(story, clock));
    return lines;
  }

  /** How soon such things come, and where this one falls. */
  private luckWords(event: StoryEvent, clock: ClockStory): string {
    const { hazard, threshold, spans } = clock;
    if (hazard.family === 'birthday' || threshold === null) return '';
    const first = spans.find(({ multiplier }) => multiplier > 0)!;
    const table: number[] = [];
    const { kind, offset } = packHazard(hazard, table);
    const age = (first.time - first.zero) / first.ratio;
    const half = remainingTime(kind, Float64Array.from(table), offset, age, LN2 / first.multiplier) * first.ratio;
    const sooner = Math.round(100 * (1 - Math.exp(-threshold)));
    const from = first.time - (event.time - event.stay) > 0.01 ? `From ${this.date(first.time)} on, half` : 'Half';
    const pace = Number.isFinite(half)
      ? `${from} of such ${plural(this.noun)} wait over ${span(half)}${spans.length > 1 ? ' at the pace of the start' : ''}`
      : `It never happens to most such ${plural(this.noun)}`;
    return `${pace}; ${sooner === 0 ? 'hardly any' : `${sooner} in 100`} less than this one.`;
  }

  /** What the clock's pace was made of, from change to change. */
  private spanWords(story: Story, clock: ClockStory): string[] {
    const lines: string[] = [];
    clock.spans.forEach((item, i) => {
      const before = clock.spans[i - 1];
      if (before === undefined) {
        if (item.multiplier !== 1) lines.push(`Pace ${this.paceWords(item)}.`);
        return;
      }
      const because = this.paceChange(story, before, item);
      const pace =
        item.multiplier === 0
          ? `stands still${item.unmet.length > 0 ? ` unless ${item.unmet.map((atom) => this.atomWords(atom)).join('; ')}` : ''}`
          : this.paceWords(item);
      lines.push(`From ${this.date(item.time)}${because === '' ? '' : ` (${because})`} ${pace}.`);
    });
    for (const { name, time } of stretches(clock)) lines.push(`${name} from ${this.date(time)}.`);
    return lines;
  }

  /** A multiplier and what makes it up. */
  private paceWords({ multiplier, factors }: ClockSpan): string {
    const parts = this.factorWords(factors);
    const one = factors.filter((factor) => factor.multiplier !== 1);
    if (one.length === 1 && one[0]!.multiplier === multiplier)
      return `\u00d7${two(multiplier)} (${this.factorName(one[0]!)})`;
    return `\u00d7${two(multiplier)}${parts === '' ? '' : ` = ${parts}`}`;
  }

  /** What changed between two stretches of a clock's life. */
  private paceChange(story: Story, before: ClockSpan, now: ClockSpan): string {
    const reasons: string[] = [];
    now.factors.forEach((factor, i) => {
      const old = before.factors[i];
      if (factor.kind !== 'reading' || old?.kind !== 'reading') return;
      if (factor.multiplier === old.multiplier) return;
      const { source } = factor;
      if ('frozen' in source && source.frozen !== undefined) reasons.push(`${spaced(source.frozen)} is noted anew`);
      else if (source.kind === 'age')
        reasons.push(
          factor.from === undefined || !this.isBirthday(story, factor.from, now.time)
            ? 'age'
            : factor.from === 0
              ? 'birth'
              : `${ordinal(factor.from)} birthday`,
        );
      else if (source.kind === 'time') reasons.push('a new rate');
      else if (source.kind === 'state') {
        const title = this.titles.get(source.region);
        const label = this.stateLabel(source.region, factor.name ?? '');
        reasons.push(
          title === undefined
            ? lower(label)
            : isInProgramme(factor.name)
              ? `starts ${title}`
              : isInProgramme(old.name)
                ? `${title} ends`
                : `the effect of ${title} is over`,
        );
      } else if (source.kind === 'count') reasons.push(spaced(source.counter));
      else if (source.kind === 'level') reasons.push(spaced(source.level));
      else reasons.push(spaced(source.attribute));
    });
    if (before.unmet.length > 0 && now.unmet.length === 0)
      reasons.push(before.unmet.map((atom) => this.atomWords(atom)).join('; '));
    return [...new Set(reasons)].join(', ');
  }

  private isBirthday(story: Story, years: number, time: number): boolean {
    return Math.floor(years) === years && years >= 0 && birthday(story.birth + this.day0, years) - this.day0 === time;
  }

  private factorWords(factors: readonly FactorReading[]): string {
    return factors
      .flatMap((factor) => (factor.multiplier === 1 ? [] : [`${two(factor.multiplier)} (${this.factorName(factor)})`]))
      .join(' \u00d7 ');
  }

  private factorName(factor: FactorReading): string {
    if (factor.kind === 'constant')
      return this.traced.scenario.area === null ? 'set in the file' : `in ${this.traced.scenario.area.name}`;
    if (factor.kind === 'frailty') return `${spaced(factor.name)} (lasting, unseen)`;
    const { source } = factor;
    const then = 'frozen' in source && source.frozen !== undefined ? ` (as ${spaced(source.frozen)})` : '';
    switch (source.kind) {
      case 'age':
        return `${ageBand(factor.from, factor.below)}${then}`;
      case 'time':
        return `${factor.from === undefined ? `before ${this.date(factor.below ?? 0)}` : `from ${this.date(factor.from)}`}${then}`;
      case 'state': {
        const title = this.titles.get(source.region);
        if (title === undefined)
          return `${lower(this.regionLabel(source.region))} ${lower(this.stateLabel(source.region, factor.name ?? ''))}${then}`;
        return isInProgramme(factor.name) ? `in ${title}` : `after ${title}`;
      }
      case 'attribute':
        return `${yesNo(source.attribute, factor.name ?? '')}${then}`;
      case 'count':
        return `${spaced(source.counter)} ${range(factor.from, factor.below)}${then}`;
      case 'level':
        return `${spaced(source.level)} ${range(factor.from, factor.below)}`;
    }
  }

  /** From when a clock counts, where that is not plain from the state it leaves. */
  private zeroWords(story: Story, event: StoryEvent, clock: ClockStory): string {
    const { since } = clock;
    const span0 = clock.spans.at(-1)!;
    if (since === 'entry') {
      const entered = event.time - event.stay;
      const what = this.titles.has(event.region) ? 'it' : this.stateLabel(event.region, event.from);
      return `${span(event.stay)} into ${what}${entered < 0 && story.isStock ? ` (which began on ${this.date(entered)})` : ''}`;
    }
    if (since === 'birth') return this.hasAges ? 'counted from birth' : '';
    const ago = event.time - span0.zero;
    // The state it leaves is the one that set the moment.
    if (!('day' in since) && Math.abs(ago - event.stay) < 1e-6)
      return `${span(ago)} into ${this.stateLabel(event.region, event.from)}`;
    if ('day' in since) return `${span(ago)} after ${this.date(since.day)}`;
    return `${span(ago)} after ${this.momentWords(since.moment)} (${this.date(span0.zero)})`;
  }

  /** A moment in the words of the state that marks it. */
  private momentWords(moment: string): string {
    const states = this.traced.model.regions.flatMap((region) =>
      region.states.filter(({ marks }) => marks.includes(moment)).map(({ label }) => label),
    );
    return states.length === 1 ? `${states[0]!} began` : spaced(moment);
  }

  // ---- names ----------------------------------------------------------------------------------------------------

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

  private streamLabel(stream: string): string {
    return own(this.traced.labels.streams, stream) ?? spaced(stream);
  }

  private resourceWords(resources: readonly string[]): string {
    const words = resources.map((resource) => {
      for (const { id, title } of this.traced.scenario.programmes)
        if (programmeNames(id).resource === resource) return title;
      return own(this.traced.labels.resources, resource) ?? spaced(resource);
    });
    return list(words, 'or');
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
  const teller = new Teller(traced);
  return {
    date: (time) => teller.date(time),
    age: (time) => (teller.hasAges ? teller.age(traced.told.baseline, time) : ''),
  };
}

/** The same step, brought about by the same luck. */
function isSameStep(a: StoryEvent, b: StoryEvent): boolean {
  const luck = ({ cause }: StoryEvent): unknown =>
    cause.kind === 'clock' ? `${cause.clock.threshold} ${cause.clock.visit} ${cause.clock.refire}` : cause.kind;
  return a.transition === b.transition && a.from === b.from && a.to === b.to && luck(a) === luck(b);
}

function isSamePace(a: StoryEvent, b: StoryEvent): boolean {
  if (a.cause.kind !== 'clock' || b.cause.kind !== 'clock') return true;
  const [here, there] = [a.cause.clock.spans, b.cause.clock.spans];
  return here.length === there.length && here.every(({ multiplier }, i) => multiplier === there[i]!.multiplier);
}

/** Changes in the pace of a clock's own time. */
function stretches({ spans }: ClockStory): { name: string; time: number }[] {
  return spans.flatMap(({ ratio, time }, i) =>
    ratio === (spans[i - 1]?.ratio ?? 1) ? [] : [{ name: `Times are ${two(ratio)} times as long`, time }],
  );
}

function own(labels: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(labels, name) ? labels[name] : undefined;
}

function spaced(name: string): string {
  return name.replaceAll('_', ' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Without the capital at the start, but for names that are all capitals and for titles in the middle of a sentence. */
function lower(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function plural(noun: string): string {
  return noun === 'child' ? 'children' : `${noun}s`;
}

function count(n: number): string {
  return n.toLocaleString('en-GB');
}

function list(parts: readonly string[], last = 'and'): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)!}`;
}

function ordinal(n: number): string {
  const ending = n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

function two(value: number): string {
  return value >= 0.095 ? value.toFixed(2) : value.toPrecision(2);
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A span in the unit that suits it: hours, days, months, years and months. */
function span(days: number): string {
  const unit = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
  if (days < 1 / 24) return unit(Math.max(1, Math.round(days * 1440)), 'minute');
  if (days < 2 && Math.floor(days) !== days) return unit(Math.round(days * 24), 'hour');
  if (days < 90) return unit(Math.round(days), 'day');
  const months = Math.round(days / MONTH_DAYS);
  if (months < 24) return unit(months, 'month');
  const years = Math.floor(months / 12);
  if (years >= 100) return 'more than 100 years';
  return months % 12 === 0 ? unit(years, 'year') : `${unit(years, 'year')} ${unit(months % 12, 'month')}`;
}

function inHundred(share: number): string {
  const n = 100 * share;
  if (n > 99.5 && n < 100) return 'more than 99 in 100';
  return n < 0.5 ? 'fewer than 1 in 100' : `${Math.round(n)} in 100`;
}

function ageBand(from: number | undefined, below: number | undefined): string {
  if (from === undefined && below === 0) return 'not yet born';
  if (from === undefined) return below === undefined ? 'any age' : `age under ${below}`;
  if (below === undefined) return `age ${from} or over`;
  if (Number.isInteger(from) && Number.isInteger(below) && below > from)
    return below - 1 === from ? `age ${from}` : `age ${from} to ${below - 1}`;
  return `age ${from} to under ${below}`;
}

function range(from: number | undefined, below: number | undefined): string {
  if (from !== undefined && below !== undefined) return `from ${from} to below ${below}`;
  if (from !== undefined) return `at least ${from}`;
  return below === undefined ? 'any' : `below ${below}`;
}

function yesNo(name: string, level: string): string {
  return level === 'yes' ? spaced(name) : level === 'no' ? `no ${spaced(name)}` : `${spaced(name)} ${spaced(level)}`;
}

function timeOfDay(time: number): string {
  const minutes = Math.floor((time - Math.floor(time)) * 1440);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** In it, at whatever step of a ramp of fidelity it was begun. */
function isInProgramme(state: string | null): boolean {
  return state !== null && /^in_programme(_\d+)?$/.test(state);
}
