/** One event of a story: a headline, why it came, and what came with it. */
import { programmeNames, type Condition } from '../../../engine/index.js';
import type { ForcedChange, QueueJoined, Story, StoryEvent } from '../../../engine/simulate/observe-parts.js';
import type { ClockWords } from './clock-words.js';
import type { Names } from './names.js';
import { capital, count, inHundred, isInProgramme, lower, ordinal, spaced, span } from './plain.js';

/** What is told of one event, or of the beginning or the end. */
export interface Passage {
  /** Day of the run. */
  readonly time: number;
  readonly headline: string;
  readonly details: readonly string[];
}

export class EventWords {
  /** @param passing events that pass through a state and come back at once */
  constructor(
    private readonly names: Names,
    private readonly clocks: ClockWords,
    private readonly passing: ReadonlySet<StoryEvent>,
  ) {}

  event(story: Story, event: StoryEvent): Passage {
    const details = this.forcedWords(event);
    const [why, ...more] = this.why(story, event);
    const isDrawn = event.outcome !== null && event.outcome.ways > 1 && !this.isOffer(event);
    details.push(isDrawn ? `${why} ${capital(inHundred(event.outcome!.chance))} go this way.` : why!, ...more);
    if (event.leftQueue !== null)
      details.push(
        `Left the queue for ${this.names.resourceWords(event.leftQueue.resources)} after ${span(event.time - event.leftQueue.since)}, without a place.`,
      );
    details.push(...event.joined.map((item) => this.joinedWords(item)));
    return { time: event.time, headline: this.headline(event), details };
  }

  /** An event that the other world has at another time: only what makes the difference is told again. */
  echoed(story: Story, event: StoryEvent, echo: StoryEvent | undefined): Passage {
    // At the same time, it is what comes of it that differs.
    if (echo === undefined || echo.time === event.time) return this.event(story, event);
    const sooner = event.time < echo.time ? 'sooner' : 'later';
    return {
      time: event.time,
      headline: `${this.headline(event)} (as without, ${span(Math.abs(event.time - echo.time))} ${sooner})`,
      details:
        isSamePace(event, echo) || event.cause.kind !== 'clock' ? [] : this.clocks.spanWords(story, event.cause.clock),
    };
  }

  private isOffer({ region, from }: StoryEvent): boolean {
    return this.names.titles.has(region) && from === 'not_offered';
  }

  headline(event: StoryEvent): string {
    const title = this.names.titles.get(event.region);
    if (title !== undefined) return this.programmeHeadline(event, title);
    const main = this.mainChange(event);
    return main === undefined ? this.changeWords(event) : this.changeWords(main);
  }

  /** A headline in the middle of a sentence. */
  inSentence(event: StoryEvent): string {
    const headline = this.headline(event);
    const title = this.names.titles.get(event.region);
    return title === undefined || headline.startsWith(title) ? headline : lower(headline);
  }

  /** A change that the event forces on what the story is mainly about. */
  private mainChange({ region, forced }: StoryEvent): ForcedChange | undefined {
    return this.names.isMain(region) ? undefined : forced.find((change) => this.names.isMain(change.region));
  }

  private changeWords(change: ForcedChange | StoryEvent): string {
    const { region, to } = change;
    if ('transition' in change && this.passing.has(change)) return this.names.stateLabel(region, to!);
    const from = this.names.stateLabel(region, change.from);
    const label = to === null ? from : this.names.stateLabel(region, to);
    const isPlain = this.names.saysItself(region, from) && this.names.saysItself(region, label);
    const prefix = isPlain ? '' : this.names.prefix(region, ': ');
    if (to === null && 'transition' in change)
      return `${capital(spaced(change.transition))} (${prefix}${from}, as before)`;
    return to === change.from || to === null
      ? `${prefix}${from} \u2192 ${from} (a new one)`
      : `${prefix}${from} \u2192 ${this.names.stateLabel(region, to)}`;
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
    const programme = this.names.traced.scenario.programmes.find(({ id }) => programmeNames(id).region === region);
    return programme?.stay === null ? `${title} ends` : `${title} ends early`;
  }

