/**
 * The numbers of a baseline's parameters that can be changed one at a time.
 *
 * A rate, a share or a lookup is changed as a whole; where shares stand side by side (outcomes, levels, ages) each is a
 * knob of its own and the others give way; of a clock, each of its numbers is one. Names are those of `calibration`:
 * `need_to_care`, `match_time.median`, `next_from_foster.childrens_home`.
 */
import type { Located, Path } from '../../load/index.js';
import { partAt } from '../../load/index.js';
import { isProblem, leavesAt, leavesOf, type Leaf } from '../calibration/leaves.js';

export interface Knob {
  readonly name: string;
  readonly parameter: string;
  /** Changed together. */
  readonly leaves: readonly Leaf[];
  /** Plain shares that add up to `whole` with the one changed, and give way to it; none where the rest follows by itself. */
  readonly others: readonly Leaf[];
  readonly whole: number;
  /** Whether it is a share, which must stay below `whole`. */
  readonly isShare: boolean;
}

/** A share of one of several, by its label. */
interface Entry {
  readonly label: string;
  readonly node: Located;
  readonly path: Path;
}

/** Every knob of a baseline, in the order of its file. `root` is the baseline with everything it extends. */
export function buildKnobs(root: Located): readonly Knob[] {
  return [...(partAt(root, ['parameters'])?.parts ?? [])].flatMap(([name, part]) => {
    const value = partAt(part, ['value']);
    const unit = partAt(part, ['unit'])?.data;
    const knobs = value === undefined ? [] : knobsOf(name, value, typeof unit === 'string' ? unit : '');
    return knobs.filter(isMovable);
  });
}

/** What is 0 stays 0, however scaled; and one share that is the whole has nothing to take from. */
function isMovable({ leaves, isShare, whole }: Knob): boolean {
  return leaves.some(({ number }) => number !== 0) && !(isShare && leaves.some(({ number }) => number >= whole));
}

function knobsOf(parameter: string, value: Located, unit: string): readonly Knob[] {
  const together = leavesAt(parameter, value, [], value);
  if (!isProblem(together)) return [knobOf(parameter, '', together, /\b(?:share|probability)\b/i.test(unit))];
  if (value.shape === 'scalar') return [];
  const parts = [...(value.parts ?? [])];
  if (value.shape === 'list') {
    const states = parts.map(([, item]) => partAt(item, ['state']));
    if (!states.every((state) => state !== undefined)) return scattered(parameter, value, []);
    const entries = parts.flatMap(([index, item], i): Entry[] => {
      const node = partAt(item, ['share']);
      return node === undefined ? [] : [{ label: String(states[i]!.data), node, path: [Number(index), 'share'] }];
    });
    return shares(parameter, entries, 'first');
  }
  const entries = parts.map(([label, node]): Entry => ({ label, node, path: [label] }));
  return areShares(entries) ? shares(parameter, entries, 'last') : scattered(parameter, value, []);
}

function knobOf(parameter: string, part: string, leaves: readonly Leaf[], isShare: boolean): Knob {
  const name = part === '' ? parameter : `${parameter}.${part}`;
  const fits = leaves.every(({ number, unit }) => unit === null && number >= 0 && number <= 1);
  return { name, parameter, leaves, others: [], whole: 1, isShare: isShare && fits };
}

/** Weights of levels, of ages or of how many: they add up to one, or say which is the rest, or depend on the child. */
function areShares(entries: readonly Entry[]): boolean {
  const isLookup = ({ node }: Entry): boolean => node.shape === 'mapping' && node.parts?.has('by') === true;
  const isNumber = ({ node }: Entry): boolean => typeof node.data === 'number';
  if (!entries.every((entry) => isNumber(entry) || isLookup(entry) || entry.node.data === 'rest')) return false;
  return !entries.every(isNumber) || Math.abs(sumOf(entries) - 1) < 0.011;
}

function sumOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { node }) => sum + (typeof node.data === 'number' ? node.data : 0), 0);
}

/** One knob for each share; of two that share everything, one, for the other is what it leaves. */
function shares(parameter: string, entries: readonly Entry[], which: 'first' | 'last'): readonly Knob[] {
  const hasRest = entries.some(({ node }) => node.data === 'rest');
  const areFixed = entries.every(({ node }) => typeof node.data === 'number');
  const whole = areFixed ? sumOf(entries) : 1;
  const found = entries.flatMap(({ label, node, path }) => {
    const leaves = leavesOf(parameter, node, path);
    return isProblem(leaves) ? [] : [{ label, leaves, isPlain: typeof node.data === 'number' }];
  });
  const knobs = found.map(({ label, leaves, isPlain }): Knob => ({
    ...knobOf(parameter, label, leaves, isPlain),
    whole,
    others: areFixed && !hasRest ? found.filter((other) => other.label !== label).flatMap((other) => other.leaves) : [],
  }));
  return entries.length === 2 && knobs.length === 2 ? [knobs[which === 'first' ? 0 : 1]!] : knobs;
}

const DATE = /^\d{4}-\d\d-\d\d$/;

/** Every number by itself, wherever it stands; numbers by date together. */
function scattered(parameter: string, node: Located, path: Path): readonly Knob[] {
  if (node.shape === 'scalar') {
    const leaves = leavesOf(parameter, node, path);
    return isProblem(leaves) ? [] : [knobOf(parameter, path.join('.'), leaves, path.at(-1) === 'weight')];
  }
  const parts = [...(node.parts ?? [])];
  const each = parts.flatMap(([name, part]) =>
    scattered(parameter, part, [...path, node.shape === 'list' ? Number(name) : name]),
  );
  if (parts.length === 0 || !parts.every(([name]) => DATE.test(name))) return each;
  const leaves = each.flatMap((knob) => knob.leaves);
  return leaves.length === 0 ? [] : [knobOf(parameter, path.join('.'), leaves, false)];
}
