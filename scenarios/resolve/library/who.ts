/** Who a programme is for: in plain words, and the names that somebody who looks for it may type. */
import { type PathwayNames, plain, spaced } from './names.js';

/** A condition as written in a file. */
export type Written = Readonly<Record<string, unknown>>;

/** What the yes and no of some attributes of England say; others are said by their names. */
const YES_AND_NO: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  uasc: ['unaccompanied, seeking asylum', 'no unaccompanied asylum seekers'],
  antisocial: ['offending or antisocial behaviour', 'no antisocial behaviour'],
  adult_problem: ["a parent's ill-health, drink, drugs or violence", 'no such problem of a parent'],
  return_unlikely: ['return home looks unlikely', 'return home looks possible'],
};

/**
 * `edge of care; aged 11 to 17; offending or antisocial behaviour`.
 * @param most how many states of a region are named; of more, the rest are counted
 */
export function whoWords(condition: Written, names: PathwayNames, most = Number.POSITIVE_INFINITY): string {
  const parts = Object.entries(condition).map(([key, value]) => partWords(key, value, names, most));
  return parts.length === 0 ? 'everybody' : parts.join('; ');
}

function partWords(key: string, value: unknown, names: PathwayNames, most: number): string {
  const test = testOf(value);
  if (key === 'age') return ageWords(test);
  const states = names.regions.get(key);
  if (states !== undefined) {
    const said = (list: readonly string[]): string => {
      const labels = list.map((state) => lower(states.get(state) ?? spaced(state)));
      // One more is named rather than counted.
      const shown = labels.length > most + 1 ? [...labels.slice(0, most), `${labels.length - most} more`] : labels;
      return shown.join(' or ');
    };
    const words = test.not === undefined ? said(test.levels) : `not ${said(test.not)}`;
    return key === names.main ? words : `${spaced(key)}: ${words}`;
  }
  if (test.from !== undefined || test.below !== undefined || test.atLeast !== undefined)
    return [
      spaced(key),
      test.atLeast === undefined ? '' : `${plain(test.atLeast)} or more`,
      test.from === undefined ? '' : `from ${plain(test.from)}`,
      test.below === undefined ? '' : `below ${plain(test.below)}`,
    ]
      .filter((word) => word !== '')
      .join(' ');
  const pair = YES_AND_NO[key];
  const level = test.levels.length === 1 ? test.levels[0] : undefined;
  if (level === 'yes') return pair?.[0] ?? spaced(key);
  if (level === 'no') return pair?.[1] ?? `not ${spaced(key)}`;
  return `${spaced(key)}: ${test.not === undefined ? '' : 'not '}${(test.not ?? test.levels).map(spaced).join(' or ')}`;
}

function ageWords({ from, below }: Test): string {
  const [low, high] = [Number(from ?? 0), Number(below ?? Number.POSITIVE_INFINITY)];
  if (!Number.isFinite(high)) return `aged ${low} and over`;
  if (low <= 0) return `under ${high}${low < 0 ? ', unborn too' : ''}`;
  return high - 1 === low ? `aged ${low}` : `aged ${low} to ${Number.isInteger(high) ? high - 1 : high}`;
}

/** Regions, states, attributes and levels that are named as those it is for; not those it leaves out. */
export function whoNames(condition: Written): readonly string[] {
  return Object.entries(condition).flatMap(([key, value]) => {
    const { levels, not } = testOf(value);
    if (not !== undefined || levels.every((level) => level === 'no'))
      return levels.length === 0 && not === undefined ? [key] : [];
    return [key, ...levels.filter((level) => level !== 'yes')];
  });
}

interface Test {
  readonly levels: readonly string[];
  readonly not?: readonly string[] | undefined;
  readonly from?: unknown;
  readonly below?: unknown;
  readonly atLeast?: unknown;
}

function testOf(value: unknown): Test {
  if (Array.isArray(value)) return { levels: value.map(plain) };
  if (value === null || typeof value !== 'object') return { levels: [plain(value)] };
  const { not, from, below, at_least: atLeast } = value as Written;
  return { levels: [], not: not === undefined ? undefined : testOf(not).levels, from, below, atLeast };
}

/** Without the codes of the return `(U6)`, the first letter small unless the word is all capitals (UASC). */
function lower(label: string): string {
  const words = label.replace(/ \([A-Z]\d[^)]*\)$/, '');
  return /^[A-Z][A-Z]/.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);
}
