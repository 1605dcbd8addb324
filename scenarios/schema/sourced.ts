/** Numbers that carry where they came from. */
import { z } from './zod.js';
import { words } from './words.js';

export const mark = z
  .enum(['published', 'derived', 'fitted', 'assumption'])
  .meta({ id: 'mark', description: 'How sure: published, derived from published, fitted to published, or assumption' });

/** Where a number comes from: begins with the id of a source, or with `assumption`. */
export const source = words.meta({
  id: 'source',
  description: "Begins with the id of a source (D1), or with 'assumption'",
});

const bound = z.union([z.number(), z.string()]);

/** `[0.3, 0.5]`, or words such as `exact count` or `not published`. */
export const interval = z.union([z.tuple([bound, bound]), z.string().min(1)]).meta({ id: 'interval' });

export type WrittenInterval = z.output<typeof interval>;

export const provenance = {
  label: words.optional(),
  unit: words.optional(),
  interval: interval.optional(),
  source,
  mark,
  note: words.optional(),
};

/** A value of a given kind with its provenance. */
export function sourced<Value extends z.ZodType>(value: Value) {
  return z.strictObject({ value, ...provenance });
}

export interface Provenance {
  readonly label?: string | undefined;
  readonly unit?: string | undefined;
  readonly interval?: WrittenInterval | undefined;
  readonly source: string;
  readonly mark: z.output<typeof mark>;
  readonly note?: string | undefined;
}

export const sources = z
  .record(
    z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'the id of a source is one word'),
    z.strictObject({ title: words, address: words.optional(), note: words.optional() }),
  )
  .meta({ id: 'sources' });
