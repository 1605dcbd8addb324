/**
 * Checks located data against a zod schema; each issue becomes a problem at the line that caused it.
 * Where a value may take several forms, the form the user seems to have meant is the one explained.
 */
import type { z } from 'zod';
import type { Located, Path } from './located.js';
import { deepestAt, keyPlace, partAt, valuePlace } from './located.js';
import { nearest } from './nearest.js';
import type { Details, Place, Problems } from './problem.js';
import { problemAt } from './problem.js';

type Issue = z.core.$ZodIssue;

/** The checked value, or undefined where there were problems (which are added to `problems`). */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  root: Located,
  problems: Problems,
): z.output<Schema> | undefined {
  const result = schema.safeParse(root.data, { error: allowedKeys });
  if (result.success) return result.data;
  const flat = result.error.issues.flatMap((issue) => flatten(issue, []));
  const explained = new Set(
    flat.flatMap(({ issue, path }) => (issue.code === 'unrecognized_keys' ? meantKeys(issue, path) : [])),
  );
  for (const { issue, path } of flat) report(issue, path, root, explained, problems);
  return undefined;
}

/** Adds a problem at a path of a located tree: at the value, or at the nearest thing that exists. */
export function problemAtPath(root: Located, path: Path, message: string, details: Details = {}) {
  return problemAt(placeOf(root, path), message, details);
}

/** Where a path was written: the value of a scalar, the key of anything larger or of what is missing. */
export function placeOf(root: Located, path: Path): Place {
  const { node, depth } = deepestAt(root, path);
  if (depth === path.length && node.shape === 'scalar') return valuePlace(node);
  return keyPlaceOf(node);
}

/** The key that leads to a path, where there is one. */
export function keyPlaceOf(node: Located): Place {
  return node.key === undefined ? beginning(valuePlace(node)) : keyPlace(node);
}

/** Only the first line of a value that runs over many. */
function beginning(place: Place): Place {
  const stop = place.source.text.indexOf('\n', place.at);
  return stop === -1 || stop > place.end ? place : { ...place, end: Math.max(stop, place.at + 1) };
}

interface Found {
  readonly issue: Issue;
  readonly path: Path;
}

function flatten(issue: Issue, base: Path): readonly Found[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ issue, path }];
  const fitting = issue.errors.filter((branch) => !branch.some(isWrongShape));
  const chosen = [...fitting].sort((a, b) => a.length - b.length)[0];
  if (chosen === undefined) return [{ issue, path }];
  return chosen.flatMap((inner) => flatten(inner, path));
}

function isWrongShape(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  // A word that may be text or a number is itself a choice: a mapping fits neither.
  if (issue.code === 'invalid_union')
    return issue.errors.length > 0 && issue.errors.every((branch) => branch.some(isWrongShape));
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

function report(issue: Issue, path: Path, root: Located, explained: ReadonlySet<string>, problems: Problems): void {
  const part = partAt(root, path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const allowed = readAllowed(issue.message);
      for (const name of issue.keys) {
        const key = partAt(root, [...path, name]);
        const place = key === undefined ? placeOf(root, path) : keyPlaceOf(key);
        problems.add(problemAt(place, `unknown key '${name}'`, { found: name, allowed }));
      }
      return;
    }
    case 'invalid_type':
      if (part === undefined) return missing(path, root, explained, problems);
      if (part.data === null) return nothing(part, name(issue.expected), problems);
      return wrong(part, `expected ${name(issue.expected)}, found ${describe(part)}`, problems);
    case 'invalid_union': {
      if (part === undefined) return missing(path, root, explained, problems);
      const forms = [...new Set(issue.errors.flatMap(expectations))];
      const expected = forms.join(' or ');
      if (part.data === null) return nothing(part, expected, problems);
      const allowed = [...new Set(issue.errors.flat().flatMap(enumValues))];
      const details = allowed.length > 0 ? { found: plainText(part.data), allowed } : {};
      return wrong(part, `expected ${expected}, found ${describe(part)}`, problems, details);
    }
    case 'invalid_value': {
      if (part === undefined) return missing(path, root, explained, problems);
      const allowed = issue.values.map(String);
      const message =
        allowed.length === 1
          ? `expected '${allowed[0]}', found ${describe(part)}`
          : `${describe(part)} is not one of the words allowed`;
      return wrong(part, message, problems, { found: plainText(part.data), allowed });
    }
    case 'invalid_key': {
      const place = part === undefined ? placeOf(root, path) : keyPlaceOf(part);
      const reason = issue.issues[0]?.message ?? issue.message;
      problems.add(problemAt(place, `'${String(path[path.length - 1])}' cannot be a name here: ${reason}`));
      return;
    }
    case 'too_small':
      return bound(
        part,
        path,
        root,
        `${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`,
        issue.origin,
        problems,
      );
    case 'too_big':
      return bound(
        part,
        path,
        root,
        `${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`,
        issue.origin,
        problems,
      );
    case 'custom': {
      const details = (issue.params ?? {}) as Details & { readonly atKey?: boolean };
      const place = details.atKey === true && part !== undefined ? keyPlaceOf(part) : placeOf(root, path);
      problems.add(problemAt(place, issue.message, details));
      return;
    }
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_element':
      problems.add(problemAt(placeOf(root, path), issue.message));
      return;
    default:
      return issue satisfies never;
  }
}

