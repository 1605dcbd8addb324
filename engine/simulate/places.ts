/**
 * The places of one resource: how many there are and are taken, who holds one that may be taken back, and who waits.
 *
 * Whoever waits stands in a class: those of the same value and the same rise with waiting, in the order of their
 * tickets. The next to be served is the first of the class whose score is highest, so serving looks at one unit a class.
 * An entry that has left its queue is dropped when it comes to the front.
 */

/** A unit that waits, or the children of a family who wait together. */
export interface Waiting {
  rows: readonly number[];
  readonly ticket: number;
  /** Time from which the wait counts. */
  readonly asked: number;
  need: number;
  /** What each row adds to the need, where they may leave one by one; null where they leave as one. */
  parts: readonly number[] | null;
  /** Priority on asking, and by how much it rises for each day of waiting. */
  readonly value: number;
  readonly perDay: number;
  isGone: boolean;
}

/** A place (or several) held by a unit from whom it may be taken back. */
export interface Holder {
  /** One, or those of the children of a family. */
  readonly rows: readonly number[];
  readonly region: number;
  readonly places: number;
  readonly value: number;
  /** Order of starting. */
  readonly started: number;
}

interface WaitingClass {
  readonly value: number;
  readonly perDay: number;
  entries: Waiting[];
  head: number;
}

export class PlaceQueue {
  taken = 0;
  places = 0;
  /** How many requests wait. */
  waiting = 0;
  readonly holders: Holder[] = [];
  private readonly classes: WaitingClass[] = [];
  private readonly byTicket = new Map<number, Waiting>();

  get free(): number {
    return this.places - this.taken;
  }

  join(entry: Waiting): void {
    const { value, perDay } = entry;
    let line = this.classes.find((other) => other.value === value && other.perDay === perDay);
    if (line === undefined) this.classes.push((line = { value, perDay, entries: [], head: 0 }));
    // Whoever comes back to the queue has an old ticket and goes before those who came later.
    let at = line.entries.length;
    while (at > line.head && line.entries[at - 1]!.ticket > entry.ticket) at--;
    if (at === line.entries.length) line.entries.push(entry);
    else line.entries.splice(at, 0, entry);
    this.byTicket.set(entry.ticket, entry);
    this.waiting++;
  }

  /** How many who wait at `time` would be served before an entry that joins now. */
  ahead({ value, ticket }: Pick<Waiting, 'value' | 'ticket'>, time: number): number {
    let n = 0;
    for (const line of this.classes)
      for (let i = line.head; i < line.entries.length; i++) {
        const other = line.entries[i]!;
        if (other.isGone) continue;
        const score = line.value + line.perDay * (time - other.asked);
        if (score > value || (score === value && other.ticket < ticket)) n++;
      }
    return n;
  }

  /**
   * The holder of a ticket has left the queue, served or not. The children of a family leave as one, unless each may leave
   * by itself; true where others of the family wait on.
   */
  leave(ticket: number, row: number): boolean {
    const entry = this.byTicket.get(ticket);
    if (entry === undefined) return false;
    const { rows, parts } = entry;
    if (parts !== null && rows.length > 1) {
      const gone = rows.indexOf(row);
      if (gone < 0) return true;
      entry.need -= parts[gone]!;
      entry.rows = rows.filter((_, i) => i !== gone);
      entry.parts = parts.filter((_, i) => i !== gone);
      return true;
    }
    entry.isGone = true;
    this.byTicket.delete(ticket);
    this.waiting--;
    return false;
  }

  /**
   * How many of the first in line can be served: all that it asked for or nothing. Of a family that asks for more than
   * all the places there are, whose children may go one by one, as many as there is room for.
   */
  fitting({ rows, need, parts }: Waiting): number {
    if (need <= this.free) return rows.length;
    if (parts === null || need <= this.places) return 0;
    let free = this.free;
    let n = 0;
    // A place that they share is one they all need.
    while (n < rows.length && parts[n]! > 0 && parts[n]! <= free) free -= parts[n++]!;
    return n;
  }

  /** Who is to be served next at `time`; undefined where nobody waits. */
  next(time: number): Waiting | undefined {
    let best: Waiting | undefined;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const line of this.classes) {
      const first = firstOf(line);
      if (first === undefined) continue;
      const score = line.value + line.perDay * (time - first.asked);
      if (best === undefined || score > bestScore || (score === bestScore && first.ticket < best.ticket)) {
        best = first;
        bestScore = score;
      }
    }
    return best;
  }

  /** Whether somebody waits whose turn comes before that of a newcomer with this value. */
  isAhead(value: number, time: number): boolean {
    if (this.waiting === 0) return false;
    return this.classes.some((line) => {
      const first = firstOf(line);
      return first !== undefined && line.value + line.perDay * (time - first.asked) >= value;
    });
  }

  /**
   * The holders whose places `need` can be taken from: the least urgent first, and of these the latest to start.
   * Null where those below `value` hold too few.
   */
  victims(need: number, value: number): Holder[] | null {
    const below = this.holders
      .filter((holder) => holder.value < value)
      .sort((a, b) => a.value - b.value || b.started - a.started);
    const chosen: Holder[] = [];
    let free = this.free;
    for (const holder of below) {
      if (free >= need) break;
      chosen.push(holder);
      free += holder.places;
    }
    return free >= need && chosen.length > 0 ? chosen : null;
  }

  /** The unit of a row gives up what it holds. */
  drop(row: number): void {
    const i = this.holders.findIndex((holder) => holder.rows.includes(row));
    if (i >= 0) this.holders.splice(i, 1);
  }
}

/** The first of a class who still waits. */
function firstOf(line: WaitingClass): Waiting | undefined {
  while (line.head < line.entries.length && line.entries[line.head]!.isGone) line.head++;
  if (line.head > 1024 && line.head * 2 > line.entries.length) {
    line.entries = line.entries.slice(line.head);
    line.head = 0;
  }
  return line.entries[line.head];
}
