/** What makes a shared level impossible to count. */
import { PathwayError, type Level, type PathwayModel } from './model.js';

/** The refusal of a level, naming the part at fault; null where it can be counted. */
export function levelFault(level: Level, { regions }: Pick<PathwayModel, 'regions'>): PathwayError | null {
  const path = ['levels', level.name];
  if (level.every !== 'month' && !(level.every > 0 && level.every < Number.POSITIVE_INFINITY))
    return new PathwayError(
      'a level is counted anew after a time above 0 days',
      [...path, 'every'],
      String(level.every),
    );
  for (const { by } of level.per ?? [])
    if (!(by > 0 && by < Number.POSITIVE_INFINITY))
      return new PathwayError('a level is counted per a number above 0', [...path, 'per'], String(by));
  for (const atom of level.count) {
    if (atom.kind === 'level')
      return new PathwayError('a level cannot count by another level', [...path, 'count'], atom.level);
    if (atom.kind !== 'state' || atom.not === true) continue;
    const states = regions.find(({ name }) => name === atom.region)?.states ?? [];
    const final = atom.states.find((name) => states.some((state) => state.name === name && state.final === true));
    if (final !== undefined)
      return new PathwayError(
        'a level counts only those who are followed: nobody is in a final state ("stays: true" keeps them)',
        [...path, 'count'],
        final,
      );
  }
  return null;
}
