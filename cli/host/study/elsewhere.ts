/** Titles and names written of one area, where another is asked for: they say the other, so that nothing is said of the first. */
import { findArea, readAreas, type Files } from '../../../scenarios/index.js';

/** From areas by whatever name, to one by its name. */
export interface Moved {
  readonly from: readonly string[];
  readonly to: string;
}

/**
 * Null where nothing is to be said otherwise: no area is asked for, or the one that was written.
 *
 * @param written areas as the files name them
 * @param to the name of the area that is asked for
 */
export function movedTo(written: readonly string[], to: string | null, files: Files): Moved | null {
  if (to === null || written.length === 0) return null;
  const known = readAreas(files);
  const names = written.flatMap((name) => {
    const finding = findArea(known, name);
    return finding.found ? [name, finding.area.name] : [name];
  });
  // The longest first: 'Leeds City' before 'Leeds'.
  const from = [...new Set(names)].filter((name) => name !== to).sort((a, b) => b.length - a.length);
  return from.length === 0 ? null : { from, to };
}

/** Words with the one area in place of the other: whole words only. */
export function elsewhere(text: string, moved: Moved | null): string {
  if (moved === null) return text;
  return text.replace(whole(moved.from, '\\p{L}\\p{N}', 'gu'), () => moved.to);
}

/** A short name, likewise: 'leeds-mst' becomes 'rutland-mst'. */
export function elsewhereName(name: string, moved: Moved | null): string {
  if (moved === null) return name;
  const slugs = moved.from.map(slug).filter((one) => one !== '');
  return slugs.length === 0 ? name : name.replace(whole(slugs, 'a-z0-9', 'gi'), () => slug(moved.to));
}

function whole(names: readonly string[], letters: string, flags: string): RegExp {
  const any = names.map((name) => name.replaceAll(/[$()*+./?[\\\]^{|}]/g, '\\$&')).join('|');
  return new RegExp(`(?<![${letters}])(?:${any})(?![${letters}])`, flags);
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
