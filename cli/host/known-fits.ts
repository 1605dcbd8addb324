/**
 * Fits made beforehand: two multipliers for every authority, kept beside the baseline with what they were fitted to.
 * A known fit is used only where nothing it rests on has changed since; otherwise the area is fitted anew.
 */
import { createHash } from 'node:crypto';
import type { Files, Resolution } from '../../scenarios/index.js';

export interface KnownFit {
  readonly multipliers: Readonly<Record<string, number>>;
  readonly modelled: Readonly<Record<string, number>>;
}

export const FITS_TABLE = 'baselines/england-2025-fits.csv';

/** Words that change nothing a fit rests on. */
const WORDS: ReadonlySet<string> = new Set(['label', 'note', 'notes', 'source', 'title']);

/** A short hash of everything a fit rests on: the model without multipliers, its start, its targets. */
export function fingerprint(resolution: Resolution): string {
  const { model, start, startDay, area } = resolution.scenario;
  const text = JSON.stringify({ model, start, startDay, area }, (key, value: unknown) =>
    WORDS.has(key) ? undefined : value,
  );
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** The known fit of a scenario's area; null where there is none, or none for these inputs. */
export function knownFit(files: Files, resolution: Resolution): KnownFit | null {
  const { area } = resolution.scenario;
  if (area === null) return null;
  let text: string;
  try {
    text = files.read(`${files.library}/${FITS_TABLE}`);
  } catch {
    return null;
  }
  const [header, ...lines] = text
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split(','));
  const line = lines.find((cells) => cells[header!.indexOf('code')] === area.code);
  if (line === undefined || line[header!.indexOf('inputs')] !== fingerprint(resolution)) return null;
  const multipliers: Record<string, number> = {};
  const modelled: Record<string, number> = {};
  header!.forEach((column, i) => {
    if (column.startsWith('multiplier:')) multipliers[column.slice(11)] = Number(line[i]);
    if (column.startsWith('modelled:')) modelled[column.slice(9)] = Number(line[i]);
  });
  return { multipliers, modelled };
}
