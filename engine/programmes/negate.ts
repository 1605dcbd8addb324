/** What must hold for a requirement to fail. */
import type { Atom } from '../pathway/model.js';

/** Conditions any of which makes the atom fail. */
export function negate(atom: Atom): Atom[] {
  const frozen = 'frozen' in atom && atom.frozen !== undefined ? { frozen: atom.frozen } : {};
  switch (atom.kind) {
    case 'state':
    case 'attribute':
      return [{ ...atom, not: !(atom.not ?? false) }];
    case 'age':
      return [
        ...(atom.from === undefined ? [] : [{ kind: 'age' as const, below: atom.from, ...frozen }]),
        ...(atom.below === undefined ? [] : [{ kind: 'age' as const, from: atom.below, ...frozen }]),
      ];
    case 'time':
      return [
        ...(atom.from === undefined ? [] : [{ kind: 'time' as const, before: atom.from, ...frozen }]),
        ...(atom.before === undefined ? [] : [{ kind: 'time' as const, from: atom.before, ...frozen }]),
      ];
    case 'count':
      return [
        ...(atom.atLeast === undefined
          ? []
          : [{ kind: 'count' as const, counter: atom.counter, below: atom.atLeast, ...frozen }]),
        ...(atom.below === undefined
          ? []
          : [{ kind: 'count' as const, counter: atom.counter, atLeast: atom.below, ...frozen }]),
      ];
    case 'level':
      return [
        ...(atom.from === undefined ? [] : [{ kind: 'level' as const, level: atom.level, below: atom.from }]),
        ...(atom.below === undefined ? [] : [{ kind: 'level' as const, level: atom.level, from: atom.below }]),
      ];
  }
}
