/** What results put side by side must have alike: programmes whole, and how money of different years is brought together. */
import type { ResultFrame } from '../../../engine/index.js';

type Programme = ResultFrame['programmes'][number];

/** What programmes are, do, reach and cost, as text that is the same for the same. */
export function programmesOf(frame: ResultFrame): string {
  return JSON.stringify([frame.programmes.map(partsOf), numbersOf(frame)]);
}

/** What the programmes of two differ in, the first thing found: 'mst.take_up is 0.9, not 0.8'; null where in nothing. */
export function programmesApart(a: ResultFrame, b: ResultFrame): string | null {
  if (programmesOf(a) === programmesOf(b)) return null;
  const names = ({ programmes }: ResultFrame): string => programmes.map(({ title }) => title).join(', ') || 'none';
  if (JSON.stringify(a.programmes.map(({ id }) => id)) !== JSON.stringify(b.programmes.map(({ id }) => id)))
    return `its programmes are ${names(b)}, not ${names(a)}`;
  for (const [i, own] of a.programmes.entries()) {
    const other = b.programmes[i]!;
    const theirs = partsOf(other);
    for (const [name, value] of Object.entries(partsOf(own)))
      if (value !== theirs[name]) return `${name} of ${other.title} is ${theirs[name] ?? 'not there'}, not ${value}`;
    for (const name of Object.keys(theirs))
      if (!(name in partsOf(own))) return `${name} of ${other.title} is ${theirs[name]!}, not there in the other`;
  }
  const [mine, theirs] = [numbersOf(a), numbersOf(b)];
  const name = [...new Set([...mine, ...theirs].map(([own]) => own))].find(
    (one) => valuesOf(mine, one) !== valuesOf(theirs, one),
  );
  return name === undefined
    ? 'its programmes stand in another order'
    : `${name} is ${valuesOf(theirs, name)}, not ${valuesOf(mine, name)}`;
}

function partsOf({ title, opens, places, eligible, effects }: Programme): Readonly<Record<string, string>> {
  return {
    'the title': title,
    'the opening': opens,
    'the number of places': places,
    'who it is for': eligible,
    ...Object.fromEntries(effects.map(({ name, measure, value }) => [`the effect ${name}`, `${measure} ${value}`])),
  };
}

/** Their own numbers (take-up, stays, costs ...), in the order of their names: programmes' numbers are named after them. */
function numbersOf({ programmes, assumptions }: ResultFrame): readonly (readonly [string, string])[] {
  const leads = programmes.flatMap(({ id }) => [`${id}.`, `kind: ${id}.`]);
  return assumptions
    .filter(({ name }) => leads.some((lead) => name.startsWith(lead)))
    .map(({ name, value }) => [name, value] as const)
    .toSorted(([a, v], [b, w]) => (a === b ? (v < w ? -1 : v > w ? 1 : 0) : a < b ? -1 : 1));
}

function valuesOf(numbers: readonly (readonly [string, string])[], wanted: string): string {
  return (
    numbers
      .filter(([name]) => name === wanted)
      .map(([, value]) => value)
      .join(' and ') || 'not given'
  );
}

const TERMS = { discounting: 'discounting', optimism: 'allowance for optimism', inflation: 'inflation' } as const;

/** What the appraisals of two differ in; null where in nothing. Records that do not say their terms are judged by what they list. */
export function termsApart(a: ResultFrame, b: ResultFrame): string | null {
  const [mine, theirs] = [a.appraisal, b.appraisal];
  if (mine !== undefined && theirs !== undefined) {
    const term = (['discounting', 'optimism', 'inflation'] as const).find((one) => mine[one] !== theirs[one]);
    return term === undefined ? null : `its ${TERMS[term]} is ${theirs[term]}, not ${mine[term]}`;
  }
  const [listed, others] = [listedTerms(a), listedTerms(b)];
  const name = [...listed.keys(), ...others.keys()].find((one) => listed.get(one) !== others.get(one));
  return name === undefined
    ? null
    : `its ${name.replace(LISTED, '')} is ${others.get(name) ?? 'not set'} (${listed.get(name) ?? 'not set'} in the other)`;
}

const LISTED = 'appraisal: ';

function listedTerms({ assumptions }: ResultFrame): ReadonlyMap<string, string> {
  return new Map(
    assumptions.filter(({ name }) => name.startsWith(LISTED)).map(({ name, value }) => [name, value] as const),
  );
}