function wrong(part: Located, message: string, problems: Problems, details: Details = {}): void {
  problems.add(problemAt(part.shape === 'scalar' ? valuePlace(part) : keyPlaceOf(part), message, details));
}

function nothing(part: Located, expected: string, problems: Problems): void {
  const named = part.key === undefined ? '' : ` after '${keyText(part)}'`;
  problems.add(problemAt(keyPlaceOf(part), `expected ${expected}${named}, found nothing`));
}

function missing(path: Path, root: Located, explained: ReadonlySet<string>, problems: Problems): void {
  if (explained.has(JSON.stringify(path))) return;
  const { node } = deepestAt(root, path);
  problems.add(problemAt(keyPlaceOf(node), `'${String(path[path.length - 1])}' is missing`));
}

function bound(
  part: Located | undefined,
  path: Path,
  root: Located,
  limit: string,
  origin: string,
  problems: Problems,
): void {
  const what = origin === 'array' ? `${limit} in this list` : limit;
  const found = part === undefined ? '' : `, found ${describe(part)}`;
  problems.add(problemAt(placeOf(root, path), `expected ${what}${found}`));
}

/** An unknown key that is nearly a missing one explains the missing one too. */
function meantKeys(issue: Issue & { readonly code: 'unrecognized_keys' }, path: Path): readonly string[] {
  const allowed = readAllowed(issue.message);
  return issue.keys.flatMap((key) => nearest(key, allowed).map((meant) => JSON.stringify([...path, meant])));
}

const KEYS_MARK = 'allowed keys: ';

/** zod does not say which keys a mapping allows; its schema, seen while the issue is made, does. */
function allowedKeys(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const definition = issue.inst?._zod.def as { readonly shape?: Readonly<Record<string, unknown>> } | undefined;
  return KEYS_MARK + JSON.stringify(Object.keys(definition?.shape ?? {}));
}

function readAllowed(message: string): readonly string[] {
  return message.startsWith(KEYS_MARK) ? (JSON.parse(message.slice(KEYS_MARK.length)) as string[]) : [];
}

function expectations(branch: readonly Issue[]): readonly string[] {
  return branch.flatMap((issue) => {
    if (issue.path.length > 0) return [];
    if (issue.code === 'invalid_type') return [name(issue.expected)];
    if (issue.code === 'invalid_value') return issue.values.map((value) => `'${String(value)}'`);
    if (issue.code === 'invalid_union') return issue.errors.flatMap(expectations);
    return [];
  });
}

function enumValues(issue: Issue): readonly string[] {
  if (issue.path.length > 0) return [];
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_union') return issue.errors.flat().flatMap(enumValues);
  return [];
}

function name(expected: string): string {
  const names: Readonly<Record<string, string>> = {
    array: 'a list',
    boolean: 'true or false',
    int: 'a whole number',
    number: 'a number',
    object: 'a mapping',
    record: 'a mapping',
    string: 'text',
  };
  return Object.hasOwn(names, expected) ? (names[expected] ?? expected) : expected;
}

/** What stands in the file, in a few words. */
function describe(part: Located): string {
  if (part.shape === 'list') return 'a list';
  if (part.shape === 'mapping') return 'a mapping';
  if (part.data === null) return 'nothing';
  if (typeof part.data === 'string') return `'${part.data.length > 60 ? `${part.data.slice(0, 57)}...` : part.data}'`;
  return plainText(part.data);
}

function plainText(data: unknown): string {
  return typeof data === 'string' ? data : (JSON.stringify(data) ?? 'nothing');
}

function keyText(part: Located): string {
  const { source, at, end } = keyPlaceOf(part);
  return source.text.slice(at, end);
}
