/** Written conditions into the atoms the engine tests. */
import type { Atom, Condition } from '../../engine/pathway/model.js';
import type { Path } from '../load/index.js';
import type { TimePoint, WrittenCondition } from '../schema/index.js';
import { timePoint } from '../schema/index.js';
import type { Context } from './context.js';
import { itemPath, known, refuse, refuseKey } from './context.js';

type Written = WrittenCondition[string];
type Test = Exclude<Written, string | readonly string[]>;

/** The condition written at a path. Unknown names and misplaced tests become problems. */
export function buildCondition(context: Context, written: WrittenCondition, path: Path): Condition {
  return Object.entries(written).flatMap(([key, value]) => {
    const atom = buildAtom(context, key, value, [...path, key]);
    return atom === undefined ? [] : [atom];
  });
}

function buildAtom(context: Context, key: string, value: Written, path: Path): Atom | undefined {
  const { regions, attributes, counters, frozen } = context.words;
  const property = frozen.get(key);
  if (property !== undefined) {
    const atom = buildAtom(context, property, value, path);
    return atom === undefined || atom.kind === 'level' ? undefined : { ...atom, frozen: key };
  }
  const states = regions.get(key);
  if (states !== undefined) {
    const found = namesOf(context, value, path, `state of '${key}'`, states);
    return found && { kind: 'state', region: key, states: found.names, ...(found.not && { not: true }) };
  }
  const levels = attributes.get(key);
  if (levels !== undefined) {
    const found = namesOf(context, value, path, `level of '${key}'`, levels);
    return found && { kind: 'attribute', attribute: key, levels: found.names, ...(found.not && { not: true }) };
  }
  if (key === 'age') return buildAge(context, value, path);
  if (key === 'time') return buildTime(context, value, path);
  if (counters.includes(key)) return buildCount(context, key, value, path);
  if (context.words.levels.includes(key)) return buildLevel(context, key, value, path);
  const allowed = [
    ...regions.keys(),
    ...attributes.keys(),
    ...counters,
    ...frozen.keys(),
    ...context.words.levels,
    'age',
    'time',
  ];
  refuseKey(context, path, `there is no region, attribute or counter '${key}'`, { found: key, allowed });
  return undefined;
}

function namesOf(
  context: Context,
  value: Written,
  path: Path,
  what: string,
  allowed: readonly string[],
): { readonly names: readonly string[]; readonly not: boolean } | undefined {
  const not = isTest(value);
  if (
    not &&
    !onlyKeys(
      context,
      value,
      path,
      ['not'],
      `'${String(path.at(-1))}' takes a ${what.split(' ')[0]}, a list, or {not: ...}`,
    )
  )
    return undefined;
  const listed = not ? (value.not ?? []) : typeof value === 'string' ? [value] : value;
  const at = not ? [...path, 'not'] : path;
  const good = listed.filter((word, index) => known(context, itemPath(context, at, index), what, word, allowed));
  return good.length === listed.length ? { names: good, not } : undefined;
}

function buildAge(context: Context, value: Written, path: Path): Atom | undefined {
  const help = "'age' takes {from: 11, below: 18}, in years";
  if (!isTest(value)) return refuse(context, path, help);
  if (!onlyKeys(context, value, path, ['from', 'below'], help)) return undefined;
  const { from, below } = value;
  if (typeof from === 'string') return refuse(context, [...path, 'from'], `${help}: '${from}' is not a number`);
  if (from !== undefined && below !== undefined && from >= below) {
    return refuse(context, path, `no age is from ${from} and below ${below}`);
  }
  return { kind: 'age', ...(from !== undefined && { from }), ...(below !== undefined && { below }) };
}

function buildLevel(context: Context, level: string, value: Written, path: Path): Atom | undefined {
  const help = `'${level}' is a shared level: it takes {from: 10, below: 15}`;
  if (!isTest(value)) return refuse(context, path, help);
  if (!onlyKeys(context, value, path, ['from', 'below'], help)) return undefined;
  const { from, below } = value;
  if (typeof from === 'string') return refuse(context, [...path, 'from'], `${help}: '${from}' is not a number`);
  return { kind: 'level', level, ...(from !== undefined && { from }), ...(below !== undefined && { below }) };
}

function buildTime(context: Context, value: Written, path: Path): Atom | undefined {
  const help = "'time' takes {from: 2026-04-01, before: 2028-04-01}";
  if (!isTest(value)) return refuse(context, path, help);
  if (!onlyKeys(context, value, path, ['from', 'before'], help)) return undefined;
  const from = readTime(context, value.from, [...path, 'from']);
  const before = readTime(context, value.before, [...path, 'before']);
  if (from !== undefined && before !== undefined && from >= before) {
    return refuse(context, path, 'no time is from the first of these and before the second');
  }
  return { kind: 'time', ...(from !== undefined && { from }), ...(before !== undefined && { before }) };
}

function readTime(context: Context, found: string | number | undefined, path: Path): number | undefined {
  if (found === undefined) return undefined;
  const result = timePoint.safeParse(found);
  if (result.success) return daysFromStart(context, result.data);
  return refuse(context, path, result.error.issues[0]?.message ?? 'this is not a time');
}

/** A point in time as days since day 0 of the run. */
export function daysFromStart(context: Context, point: TimePoint): number {
  return 'date' in point ? point.date - context.startDay : point.since;
}

function buildCount(context: Context, counter: string, value: Written, path: Path): Atom | undefined {
  const help = `'${counter}' is a counter: it takes {at_least: 1} or {at_least: 1, below: 3}`;
  if (!isTest(value)) return refuse(context, path, help);
  if (!onlyKeys(context, value, path, ['at_least', 'below'], help)) return undefined;
  const { at_least: atLeast, below } = value;
  return { kind: 'count', counter, ...(atLeast !== undefined && { atLeast }), ...(below !== undefined && { below }) };
}

function isTest(value: Written): value is Test {
  return typeof value === 'object' && !Array.isArray(value);
}

function onlyKeys(context: Context, value: Test, path: Path, allowed: readonly string[], help: string): boolean {
  const present = Object.entries(value).filter(([, part]) => part !== undefined);
  const wrong = present.find(([key]) => !allowed.includes(key));
  if (wrong !== undefined) refuseKey(context, [...path, wrong[0]], help, { found: wrong[0], allowed });
  else if (present.length === 0) refuse(context, path, help);
  return wrong === undefined && present.length > 0;
}
