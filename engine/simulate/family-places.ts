/**
 * Places that children of a family share though each leaves by itself: such a place is given up when the last of them has
 * left. Children run ahead of the calendar and of each other, so the last to be heard of need not be the last to leave.
 */

interface FamilyPlace {
  readonly places: number;
  /** How many of the children are still to be heard of, and the latest time at which one has left. */
  left: number;
  time: number;
}

export class FamilyPlaces {
  /** By resource, the place that the unit of each row has a part in. */
  private readonly byResource = new Map<number, Map<number, FamilyPlace>>();

  /** The units of these rows take hold of places together; none of them has a part in another of the resource. */
  take(resource: number, rows: readonly number[], places: number): void {
    let byRow = this.byResource.get(resource);
    if (byRow === undefined) this.byResource.set(resource, (byRow = new Map()));
    const place: FamilyPlace = { places, left: rows.length, time: Number.NEGATIVE_INFINITY };
    for (const row of rows) byRow.set(row, place);
  }

  /** Whether the unit of a row has a part in a place of its family. */
  isHeld(resource: number, row: number): boolean {
    return this.byResource.get(resource)?.has(row) === true;
  }

  /** The unit of a row leaves at `time`: when the place is given up, or null while others are still to leave. */
  leave(resource: number, row: number, time: number): { readonly places: number; readonly time: number } | null {
    const byRow = this.byResource.get(resource);
    const place = byRow?.get(row);
    if (byRow === undefined || place === undefined) return null;
    byRow.delete(row);
    place.left--;
    place.time = Math.max(place.time, time);
    return place.left === 0 ? { places: place.places, time: place.time } : null;
  }

  /** The unit of a row is followed no further: what it still holds it holds to the end. */
  forget(row: number): void {
    for (const byRow of this.byResource.values()) byRow.delete(row);
  }
}
