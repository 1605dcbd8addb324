/** A child's story in plain words: what happened, and why. Every event becomes a headline and a few lines under it. */
import { compareStories, isProgrammeOnly, isSameEvent, type LifeParting } from '../../../engine/study/trace-compare.js';
import type { ClockStory, Story, StoryEvent } from '../../../engine/simulate/observe-parts.js';
import { ClockWords } from './clock-words.js';
import { EventWords, type Passage } from './event-words.js';
import { Names } from './names.js';
import { capital, count, isInProgramme, list, lower, plural, short, spaced, span } from './plain.js';
import { quietened } from './quiet.js';
import { STOCK_STREAM, type Traced } from './trace.js';

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

/** Tells what `traceScenario` found. */
export function tellStory(traced: Traced): Telling {
  return new Teller(traced).tell();
}

class Teller {
  private readonly names: Names;
  private readonly clocks: ClockWords;
  private readonly events: EventWords;
  private readonly traced: Traced;
  /** Events that pass through a state and come back at once. */
  private readonly passing = new Set<StoryEvent>();

  constructor(whole: Traced) {
    this.names = new Names(whole);
    this.clocks = new ClockWords(this.names);
    this.events = new EventWords(this.names, this.clocks, this.passing);
    this.traced = this.quiet(whole);
  }

  /** The same without what only keeps the books. */
  private quiet(whole: Traced): Traced {
    const main = whole.model.regions[0]!.name;
    const quiet = (story: Story): Story => {
      const { story: kept, passing } = quietened(story, (region) => region === main || this.names.titles.has(region));
      for (const event of passing) this.passing.add(event);
      return kept;
    };
    const { baseline, option } = whole.told;
    const told = { baseline: quiet(baseline), option: option === null ? null : quiet(option) };
    const comparison =
      told.option === null ? null : compareStories(told.baseline, told.option, new Set(this.names.titles.keys()));
    return { ...whole, told: { ...whole.told, ...told }, comparison };
  }

