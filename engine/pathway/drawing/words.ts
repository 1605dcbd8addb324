/** Parts of a pathway in few words, short enough to stand beside an arrow. */
import { formatDate } from '../../time/index.js';
import type { HazardSpec } from '../../random/index.js';
import type { Atom, ClockZero, Condition, PathwayModel, Trigger } from '../model.js';

/** Words a file gives to things that have none in the model, by their names. */
export interface DrawingLabels {
  readonly regions?: Readonly<Record<string, string>>;
  readonly transitions?: Readonly<Record<string, string>>;
  readonly resources?: Readonly<Record<string, string>>;
  readonly arrivals?: Readonly<Record<string, string>>;
}

export interface Vocabulary {
  readonly model: PathwayModel;
  readonly labels: DrawingLabels;
  /** Day 0 of the run in days since 1970-01-01; null where it has no date. */
  readonly startDay: number | null;
}

/** `looked_after` becomes `looked after`. */
function spaced(name: string): string {
  return name.replaceAll('_', ' ');
}

function own(labels: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return labels !== undefined && Object.hasOwn(labels, name) ? labels[name] : undefined;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function regionLabel({ labels }: Vocabulary, name: string): string {
  return own(labels.regions, name) ?? capital(spaced(name));
}

export function transitionLabel({ labels }: Vocabulary, name: string, region: string): string {
  const given = own(labels.transitions, name);
  if (given !== undefined) return given;
  // The transitions a programme makes begin with its region's name, and some end in numbers of their own.
  const isMade = name.startsWith(`${region}_`) && name.length > region.length + 1;
  return spaced(isMade ? name.slice(region.length + 1).replace(/(?:_\d+)+$/, '') : name);
}

export function resourceLabel({ labels }: Vocabulary, name: string): string {
  return own(labels.resources, name) ?? spaced(name);
}

export function arrivalLabel({ labels }: Vocabulary, name: string): string {
  return own(labels.arrivals, name) ?? capital(spaced(name));
}

export function stateLabel({ model }: Vocabulary, region: string, state: string): string {
  const found = model.regions.find(({ name }) => name === region)?.states.find(({ name }) => name === state);
  return found?.label ?? spaced(state);
}

const UNITS: readonly (readonly [string, number])[] = [
  ['year', 365.25],
  ['month', 30.4375],
  ['week', 7],
  ['day', 1],
  ['hour', 1 / 24],
  ['minute', 1 / 1440],
];

/** A span of days in the largest unit in which it is a whole number, else in one that suits its size. */
export function duration(days: number): string {
  if (days === 0) return '0 days';
  if (!(days > 0 && days < 1e9)) return `${days} days`;
  const whole = UNITS.find(([, size]) => {
    const count = days / size;
    return Math.abs(count - Math.round(count)) < 1e-6 && Math.round(count) >= 1 && Math.round(count) < 100;
  });
  const [unit, size] =
    whole ??
    (days >= 730 ? UNITS[0]! : days >= 60 ? UNITS[1]! : days >= 2 ? UNITS[3]! : days >= 0.1 ? UNITS[4]! : UNITS[5]!);
  const count = days / size;
  const shown = count >= 100 ? Math.round(count) : Math.round(count * 10) / 10;
  return `${shown} ${unit}${shown === 1 ? '' : 's'}`;
}

/** A number without a tail of digits. */
export function short(value: number): string {
  if (!Number.isFinite(value) || value === 0) return String(value);
  let step = 1;
  while (Math.abs(value) * step < 100 && step < 1e6) step *= 10;
  return String(Math.round(value * step) / step);
}

function sinceWords(since: ClockZero, startDay: number | null): string {
  if (since === 'entry') return '';
  if (since === 'birth') return ' since birth';
  if ('moment' in since) return ` since ${spaced(since.moment)}`;
  return ` since ${dayWords(since.day, startDay)}`;
}

function dayWords(day: number, startDay: number | null): string {
  if (startDay !== null) return formatDate(startDay + Math.floor(day));
  return day === 0 ? 'the start' : `${duration(day)} after the start`;
}

/** What sort of clock runs: its family in words, and the time where one number says it. */
export function hazardWords(hazard: HazardSpec): string {
  switch (hazard.family) {
    case 'exponential':
      return hazard.rate === 0 ? 'never, as it stands' : 'at a steady rate';
    case 'piecewise':
      return 'at a changing rate';
    case 'weibull':
      return hazard.shape < 1
        ? 'at a falling rate (Weibull)'
        : hazard.shape > 1
          ? 'at a rising rate (Weibull)'
          : 'at a steady rate';
    case 'lognormal':
      return `after about ${duration(hazard.median)} (log-normal)`;
    case 'fixed':
      return hazard.at === 0 ? 'at once' : `after ${duration(hazard.at)}`;
    case 'empirical':
      return 'after a time as observed';
    case 'gompertz':
      return hazard.slope < 0 ? 'at a falling rate (Gompertz)' : 'at a rising rate (Gompertz)';
    case 'loglogistic':
      return `after about ${duration(hazard.scale)} (log-logistic)`;
    case 'gamma':
      return `after ${duration(hazard.shape * hazard.scale)} on average (gamma)`;
    case 'generalised_gamma':
      return 'after a time (generalised gamma)';
    case 'phase_type':
      return `after ${hazard.exit.length} phases or fewer`;
    case 'mixture':
      return 'in one of several ways, by chance';
    case 'recurring':
      return hazard.every === null ? 'on set days' : `every ${duration(hazard.every).replace(/^1 (\w+?)s?$/, '$1')}`;
    default:
      // A family without words of its own here is named as in the file.
      return `after a time (${spaced((hazard as { readonly family: string }).family)})`;
  }
}

export function triggerWords(vocabulary: Vocabulary, trigger: Trigger, inRegion: string): string {
  switch (trigger.kind) {
    case 'clock':
      return hazardWords(trigger.hazard) + sinceWords(trigger.since, vocabulary.startDay);
    case 'birthday':
      return trigger.years === 0 ? 'at birth' : `on the ${ordinal(trigger.years)} birthday`;
    case 'place':
      return 'when a place is free';
    case 'full':
      return 'when the queue is full';
    case 'balk':
      return 'when the queue looks too long';
    case 'stopped':
      return 'when its place closes';
    case 'preempted':
      return 'when its place goes to somebody more urgent';
    case 'condition':
      return atOnce(trigger.condition, inRegion)
        ? 'at once'
        : `as soon as ${conditionInWords(vocabulary, trigger.condition)}`;
  }
}

/** A condition on nothing but the region the transition leaves holds as soon as its state is entered. */
function atOnce(condition: Condition, inRegion: string): boolean {
  return condition.every(
    (atom) => atom.kind === 'state' && atom.region === inRegion && !('frozen' in atom && atom.frozen !== undefined),
  );
}

function ordinal(n: number): string {
  const ending = n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

export function conditionInWords(vocabulary: Vocabulary, condition: Condition): string {
  return condition.length === 0
    ? 'always'
    : joined(
        condition.map((atom) => atomInWords(vocabulary, atom)),
        ' and ',
      );
}

function atomInWords(vocabulary: Vocabulary, atom: Atom): string {
  const then = 'frozen' in atom && atom.frozen !== undefined ? ` (as ${spaced(atom.frozen)})` : '';
  switch (atom.kind) {
    case 'state':
      return `${regionLabel(vocabulary, atom.region)}${then} ${atom.not === true ? 'is not' : 'is'} ${joined(
        atom.states.map((state) => stateLabel(vocabulary, atom.region, state)),
        ' or ',
      )}`;
    case 'attribute':
      return `${spaced(atom.attribute)}${then} ${atom.not === true ? 'is not' : 'is'} ${joined(atom.levels, ' or ')}`;
    case 'age':
      return `age${then} is ${range(atom.from?.toString(), atom.below?.toString())}`;
    case 'time': {
      const [from, before] = [atom.from, atom.before].map((day) =>
        day === undefined ? undefined : dayWords(day, vocabulary.startDay),
      );
      return from === undefined || before === undefined
        ? from === undefined
          ? `the date is before ${before ?? 'the end'}`
          : `the date is ${from} or later`
        : `the date is from ${from} to before ${before}`;
    }
    case 'count':
      return `${spaced(atom.counter)}${then} is ${range(atom.atLeast?.toString(), atom.below?.toString())}`;
    case 'level':
      return `${spaced(atom.level)} is ${range(atom.from?.toString(), atom.below?.toString())}`;
  }
}

function range(from: string | undefined, below: string | undefined): string {
  if (from !== undefined && below !== undefined) return `from ${from} to below ${below}`;
  if (from !== undefined) return `at least ${from}`;
  return below === undefined ? 'any' : `below ${below}`;
}

/** `a, b or c`. */
export function joined(parts: readonly string[], last: string): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')}${last}${parts.at(-1) ?? ''}`;
}
