/** What the parts of a study are called: by area, and by stance where it is done under several. */
import type { AnnexArea } from './types.js';

export function areaName({ frame }: AnnexArea): string {
  return frame.area?.name ?? 'No area';
}

/** The area, and the stance where a study has several. */
export function partName(part: AnnexArea): string {
  const stance = part.report?.stanceName ?? null;
  return stance === null ? areaName(part) : `${areaName(part)}, stance ${stance}`;
}

/** The first part of each area: what is believed of programmes changes nothing in the baseline of an area. */
export function byArea(parts: readonly AnnexArea[]): readonly AnnexArea[] {
  return parts.filter((part, i) => parts.findIndex((other) => areaName(other) === areaName(part)) === i);
}
