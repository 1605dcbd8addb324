/** What tables are of: everything their dictionary, workbook and Parquet files say beside the rows. */
import type { MeasureInfo, ResultFrame } from '../../engine/study/result.js';
import type { Disclosure } from './disclosure/index.js';

export interface TablesAbout {
  readonly title: string;
  readonly question: string;
  /** One of each area: where, when, measures, programmes, options, notes. */
  readonly frames: readonly ResultFrame[];
  /** SHA-256 of all that was read; empty where it is not known. */
  readonly hash: string;
  /** How small numbers were kept back; null where nothing was. */
  readonly disclosure: Disclosure | null;
}

/** The fewest futures that the numbers of any area are of. */
export function fewest(frames: readonly ResultFrame[]): number {
  return Math.min(...frames.map(({ replications }) => replications));
}

/** Provenance as names and values, in one order: the same in every Parquet file and on the cover of the workbook. */
export function provenance({
  title,
  question,
  frames,
  hash,
  disclosure,
}: TablesAbout): readonly (readonly [string, string])[] {
  const [first] = frames;
  if (first === undefined) return [];
  return [
    ['name', first.name],
    ['title', title],
    ['question', question],
    ['area', areaNames(frames)],
    ['area_code', once(frames.map(({ area }) => area?.code ?? ''))],
    ['start_date', first.startDate],
    ['end_date', first.endDate],
    ['replications', String(first.replications)],
    ['uncertainty', first.uncertainty],
    ['seed', first.seed],
    ['stance', once(frames.map(({ stance }) => stance))],
    ['price_year', first.priceYear],
    ['disclosure', disclosure ?? 'none'],
    ['hash', hash],
    ...Object.entries(first.versions).map(([name, version]): [string, string] => [`version_${name}`, version]),
  ];
}

/** The areas by name; empty where there is none. */
export function areaNames(frames: readonly ResultFrame[]): string {
  return once(frames.map(({ area }) => area?.name ?? ''));
}

/** The texts that are not empty, each once. */
function once(texts: readonly string[]): string {
  return [...new Set(texts)].filter((text) => text !== '').join('; ');
}

/** Every measure that any area has, each once. */
export function measuresOf(frames: readonly ResultFrame[]): ReadonlyMap<string, MeasureInfo> {
  const found = new Map<string, MeasureInfo>();
  for (const { measures } of frames) for (const info of measures) if (!found.has(info.name)) found.set(info.name, info);
  return found;
}
