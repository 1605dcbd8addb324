/**
 * What is wrong with an input file, said once and clearly: where, what was found, what is allowed, what was perhaps meant.
 * Every refusal of a user's file is an `InputError`; nothing else is thrown for bad input.
 */
import { nearest } from './nearest.js';
import type { SourceText } from './source-text.js';

export interface Problem {
  readonly file: string;
  /** From 1; 0 where the problem is the whole file. */
  readonly line: number;
  /** From 1, in characters; 0 where the problem is the whole file. */
  readonly column: number;
  readonly message: string;
  readonly found?: string;
  readonly allowed?: readonly string[];
  readonly suggestion?: string;
  /** The line of the file at fault, as it stands. */
  readonly sourceLine?: string;
  /** How many characters to underline, from `column`. */
  readonly width?: number;
}

/** One or more problems with what a user wrote. The message holds them all, ready to show. */
export class InputError extends Error {
  override readonly name = 'InputError';
  constructor(readonly problems: readonly Problem[]) {
    super(formatProblems(problems));
  }
}

/** A point in a file. */
export interface Place {
  readonly source: SourceText;
  /** Offset in the file's text. */
  readonly at: number;
  /** Offset where the word or value ends. */
  readonly end: number;
}

export interface Details {
  readonly found?: string | undefined;
  readonly allowed?: readonly string[] | undefined;
  /** Given where the nearest allowed word is not what to suggest. */
  readonly suggestion?: string | undefined;
}

/** A problem at a place in a file. With `found` and `allowed` the nearest allowed word is suggested. */
export function problemAt(place: Place, message: string, details: Details = {}): Problem {
  const { line, column, text } = place.source.position(place.at);
  const { found, allowed } = details;
  const suggestion =
    details.suggestion ?? (found !== undefined && allowed !== undefined ? nearest(found, allowed)[0] : undefined);
  const width = Math.max(1, Math.min(place.end - place.at, text.length - column + 1));
  return {
    file: place.source.file,
    line,
    column,
    message,
    ...(found !== undefined && { found }),
    ...(allowed !== undefined && { allowed }),
    ...(suggestion !== undefined && { suggestion }),
    sourceLine: text,
    width,
  };
}

/** A problem with a file as a whole: missing, empty, unreadable. */
export function problemWithFile(file: string, message: string, details: Details = {}): Problem {
  const { found, allowed } = details;
  const suggestion =
    details.suggestion ?? (found !== undefined && allowed !== undefined ? nearest(found, allowed)[0] : undefined);
  return {
    file,
    line: 0,
    column: 0,
    message,
    ...(found !== undefined && { found }),
    ...(allowed !== undefined && { allowed }),
    ...(suggestion !== undefined && { suggestion }),
  };
}

/** Gathers problems, so that a file is told everything that is wrong with it at once. */
export class Problems {
  readonly #list: Problem[] = [];

  add(problem: Problem): void {
    const repeated = this.#list.some(
      (known) =>
        known.file === problem.file &&
        known.line === problem.line &&
        known.column === problem.column &&
        known.message === problem.message,
    );
    if (!repeated) this.#list.push(problem);
  }

  addAll(problems: readonly Problem[]): void {
    for (const problem of problems) this.add(problem);
  }

  get any(): boolean {
    return this.#list.length > 0;
  }

  get all(): readonly Problem[] {
    return this.#list;
  }

  /** Throws an InputError holding everything gathered, in the order of lines; does nothing where there is nothing. */
  throwIfAny(): void {
    if (!this.any) return;
    const files = [...new Set(this.#list.map(({ file }) => file))];
    const inOrder = (a: Problem, b: Problem): number =>
      files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column;
    throw new InputError([...this.#list].sort(inOrder));
  }
}

const MOST_SHOWN = 12;
const MOST_ALLOWED_SHOWN = 12;

/** `file:line:column: message`, the line, a caret under the fault, and what to write instead. */
function formatProblem(problem: Problem): string {
  const place = problem.line > 0 ? `${problem.file}:${problem.line}:${problem.column}` : problem.file;
  const lines = [`${place}: ${problem.message}`];
  if (problem.sourceLine !== undefined) {
    const { text, caret } = excerpt(problem.sourceLine, problem.column, problem.width ?? 1);
    lines.push(`    ${text}`, `    ${caret}`);
  }
  if (problem.suggestion !== undefined) lines.push(`    did you mean '${problem.suggestion}'?`);
  if (problem.allowed !== undefined && problem.allowed.length > 0) {
    const shown = problem.allowed.slice(0, MOST_ALLOWED_SHOWN).join(', ');
    const more = problem.allowed.length - MOST_ALLOWED_SHOWN;
    lines.push(`    allowed here: ${shown}${more > 0 ? ` and ${more} more` : ''}`);
  }
  return lines.join('\n');
}

function formatProblems(problems: readonly Problem[]): string {
  const shown = problems.slice(0, MOST_SHOWN).map(formatProblem);
  const more = problems.length - MOST_SHOWN;
  if (more > 0) shown.push(`... and ${more} more problem${more === 1 ? '' : 's'}`);
  return shown.join('\n');
}

/** A long line is cut around the fault; tabs and control characters are shown as spaces so that the caret stays true. */
function excerpt(line: string, column: number, width: number): { text: string; caret: string } {
  const widest = 110;
  const start = column > 90 ? column - 60 : 1;
  const text = line.slice(start - 1, start - 1 + widest).replaceAll(/\p{Cc}/gu, ' ');
  const marked = Math.max(1, Math.min(width, widest - (column - start)));
  const lead = start > 1 ? '...' : '';
  return { text: lead + text, caret: ' '.repeat(lead.length + column - start) + '^'.repeat(marked) };
}
