/** Conditions in words, for people. */
import { formatDate } from '../../engine/time/index.js';
import type { Atom, Condition, PathwayModel } from '../../engine/pathway/model.js';

/** `placement is Foster care or Kinship care; age from 11, below 18`. */
export function conditionWords(condition: Condition, model: PathwayModel, startDay: number): string {
  if (condition.length === 0) return 'everyone';
  return condition
    .map((atom) => {
      const words = atomWords(atom, model, startDay);
      return 'frozen' in atom && atom.frozen !== undefined ? `${spaced(atom.frozen)}: ${words}` : words;
    })
    .join('; ');
}

function atomWords(atom: Atom, model: PathwayModel, startDay: number): string {
  switch (atom.kind) {
    case 'state': {
      const states = model.regions.find(({ name }) => name === atom.region)?.states ?? [];
      const labels = atom.states.map((state) => states.find(({ name }) => name === state)?.label ?? state);
      return `${spaced(atom.region)} is ${atom.not === true ? 'not ' : ''}${labels.join(' or ')}`;
    }
    case 'attribute':
      return `${spaced(atom.attribute)} is ${atom.not === true ? 'not ' : ''}${atom.levels.join(' or ')}`;
    case 'age':
      return `age${bounds(atom.from, atom.below, ' from ', ' below ')}`;
    case 'time':
      return `time${bounds(dateOf(atom.from, startDay), dateOf(atom.before, startDay), ' from ', ' before ')}`;
    case 'count':
      return `${spaced(atom.counter)}${bounds(atom.atLeast, atom.below, ' at least ', ' below ')}`;
    case 'level':
      return `${spaced(atom.level)}${bounds(atom.from, atom.below, ' from ', ' below ')}`;
  }
}

function bounds(
  low: number | string | undefined,
  high: number | string | undefined,
  from: string,
  below: string,
): string {
  return [low === undefined ? '' : `${from}${low}`, high === undefined ? '' : `${below}${high}`]
    .filter((part) => part !== '')
    .join(',');
}

function dateOf(day: number | undefined, startDay: number): string | undefined {
  return day === undefined ? undefined : formatDate(startDay + Math.floor(day));
}

function spaced(name: string): string {
  return name.replaceAll('_', ' ');
}
