/**
 * Somebody who reads every number shown, knows how numbers add up, and works out what was kept back: by linear algebra, and by
 * narrowing the range of each number that cannot be below nothing.
 */

/** Numbers that add up to nothing: each with its sign. */
export type Equation = readonly { readonly name: string; readonly sign: 1 | -1 }[];

export interface Found {
  /** Numbers kept back that have one value only. */
  readonly exact: ReadonlySet<string>;
  /** The least and most that each number kept back may be. */
  readonly range: ReadonlyMap<string, readonly [number, number]>;
}

/** @param shown numbers by name; a name that is in an equation and not here was kept back */
export function attack(shown: ReadonlyMap<string, number>, equations: readonly Equation[]): Found {
  const unknown = [...new Set(equations.flat().map(({ name }) => name))].filter((name) => !shown.has(name));
  const place = new Map(unknown.map((name, i) => [name, i]));
  const lines = equations.map((equation) => {
    const line = new Array<number>(unknown.length).fill(0);
    for (const { name, sign } of equation) {
      const at = place.get(name);
      if (at !== undefined) line[at] = (line[at]! + sign + PRIME) % PRIME;
    }
    return line;
  });
  reduce(lines);
  const exact = new Set(
    lines.flatMap((line) => {
      const own = line.flatMap((value, i) => (value === 0 ? [] : [i]));
      return own.length === 1 ? [unknown[own[0]!]!] : [];
    }),
  );
  return { exact, range: narrow(unknown, shown, equations) };
}

/** Products of two numbers below it are exact. */
const PRIME = 67_108_859;

/** Reduced row echelon form modulo a prime, in place. */
function reduce(lines: number[][]): void {
  const width = lines[0]?.length ?? 0;
  let top = 0;
  for (let column = 0; column < width && top < lines.length; column++) {
    const pivot = lines.findIndex((line, i) => i >= top && line[column] !== 0);
    if (pivot < 0) continue;
    [lines[top], lines[pivot]] = [lines[pivot]!, lines[top]!];
    const head = lines[top]!;
    const inverse = power(head[column]!, PRIME - 2);
    for (let k = column; k < width; k++) head[k] = (head[k]! * inverse) % PRIME;
    for (const [i, line] of lines.entries()) {
      const factor = line[column]!;
      if (i === top || factor === 0) continue;
      for (let k = column; k < width; k++)
        if (head[k] !== 0) line[k] = (line[k]! + (PRIME - factor) * head[k]!) % PRIME;
    }
    top += 1;
  }
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let left = exponent, square = base; left > 0; left = Math.floor(left / 2), square = (square * square) % PRIME)
    if (left % 2 === 1) result = (result * square) % PRIME;
  return result;
}

/** Bounds of every unknown number, tightened by one equation after another until nothing moves. */
function narrow(
  unknown: readonly string[],
  shown: ReadonlyMap<string, number>,
  equations: readonly Equation[],
): Map<string, readonly [number, number]> {
  const range = new Map<string, readonly [number, number]>(
    unknown.map((name) => [name, [0, Number.POSITIVE_INFINITY]]),
  );
  const of = (name: string): readonly [number, number] => {
    const known = shown.get(name);
    return known === undefined ? range.get(name)! : [known, known];
  };
  for (let moved = true, rounds = 0; moved && rounds < 60; rounds++) {
    moved = false;
    for (const equation of equations)
      for (const { name, sign } of equation) {
        if (shown.has(name)) continue;
        // The others add up to this one with the other sign.
        let [low, high] = [0, 0];
        for (const other of equation) {
          if (other.name === name) continue;
          const [least, most] = of(other.name);
          const turned = other.sign === sign;
          low += turned ? -most : least;
          high += turned ? -least : most;
        }
        const [least, most] = of(name);
        const next = [Math.max(least, low), Math.min(most, high)] as const;
        if (next[0] > least || next[1] < most) {
          range.set(name, next);
          moved = true;
        }
      }
  }
  return range;
}
