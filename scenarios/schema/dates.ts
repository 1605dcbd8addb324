/** Dates as the files write them: `YYYY-MM-DD`, and no day that does not exist. */
import { parseDate } from '../../engine/time/index.js';

/** A date as a day number since 1970-01-01, or why it is not one. */
export function readDate(text: string): number | { readonly reason: string } {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return { reason: `'${text}' is not a date: write it as YYYY-MM-DD, such as 2025-04-01` };
  }
  try {
    return parseDate(text);
  } catch {
    return { reason: `'${text}' is not a date: there is no such day` };
  }
}
