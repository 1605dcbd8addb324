/** Why a clock struck when it did: its luck, its pace, and what the pace was made of. */
import { birthday, packHazard, remainingTime } from '../../../engine/index.js';
import type {
  ClockSpan,
  ClockStory,
  FactorReading,
  Story,
  StoryEvent,
} from '../../../engine/simulate/observe-parts.js';
import type { Names } from './names.js';
import { ageBand, isInProgramme, lower, ordinal, plural, range, spaced, span, two, yesNo } from './plain.js';

const LN2 = 0.6931471805599453;

export class ClockWords {
  constructor(private readonly names: Names) {}

  clockWords(story: Story, event: StoryEvent, clock: ClockStory): string[] {
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
    const from =
      first.time - (event.time - event.stay) > 0.01 ? `From ${this.names.date(first.time)} on, half` : 'Half';
    const pace = Number.isFinite(half)
      ? `${from} of such ${plural(this.names.noun)} wait over ${span(half)}${spans.length > 1 ? ' at the pace of the start' : ''}`
      : `It never happens to most such ${plural(this.names.noun)}`;
    return `${pace}; ${sooner === 0 ? 'hardly any' : `${sooner} in 100`} less than this one.`;
  }

  /** What the clock's pace was made of, from change to change. */
  spanWords(story: Story, clock: ClockStory): string[] {
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
          ? `stands still${item.unmet.length > 0 ? ` unless ${item.unmet.map((atom) => this.names.atomWords(atom)).join('; ')}` : ''}`
          : this.paceWords(item);
      lines.push(`From ${this.names.date(item.time)}${because === '' ? '' : ` (${because})`} ${pace}.`);
    });
    for (const { name, time } of stretches(clock)) lines.push(`${name} from ${this.names.date(time)}.`);
    return lines;
  }

  /** A multiplier and what makes it up. */
  paceWords({ multiplier, factors }: ClockSpan): string {
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
        const title = this.names.titles.get(source.region);
        const label = this.names.stateLabel(source.region, factor.name ?? '');
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
      reasons.push(before.unmet.map((atom) => this.names.atomWords(atom)).join('; '));
    return [...new Set(reasons)].join(', ');
  }

  private isBirthday(story: Story, years: number, time: number): boolean {
    return (
      Math.floor(years) === years &&
      years >= 0 &&
      birthday(story.birth + this.names.day0, years) - this.names.day0 === time
    );
  }

  private factorWords(factors: readonly FactorReading[]): string {
    return factors
      .flatMap((factor) => (factor.multiplier === 1 ? [] : [`${two(factor.multiplier)} (${this.factorName(factor)})`]))
      .join(' \u00d7 ');
  }

  private factorName(factor: FactorReading): string {
    if (factor.kind === 'constant')
      return this.names.traced.scenario.area === null
        ? 'set in the file'
        : `in ${this.names.traced.scenario.area.name}`;
    if (factor.kind === 'frailty') return `${spaced(factor.name)} (lasting, unseen)`;
    const { source } = factor;
    const then = 'frozen' in source && source.frozen !== undefined ? ` (as ${spaced(source.frozen)})` : '';
    switch (source.kind) {
      case 'age':
        return `${ageBand(factor.from, factor.below)}${then}`;
      case 'time':
        return `${factor.from === undefined ? `before ${this.names.date(factor.below ?? 0)}` : `from ${this.names.date(factor.from)}`}${then}`;
      case 'state': {
        const title = this.names.titles.get(source.region);
        if (title === undefined)
          return `${lower(this.names.regionLabel(source.region))} ${lower(this.names.stateLabel(source.region, factor.name ?? ''))}${then}`;
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
      const what = this.names.titles.has(event.region) ? 'it' : this.names.stateLabel(event.region, event.from);
      return `${span(event.stay)} into ${what}${entered < 0 && story.isStock ? ` (which began on ${this.names.date(entered)})` : ''}`;
    }
    if (since === 'birth') return this.names.hasAges ? 'counted from birth' : '';
    const ago = event.time - span0.zero;
    // The state it leaves is the one that set the moment.
    if (!('day' in since) && Math.abs(ago - event.stay) < 1e-6)
      return `${span(ago)} into ${this.names.stateLabel(event.region, event.from)}`;
    if ('day' in since) return `${span(ago)} after ${this.names.date(since.day)}`;
    return `${span(ago)} after ${this.names.momentWords(since.moment)} (${this.names.date(span0.zero)})`;
  }
}

/** Changes in the pace of a clock's own time. */
function stretches({ spans }: ClockStory): { name: string; time: number }[] {
  return spans.flatMap(({ ratio, time }, i) =>
    ratio === (spans[i - 1]?.ratio ?? 1) ? [] : [{ name: `Times are ${two(ratio)} times as long`, time }],
  );
}
