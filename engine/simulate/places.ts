/**
 * Limited places: how many there are at each time, how many are taken, and who waits, first come first served.
 *
 * A fall in places evicts nobody: places close as they are given up. Tickets make leaving the queue O(1): an entry
 * whose unit no longer holds its ticket is skipped when it comes to the front.
 */
export class PlaceQueue {
  taken = 0;
  places = 0;
  private readonly rows: number[] = [];
  private readonly tickets: number[] = [];
  private head = 0;

  get hasFree(): boolean {
    return this.taken < this.places;
  }

  join(row: number, ticket: number): void {
    this.rows.push(row);
    this.tickets.push(ticket);
  }

  /** The row at the front whose ticket is still good, taken off the queue; -1 where nobody waits. */
  next(isGood: (row: number, ticket: number) => boolean): number {
    while (this.head < this.rows.length) {
      const row = this.rows[this.head]!;
      const ticket = this.tickets[this.head]!;
      this.head++;
      if (this.head > 1024 && this.head * 2 > this.rows.length) {
        this.rows.splice(0, this.head);
        this.tickets.splice(0, this.head);
        this.head = 0;
      }
      if (isGood(row, ticket)) return row;
    }
    return -1;
  }

  /** Whether anybody with a good ticket waits (drops those at the front who left). */
  isEmpty(isGood: (row: number, ticket: number) => boolean): boolean {
    while (this.head < this.rows.length && !isGood(this.rows[this.head]!, this.tickets[this.head]!)) this.head++;
    return this.head >= this.rows.length;
  }
}
