/**
 * Families whose children need a programme from and to days that are given, so that who is placed when can be worked out
 * on paper: each family's children come to need at one instant, and each may stop needing it by itself.
 */
import type { LedgerSpec } from '../../engine/ledger/spec.js';
import { withProgrammes } from '../../engine/programmes/extend.js';
import type { ProgrammePlan } from '../../engine/programmes/plan.js';
import { livesOf, type Watched } from './lives.js';
import { resolveText } from './pathway-files.js';
import { programme } from './programme-plans.js';

export interface Household {
  /** The day on which its children come to need the programme. */
  readonly needs: number;
  /** For each child, after how many days it needs it no more; null for never in the run. */
  readonly until: readonly (number | null)[];
  /** For each child, by how many days later than the others it comes to need it. */
  readonly late?: readonly number[];
}

/** Ages of a family's children are 2, 5, 8 and 11 years, and stay between these for the run. */
const AGES = [0, 4, 7, 10, 13];

function householdFile(families: Readonly<Record<string, Household>>): string {
  const all = Object.entries(families);
  const each = (write: (name: string, family: Household, child: number) => string): string =>
    all.flatMap(([name, family]) => family.until.map((_, child) => write(name, family, child))).join('\n');
  const who = (name: string, child: number): string =>
    `when: {who: ${name}, age: {from: ${AGES[child]!}, below: ${AGES[child + 1]!}}}`;
  return `
pathway: households
run: {start: 2025-04-01, years: 1, replications: 1}
attributes: {who: {of: family, levels: [${all.map(([name]) => name).join(', ')}, nobody]}}
arrivals:
${all.map(([name, { until }]) => `  ${name}: {rate: 0 per day, at_start: 1, children: {${until.length}: 1}, age: {2 to 2.0001: 1}, age_gap: {3 to 3.0001: 1}, attributes: {who: {${name}: 1}}}`).join('\n')}
regions:
  case:
    initial: home
    states: {home: {}, need: {}, away: {stays: true}}
    transitions:
${each((name, { needs, late }, child) => `      needs-of-${name}-${child}: {from: home, to: need, ${who(name, child)}, clock: {fixed: ${needs + (late?.[child] ?? 0)} days, since: entry}}`)}
${each((name, { until }, child) => (until[child] === null ? '' : `      leaves-of-${name}-${child}: {from: need, to: away, ${who(name, child)}, clock: {fixed: ${until[child]!} days, since: entry}}`))}
      never: {from: need, to: away, clock: {exponential: 0 per day}}
`;
}

/** A programme for those in need, which siblings come to together; it ends when they need it no more. */
export function family(each: 'child' | 'family', places: number, more: Partial<ProgrammePlan> = {}): ProgrammePlan {
  return programme({
    eligible: [{ kind: 'state', region: 'case', states: ['need'] }],
    siblings: { each },
    places: [{ from: 0, places }],
    stay: { family: 'fixed', at: 10 },
    endsWhenNotEligible: true,
    ...more,
  });
}

const IN_USE: LedgerSpec = {
  measures: [{ kind: 'use', name: 'in_use', label: 'In use', resource: 'programme_help_places', by: [] }],
  costs: [],
};

/** A child's time in the programme. */
export interface Stay {
  readonly who: string;
  readonly child: number;
  readonly from: number;
  /** Infinity for those in it at the end of the run. */
  readonly to: number;
}

export interface Run {
  readonly watched: Watched;
  readonly stays: readonly Stay[];
  /** What happened to whom, a line for all the children of a family to whom it happened on one day. */
  readonly told: readonly string[];
}

const WORDS: Readonly<Record<string, string>> = {
  waiting: 'wait',
  in_programme: 'begin',
  declined: 'decline',
  done: 'finish',
  not_offered: 'leave the queue',
};

export function runHouseholds(families: Readonly<Record<string, Household>>, plan: ProgrammePlan): Run {
  const scenario = resolveText(householdFile(families));
  const watched = livesOf(scenario, { model: withProgrammes(scenario.model, [plan]), ledger: IN_USE });
  const events = watched.lives
    .flatMap(({ attributes, member, events: own }) =>
      own
        .filter(({ region }) => region === 'programme_help')
        .map((event) => ({ ...event, who: attributes['who']!, member })),
    )
    .sort((a, b) => a.time - b.time || (a.who < b.who ? -1 : a.who > b.who ? 1 : 0) || a.member - b.member);
  const days = new Map<string, number[]>();
  const stays: Stay[] = [];
  for (const { time, who, member, from, to } of events) {
    if (to === null) continue;
    if (to === 'in_programme') stays.push({ who, child: member + 1, from: time, to: Number.POSITIVE_INFINITY });
    if (from === 'in_programme') {
      const i = stays.findIndex((stay) => stay.who === who && stay.child === member + 1 && stay.to > time);
      stays[i] = { ...stays[i]!, to: time };
    }
    const key = `${Number(time.toFixed(6))} ${who} ${WORDS[to] ?? to}`;
    days.set(key, [...(days.get(key) ?? []), member + 1]);
  }
  return { watched, stays, told: [...days].map(([key, children]) => `${key}: ${children.join(' ')}`) };
}

/** The lines that tell of anything but the start of a wait. */
export function toldOf(families: Readonly<Record<string, Household>>, plan: ProgrammePlan): string[] {
  return runHouseholds(families, plan).told.filter((line) => !line.includes(' wait:'));
}
