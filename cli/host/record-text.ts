/**
 * `run.json` as text and back. JSON has no word for a number that is none: NaN is written as `{"number": "NaN"}`, so that what
 * is read back is what was written, and nothing a person can name looks like it.
 */

/** A record as JSON text, with a line feed at its end. */
export function recordText(record: object): string {
  return `${JSON.stringify(record, (_, value: unknown) => (isNone(value) ? { number: String(value) } : value), 1)}\n`;
}

/** The data of a record's text. @throws SyntaxError where it is not JSON */
export function recordData(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('number' in value)) return value;
    const { number } = value;
    const isMark = number === 'NaN' || number === 'Infinity' || number === '-Infinity';
    return isMark && Object.keys(value).length === 1 ? Number(number) : value;
  });
}

function isNone(value: unknown): value is number {
  return typeof value === 'number' && !Number.isFinite(value);
}
