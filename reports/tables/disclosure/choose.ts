/**
 * Which numbers are kept back, so that no number from 1 to 5 is shown or can be worked out by taking numbers shown from
 * one another. Series are kept back whole: what a group is today gives away what it was a month ago.
 */
import { isSmall, isSmallCell, type Block, type Cell, type Series } from './counts.js';
import { linkedFlows } from './balance.js';
import { addsUpTo } from './work-out.js';

export interface Hidden {
  /** Series kept back in every period. */
  readonly series: ReadonlySet<string>;
  /** Numbers of totals kept back, and with them all that add up to them: `[series of the total, cell]` as JSON. */
  readonly cells: ReadonlySet<string>;
}

/** Subsets of more numbers than this are looked at one and two at a time. */
const MOST_TOGETHER = 6;

/** Series that go together: what gives one away once the other is known. */
type Partners = ReadonlyMap<string, readonly string[]>;

export function choose(blocks: readonly Block[]): Hidden {
  const partners = partnersOf(linkedFlows(blocks));
  const cells = hideTotals(blocks, partners);
  const isGone = ({ total }: Block): boolean =>
    total.cells.size > 0 && [...total.cells.keys()].every((key) => cells.has(totalCell(total.id, key)));
  const series = new Set<string>();
  for (const block of blocks.filter(isGone)) for (const level of levelsOf(block)) series.add(level.id);
  const open = blocks.filter((block) => !isGone(block));
  // All small ones first: what is kept back anyway adds up to nothing.
  const primary = new Set(
    open.flatMap((block) =>
      levelsOf(block).flatMap((level) => ([...level.cells.values()].some(isSmallCell) ? [level.id] : [])),
    ),
  );
  const known = new Set(open.flatMap((block) => levelsOf(block).map(({ id }) => id)));
  for (let before = -1; before !== series.size;) {
    before = series.size;
    for (const id of [...primary, ...series])
      for (const other of partners.get(id) ?? []) if (known.has(other)) primary.add(other);
    for (const id of primary) series.add(id);
    for (const block of open)
      for (const levels of block.breakdowns.values()) {
        const sums = (): Series[][] => shownSums(open, levels, { series, cells });
        for (const level of protect(levels, primary, sums)) series.add(level.id);
      }
  }
  return { series, cells };
}

function levelsOf({ breakdowns }: Block): Series[] {
  return [...breakdowns.values()].flat();
}

function partnersOf(links: readonly (readonly [Series, Series])[]): Partners {
  const found = new Map<string, string[]>();
  const add = (id: string, other: string): void => {
    const own = found.get(id);
    if (own === undefined) found.set(id, [other]);
    else own.push(other);
  };
  for (const [a, b] of links) {
    add(a.id, b.id);
    add(b.id, a.id);
  }
  return found;
}

/** Numbers of totals that go, and the same numbers of whatever would give them away. */
function hideTotals(blocks: readonly Block[], partners: Partners): Set<string> {
  const hidden = new Set<string>();
  const queue = blocks.flatMap((block) => smallTotals(block).map(({ key }) => [block.total.id, key] as const));
  const totals = new Map(blocks.map(({ total }) => [total.id, total]));
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [id, key] = next;
    const place = totalCell(id, key);
    if (hidden.has(place)) continue;
    hidden.add(place);
    for (const other of partners.get(id) ?? [])
      if (totals.get(other)?.cells.has(key) === true) queue.push([other, key]);
  }
  return hidden;
}

export function totalCell(series: string, cell: string): string {
  return JSON.stringify([series, cell]);
}

/** The numbers of a total that go: small ones, and those that would give one away over time. */
function smallTotals({ table, total }: Block): Cell[] {
  const all = [...total.cells.values()];
  const of = (...kinds: readonly string[]): Cell[] => all.filter(({ kind }) => kinds.includes(kind));
  const isAny = (some: readonly Cell[]): boolean => some.some(isSmallCell);
  if (table === 'programmes' && of('day').length > 0) {
    // A programme starts empty: its early days say nothing of a return. One that ends small is kept back whole, lest an
    // early day be read as its last.
    const last = of('day').reduce((latest, cell) => (cell.period > latest.period ? cell : latest));
    return isSmallCell(last) ? all : all.filter(isSmallCell);
  }
  if (isAny(of('whole run'))) return all;
  // Years of times add up to the run: all of them go with a small one.
  if (table === 'times') return isAny(of('financial year')) ? of('financial year') : [];
  if (isAny(of('day', 'financial year'))) return all;
  // Months add up to their year: all of it go with a small one.
  const months = of('month');
  const years = new Set(months.filter(isSmallCell).map(({ period }) => yearOf(period)));
  return months.filter(({ period }) => years.has(yearOf(period)));
}