  forcedWords(event: StoryEvent): string[] {
    const over = new Set<string>();
    const changes = new Set<string>();
    const main = this.names.titles.has(event.region) ? undefined : this.mainChange(event);
    const own: ForcedChange = { region: event.region, from: event.from, to: event.to ?? event.from };
    const headline = main ?? own;
    const shown = this.names.stateLabel(headline.region, headline.to);
    for (const change of [...(main === undefined ? [] : [own]), ...event.forced]) {
      if (
        change === main ||
        change.region === headline.region ||
        (main === undefined && change.region === event.region)
      )
        continue;
      const label = this.names.stateLabel(change.region, change.to);
      if (this.names.isIdle(change.region, change.to)) over.add(this.names.stateLabel(change.region, change.from));
      else if (label !== shown)
        changes.add(
          `${this.names.saysItself(change.region, label) ? '' : lower(this.names.prefix(change.region, ' '))}${label}`,
        );
    }
    return [
      ...(changes.size > 0 ? [`With it: ${[...changes].join('; ')}.`] : []),
      ...(over.size > 0 ? [`No longer: ${[...over].join('; ')}.`] : []),
    ];
  }

  private why(story: Story, event: StoryEvent): string[] {
    const { cause } = event;
    switch (cause.kind) {
      case 'clock':
        return this.clocks.clockWords(story, event, cause.clock);
      case 'birthday':
        return [`Why: the ${ordinal(cause.years)} birthday.`];
      case 'condition': {
        if (event.region !== '' && this.isOffer(event)) return [this.eligibleWords(cause.latest, cause.condition)];
        const what = cause.latest.length > 0 ? cause.latest : cause.condition;
        const words = what.map((atom) => this.names.atomWords(atom, cause.latest.length > 0)).join('; ');
        const isOwn = what.every((atom) => atom.kind === 'state' && atom.region === event.region);
        return event.stay === 0 && (cause.latest.length === 0 || isOwn)
          ? ['Why: follows at once.']
          : [`Why: as soon as ${words}.`];
      }
      case 'place': {
        const { waitedFrom, source } = cause;
        const waited = waitedFrom === null ? '' : `waited ${span(event.time - waitedFrom)}; `;
        const giver = source.kind === 'given up' && source.by !== null ? this.names.traced.numberOf(source.by) : null;
        const why = {
          free: 'a place was free on asking',
          unlimited: 'there is room for all',
          'given up':
            giver === null
              ? `a place became free when others gave theirs up on ${this.names.date(event.time)}`
              : `a place became free because ${this.names.noun} ${count(giver)} gave one up on ${this.names.date(event.time)}`,
          opened: `places changed on ${this.names.date(event.time)}: there are now ${source.kind === 'opened' ? count(source.places) : ''}`,
          'turn came': 'those before left the queue, and the turn came',
        }[source.kind];
        return [`Why: ${waited}${why}.`];
      }
      case 'full':
        return [
          `Why: turned away. No place of ${this.names.resourceWords(cause.resources)} was free and the queue was full.`,
        ];
      case 'balk':
        return [`Why: turned away by the length of the queue for ${this.names.resourceWords(cause.resources)}.`];
      case 'stopped':
        return ['Why: the place held was closed.'];
      case 'preempted':
        return ['Why: the place held went to somebody more urgent.'];
    }
  }

  private eligibleWords(latest: Condition, condition: Condition): string {
    const what = latest.length > 0 ? latest : condition;
    const words = what.map((atom) =>
      atom.kind === 'time' ? `it opens on ${this.names.date(atom.from ?? 0)}` : this.names.atomWords(atom),
    );
    return `Why: it is now open to this ${this.names.noun}: ${words.join('; ')}.`;
  }

  joinedWords({ resource, ahead }: QueueJoined): string {
    const others = ahead === 0 ? 'first in line' : `behind ${count(ahead)} ${ahead === 1 ? 'other' : 'others'}`;
    return `Joined the queue for ${this.names.resourceWords([resource])}, ${others}.`;
  }
}

function isSamePace(a: StoryEvent, b: StoryEvent): boolean {
  if (a.cause.kind !== 'clock' || b.cause.kind !== 'clock') return true;
  const [here, there] = [a.cause.clock.spans, b.cause.clock.spans];
  return here.length === there.length && here.every(({ multiplier }, i) => multiplier === there[i]!.multiplier);
}
