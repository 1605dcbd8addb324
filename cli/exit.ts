/** Exit codes, and what is said when something goes wrong. */
import { InputError } from '../scenarios/load/problem.js';

export const EXIT = { done: 0, ours: 1, theirs: 2, interrupted: 130 } as const;

export function exitCodeOf(error: unknown): number {
  if (error instanceof InputError) return EXIT.theirs;
  if (isInterruption(error)) return EXIT.interrupted;
  return EXIT.ours;
}

/** The text for a failure: what the user can mend, plainly; what they cannot, with where it happened. */
export function failure(error: unknown): string {
  if (error instanceof InputError) return `${error.message}\n`;
  if (isInterruption(error)) return 'Interrupted; nothing was written.\n';
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Something went wrong on our side, not in your file. Please report it with what follows.\n${detail}\n`;
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