  tell(): Telling {
    const { told, comparison } = this.traced;
    const { baseline, option } = told;
    const programmes = new Set(this.names.titles.keys());
    const echo = option === null ? new Map<StoryEvent, StoryEvent>() : this.echoes(option, baseline);
    const passages = (story: Story, from: number, to: number): Passage[] =>
      story.events.slice(from, to).map((event) => this.events.event(story, event));
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
        ? { ...passage, headline: `With the programmes: ${this.events.inSentence(option.events[i]!)}` }
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
        .map((event) =>
          isShared(event, option) ? inBoth(this.events.event(baseline, event)) : this.events.event(baseline, event),
        ),
      // What has been told of the other world is not told again.
      option: option.events
        .slice(life.before.option)
        .map((event) =>
          isShared(event, baseline)
            ? inBoth({ ...this.events.event(option, event), details: this.events.forcedWords(event) })
            : this.events.echoed(option, event, echo.get(event)),
        ),
      ends: [this.ending(baseline), this.ending(option)],
    };
  }

  /** Events of the other world that are the same step of the same luck at another time, by the event here. */
  private echoes(story: Story, other: Story): ReadonlyMap<StoryEvent, StoryEvent> {
    const found = new Map<StoryEvent, StoryEvent>();
    let next = 0;
    for (const event of story.events) {
      if (this.names.titles.has(event.region)) continue;
      const at = other.events.findIndex((item, i) => i >= next && isSameStep(item, event));
      if (at < 0) continue;
      found.set(event, other.events[at]!);
      next = at + 1;
    }
    return found;
  }

  private heading(): string[] {
    const { traced } = this;
    const { noun } = this.names;
    const { scenario, number, of, numberInStream, ofStream, stream, siblings, why, replication } = traced;
    const lines = [
      `${capital(noun)} ${count(number)} of ${count(of)} in future ${replication} of "${scenario.title}".`,
      stream === STOCK_STREAM
        ? `Number ${count(numberInStream)} of the ${count(ofStream)} known on the first day.`
        : `Number ${count(numberInStream)} of the ${count(ofStream)} who come as: ${this.names.streamLabel(stream)}.`,
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
      if (this.names.titles.has(region) && isInProgramme(to)) return this.names.titles.get(region)!;
    return 'a programme';
  }

  private start(story: Story): Passage {
    // What a start sets says how the child comes into the run, which the headline says already.
    const set = new Set((this.traced.scenario.start?.strata ?? []).flatMap(({ sets }) => Object.keys(sets)));
    const known = story.attributes.flatMap(({ name, level }) =>
      level === 'no' || set.has(name) ? [] : [level === 'yes' ? spaced(name) : `${spaced(name)} ${spaced(level)}`],
    );
    const situations = this.names.inOrder(story.start).flatMap(({ region, state, since }) => {
      if (this.names.titles.has(region)) return [];
      const label = this.names.stateLabel(region, state);
      if (this.names.isIdle(region, state)) return [];
      const lasted = story.isStock && since < 0 ? `, since ${this.names.date(since)}` : '';
      return [`${this.names.prefix(region, ': ')}${label}${lasted}`];
    });
    return {
      time: story.begins,
      headline: story.isStock ? 'Known already on the first day' : 'Arrives',
      details: [
        ...(this.names.hasAges
          ? [
              `${story.birth <= 0 || story.birth <= story.begins ? 'Born' : 'Expected'} ${this.names.date(story.birth)}${known.length > 0 ? `; ${known.join(', ')}` : ''}.`,
            ]
          : known.length > 0
            ? [`${capital(known.join(', '))}.`]
            : []),
        ...story.frailties.map(({ name, value }) => `${capital(spaced(name))}, lasting and unseen: ${short(value)}.`),
        ...(situations.length > 0 ? [`${situations.join('; ')}.`] : []),
        ...story.joinedAtStart.map((item) => this.events.joinedWords(item)),
      ],
    };
  }

  private ending(story: Story): string[] {
    if (story.ended) {
      const last = story.events.at(-1)?.time ?? story.endsAt;
      const held = last > story.endsAt ? `, but for the place it had until ${this.names.date(last)}` : '';
      return [`Followed no further from ${this.names.date(story.endsAt)}${held}.`];
    }
    const last = this.traced.scenario.endDay - 1 - this.names.day0;
    const now = this.names.inOrder(story.end).flatMap(({ region, state }) => {
      const title = this.names.titles.get(region);
      if (title !== undefined)
        return isInProgramme(state) || state === 'waiting'
          ? [`${state === 'waiting' ? 'waiting for' : 'in'} ${title}`]
          : [];
      return this.names.isIdle(region, state) ? [] : [lower(this.names.stateLabel(region, state))];
    });
    return [
      `At the end of the run, ${this.names.date(last)}${this.names.hasAges ? ` (${this.names.age(story, last)})` : ''}: ${now.join('; ')}.`,
    ];
  }

  private parting(life: LifeParting): string[] {
    const { baseline, option } = this.traced.told;
    const { time, other, event } = life;
    const [a, b] = [baseline.events[life.before.baseline], option!.events[life.before.option]];
    const what: string[] = [];
    if (b?.time === time) what.push(`with the programmes: ${this.events.inSentence(b)}`);
    if (a?.time === time) what.push(`without the programmes: ${this.events.inSentence(a)}`);
    const isMarked = this.traced.comparison!.parting!.time < time;
    const lines = [
      `The same in both worlds up to ${this.names.date(time)}${isMarked ? ", but for what is marked 'With the programmes'" : ''}. Then, ${what.join('; ')}.`,
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
    const parts = now.multiplier === 1 || now.multiplier === 0 ? '' : `, ${this.clocks.paceWords(now)}`;
    const due = Number.isFinite(now.fires)
      ? ` and was due ${span(now.fires - time)} later, on ${this.names.date(now.fires)}`
      : ' and was not due at all';
    return `${isThereBaseline ? 'Without' : 'With'} the programmes the same clock ${pace}${parts}${parts === '' ? '' : ','}${due}.`;
  }
}

/** The same step, brought about by the same luck. */
function isSameStep(a: StoryEvent, b: StoryEvent): boolean {
  const luck = ({ cause }: StoryEvent): unknown =>
    cause.kind === 'clock' ? `${cause.clock.threshold} ${cause.clock.visit} ${cause.clock.refire}` : cause.kind;
  return a.transition === b.transition && a.from === b.from && a.to === b.to && luck(a) === luck(b);
}
