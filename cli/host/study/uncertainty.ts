/** What is not known in a study: every number that is drawn in any of its options, once, and what stays as it is. */
import { DrawLuck } from '../../../engine/index.js';
import {
  uncertaintyOfScenario,
  type DrawnNumber,
  type FollowingNumber,
  type Files,
  type HeldNumber,
  type NormalOf,
  type ScenarioOverrides,
} from '../../../scenarios/index.js';
import type { OptionSet } from './options.js';

/** Sizes by number, then draw. */
export function sizesOf(
  sizes: (normal: NormalOf) => readonly number[],
  seed: string,
  draws: number,
): readonly Float64Array[] {
  const byDraw = Array.from({ length: draws }, (_, d) => {
    const luck = new DrawLuck(seed, d + 1);
    return sizes((name) => luck.normal(name));
  });
  return (byDraw[0] ?? []).map((_, k) => Float64Array.from(byDraw, (row) => row[k]!));
}

/** What is uncertain in any of the options, each number once. */
export function uncertaintyOf(
  set: OptionSet,
  files: Files,
  overrides: ScenarioOverrides,
): {
  readonly drawn: readonly DrawnNumber[];
  readonly following: readonly FollowingNumber[];
  readonly held: readonly HeldNumber[];
  /** The size of each number drawn, in their order. */
  readonly sizes: (normal: NormalOf) => readonly number[];
} {
  const drawn = new Map<string, DrawnNumber>();
  const sized: ((normal: NormalOf) => ReadonlyMap<string, number>)[] = [];
  const following = new Map<string, FollowingNumber>();
  const held = new Map<string, HeldNumber>();
  for (const { source, resolution } of set.options) {
    const own = uncertaintyOfScenario(source.path, files, { ...overrides, option: source.option }, resolution);
    for (const item of own.drawn) drawn.set(`${item.group}: ${item.name}`, item);
    for (const item of own.following) following.set(item.name, item);
    for (const item of own.held) held.set(item.name, item);
    sized.push(own.sizes);
  }
  const all = [...drawn.values()];
  // What one option holds, by its stance, another may draw.
  for (const { name } of all) held.delete(name);
  return {
    drawn: all,
    following: [...following.values()],
    held: [...held.values()],
    sizes: (normal) => {
      const found = new Map(sized.flatMap((of) => [...of(normal)]));
      return all.map(({ name }) => found.get(name) ?? normal(name));
    },
  };
}
