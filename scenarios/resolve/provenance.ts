/** Where numbers come from: checks on what the files say, and the lines that reports print. */
import type { SourceLine } from '../../engine/study/result.js';
import type { AssumptionLine, Mark } from '../../engine/study/result.js';
import type { Path } from '../load/index.js';
import { partAt } from '../load/index.js';
import type { Provenance, WrittenInterval } from '../schema/index.js';
import type { Context } from './context.js';
import { refuse } from './context.js';

/** Ids a source may begin with; null where they are not known, and are not checked. */
export type KnownSources = readonly string[] | null;

/** The first word of a source must be a known id, or `assumption`; an assumption without an interval says why. */
export function checkProvenance(
  context: Context,
  written: Pick<Provenance, 'source' | 'mark' | 'interval' | 'note'>,
  sources: KnownSources,
  path: Path,
  needsInterval = false,
): void {
  const id = /^[A-Za-z][A-Za-z0-9_-]*/.exec(written.source)?.[0] ?? written.source;
  if (sources !== null && id !== 'assumption' && !sources.includes(id)) {
    const message = `a source begins with the id of one listed, or with 'assumption': there is no source '${id}'`;
    refuse(context, [...path, 'source'], message, { found: id, allowed: [...sources, 'assumption'] });
  }
  if (id === 'assumption' && written.mark !== 'assumption') {
    refuse(
      context,
      [...path, 'mark'],
      `a number whose source is an assumption is marked 'assumption', not '${written.mark}'`,
    );
  }
  const at = partAt(context.root, path) === undefined ? [] : path;
  if (written.mark === 'assumption') {
    if (written.interval === undefined && written.note === undefined) {
      refuse(context, [...at, 'mark'], "an assumption without an interval needs a 'note' that says why this value");
    }
  } else if (needsInterval && written.interval === undefined) {
    refuse(
      context,
      at,
      "'interval' is missing: give [lower, upper], or say in words why there is none ('exact count', 'not published')",
    );
  }
}

/** One line of the list of assumptions. */
export function assumptionLine(line: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly ends?: readonly [number, number] | undefined;
  readonly drawnWith?: string | undefined;
  readonly provenance: {
    readonly source: string;
    readonly mark: Mark;
    readonly interval?: WrittenInterval | undefined;
    readonly note?: string | undefined;
  };
}): AssumptionLine {
  const { mark, interval } = line.provenance;
  return {
    name: line.name,
    label: line.label,
    value: line.value,
    unit: line.unit,
    interval: intervalText(interval),
    ...(line.ends !== undefined && { ends: line.ends }),
    ...(line.drawnWith !== undefined && { drawnWith: line.drawnWith }),
    source: sourceText(line.provenance),
    mark,
  };
}

/** A source with what is noted of it. */
export function sourceText({ source, note }: Pick<Provenance, 'source' | 'note'>): string {
  return note === undefined ? source : `${source} (${note})`;
}

/** An interval in words; null where there is none. */
export function intervalText(interval: WrittenInterval | undefined): string | null {
  if (interval === undefined) return null;
  return typeof interval === 'string' ? interval : `${interval[0]} to ${interval[1]}`;
}

/** Bands in the order of their numbers, where all keys are numbers (YAML puts negative ones last). */
function inNumberOrder<T>(entries: readonly (readonly [string, T])[]): readonly (readonly [string, T])[] {
  if (!entries.every(([key]) => key !== '' && Number.isFinite(Number(key)))) return entries;
  return entries.toSorted((a, b) => Number(a[0]) - Number(b[0]));
}

/** A parameter's value as a reader would write it: `by age: 0: 1.5, 1: 1.2`. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join('; ');
  if (typeof value !== 'object' || value === null) return String(value);
  return inNumberOrder(Object.entries(value))
    .map(([key, part]) => {
      const nested = typeof part === 'object' && part !== null && !Array.isArray(part);
      return key === 'by'
        ? `by ${String(part)}`
        : nested
          ? `${key} {${valueText(part)}}`
          : `${key}: ${valueText(part)}`;
    })
    .join(', ');
}

/** What the short names of a file's sources stand for. */
export function sourceLines(
  sources: Readonly<Record<string, { readonly title: string; readonly address?: string | undefined }>> | undefined,
): readonly SourceLine[] {
  return Object.entries(sources ?? {}).map(([id, { title, address }]) => ({ id, title, address: address ?? '' }));
}