/** The first calendar year of the financial year of a month such as '2025-04'. */
function yearOf(month: string): number {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number >= 4 ? year : year - 1;
}

/** The levels of a breakdown that are kept back: the small ones, and as many more as it takes. */
function protect(
  levels: readonly Series[],
  primary: ReadonlySet<string>,
  known: () => readonly Series[][],
): readonly Series[] {
  const hidden = levels.filter(({ id }) => primary.has(id));
  if (hidden.length === 0) return [];
  const rest = levels
    .filter(({ id }) => !primary.has(id))
    .map((level) => ({ level, most: largest(level) }))
    // Nothing at all hides nothing: those come last.
    .sort((a, b) => Number(a.most < 0.5) - Number(b.most < 0.5) || a.most - b.most);
  const sums = known();
  while (!isProtected(hidden, primary, sums)) {
    const next = rest.shift();
    if (next === undefined) break;
    hidden.push(next.level);
  }
  // What is left of a breakdown of which most is gone would be read as the whole of it.
  return weight(hidden) * 2 > weight(levels) ? levels : hidden;
}

function isProtected(hidden: readonly Series[], primary: ReadonlySet<string>, sums: readonly Series[][]): boolean {
  if (!isPartSafe(hidden, primary)) return false;
  return partsOfSet(hidden).every((part) => {
    const others = hidden.filter((series) => !part.includes(series));
    return (isPartSafe(part, primary) && isPartSafe(others, primary)) || !sums.some((shown) => addsUpTo(part, shown));
  });
}

/** Whether the sum of some of the hidden may be known: there is no small one among them, or two at least and their sum is not small. */
function isPartSafe(part: readonly Series[], primary: ReadonlySet<string>): boolean {
  if (!part.some(({ id }) => primary.has(id))) return true;
  if (part.length < 2) return false;
  const [first] = part;
  return [...first!.cells.keys()].every((key) =>
    first!.cells.get(key)!.values.every((_, option) => {
      const sum = part.reduce((all, { cells }) => all + (cells.get(key)?.values[option] ?? 0), 0);
      return !isSmall(sum);
    }),
  );
}

/** Parts of a set that may be known by themselves: all of a small set; one or two, and all but one or two, of a large one. */
function partsOfSet(all: readonly Series[]): Series[][] {
  if (all.length <= MOST_TOGETHER)
    return Array.from({ length: 2 ** all.length - 2 }, (_, mask) => all.filter((__, i) => ((mask + 1) >> i) % 2 === 1));
  const few = all.flatMap((one, i) => [[one], ...all.slice(i + 1).map((other) => [one, other])]);
  return [...few, ...few.map((part) => all.filter((one) => !part.includes(one)))];
}

/** What is shown besides a breakdown: totals one by one, and the levels shown of every other breakdown. */
function shownSums(blocks: readonly Block[], levels: readonly Series[], { series, cells }: Hidden): Series[][] {
  return blocks.flatMap(({ total, breakdowns }) => [
    [{ id: total.id, cells: new Map([...total.cells].filter(([key]) => !cells.has(totalCell(total.id, key)))) }],
    ...[...breakdowns.values()]
      .filter((other) => other !== levels)
      .map((other) => other.filter(({ id }) => !series.has(id))),
  ]);
}

/** All that some series count, over every period and option. */
function weight(some: readonly Series[]): number {
  let sum = 0;
  for (const { cells } of some)
    for (const { values } of cells.values()) for (const value of values) sum += Number.isNaN(value) ? 0 : value;
  return sum;
}

function largest({ cells }: Series): number {
  let most = 0;
  for (const { values } of cells.values()) for (const value of values) if (value > most) most = value;
  return most;
}
