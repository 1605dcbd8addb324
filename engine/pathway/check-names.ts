/**
 * A name means one thing. Conditions and lookups read regions, attributes, counters, frozen values and shared levels by
 * name, beside age and time: nothing else at all may be called as one of them is. Every other kind of thing has names of
 * its own, each used once.
 */
import type { PathwayModel } from './model.js';
import { PathwayError } from './model.js';

interface Named {
  readonly name: string;
  /** What it is, with its article. */
  readonly what: string;
  readonly path: readonly string[];
}

/** What a clock may count from besides a moment, and the word for all moments. */
const MOMENT_WORDS: Readonly<Record<string, string>> = {
  entry: 'the entry to a state',
  birth: 'birth',
  start: 'the start of the run',
  all: 'everything',
};

/** @throws PathwayError naming both uses, at the second of them. */
export function checkNames(model: PathwayModel): void {
  const named = (items: readonly { readonly name: string }[] | undefined, what: string, section: string): Named[] =>
    (items ?? []).map(({ name }) => ({ name, what, path: [section, name] }));
  const listed = (names: readonly string[], what: string, section: string): Named[] =>
    names.map((name, i) => ({ name, what, path: [section, String(i)] }));

  const read = [
    ...named(model.regions, 'a region', 'regions'),
    ...named(model.attributes, 'an attribute', 'attributes'),
    ...listed(model.counters, 'a counter', 'counters'),
    ...named(model.frozen, 'a frozen value', 'frozen'),
    ...named(model.levels, 'a level', 'levels'),
  ];
  const others = [
    listed(model.moments, 'a moment', 'moments'),
    named(model.frailties, 'a frailty', 'frailties'),
    named(model.resources, 'a resource', 'resources'),
    named(model.transitions, 'a transition', 'transitions'),
    named(model.arrivals, 'a stream', 'arrivals'),
  ];

  const space = once(read);
  for (const word of ['age', 'time']) {
    const taken = space.get(word);
    if (taken !== undefined)
      throw new PathwayError(
        `"${word}" already means the child's ${word === 'age' ? 'age' : 'date'}, so it cannot name ${taken.what}`,
        taken.path,
        word,
      );
  }
  for (const kind of others) once(kind);
  for (const item of others.flat()) {
    const taken = space.get(item.name);
    if (taken !== undefined) throw twice(taken, item);
    if (item.name === 'age' || item.name === 'time')
      throw new PathwayError(
        `"${item.name}" has a meaning of its own, so it cannot name ${item.what}`,
        item.path,
        item.name,
      );
  }
  for (const moment of others[0]!) {
    if (Object.hasOwn(MOMENT_WORDS, moment.name))
      throw new PathwayError(
        `a moment cannot be called "${moment.name}": the word already means ${MOMENT_WORDS[moment.name]!}`,
        moment.path,
        moment.name,
      );
  }

  for (const region of model.regions) {
    if (region.states.length === 0)
      throw new PathwayError(`region "${region.name}" has no states`, ['regions', region.name]);
    once(named(region.states, `a state of region "${region.name}"`, 'states'), ['regions', region.name]);
  }
}

/** The items by name. */
function once(items: readonly Named[], within: readonly string[] = []): Map<string, Named> {
  const seen = new Map<string, Named>();
  for (const item of items) {
    const first = seen.get(item.name);
    if (first !== undefined) throw twice(first, { ...item, path: [...within, ...item.path] });
    seen.set(item.name, item);
  }
  return seen;
}

function twice(first: Named, second: Named): PathwayError {
  const uses = first.what === second.what ? `${first.what} and another` : `${first.what} and ${second.what}`;
  return new PathwayError(`the name "${second.name}" is used for two things: ${uses}`, second.path, second.name);
}
