/**
 * Units put aside: rows of doubles and integers copied from and to the kernel's scratch, reused when freed.
 */
import type { Kernel } from './kernel.js';

export const ROW = { free: 0, inCalendar: 1, loose: 2 } as const;

export class Pool {
  private capacity = 256;
  private used = 0;
  private readonly free: number[] = [];
  private doubles: Float64Array;
  private integers: Int32Array;
  /** What a row is doing: nothing (free), awaiting its entry in the calendar, or awaiting the next boundary. */
  status = new Uint8Array(this.capacity);
  /** Raised whenever the row's next own event is no longer the one in the calendar. */
  stamps = new Int32Array(this.capacity);

  constructor(private readonly kernel: Kernel) {
    this.doubles = new Float64Array(this.capacity * kernel.layout.doubles);
    this.integers = new Int32Array(this.capacity * kernel.layout.integers);
  }

  take(): number {
    const row = this.free.pop() ?? this.used++;
    if (row >= this.capacity) this.grow();
    this.status[row] = ROW.inCalendar;
    return row;
  }

  /** How many rows have ever been in use at once. */
  get size(): number {
    return this.used;
  }

  /** Rows that hold a unit, in their order. */
  rows(): number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.used; row++) if (this.status[row] !== ROW.free) rows.push(row);
    return rows;
  }

  /** Copies the kernel's unit into a row. */
  save(row: number): void {
    const { kernel } = this;
    this.doubles.set(kernel.F, row * kernel.layout.doubles);
    this.integers.set(kernel.I, row * kernel.layout.integers);
  }

  /** Makes a row the kernel's unit. */
  load(row: number): void {
    const { doubles, integers } = this.kernel.layout;
    this.kernel.F.set(this.doubles.subarray(row * doubles, (row + 1) * doubles));
    this.kernel.I.set(this.integers.subarray(row * integers, (row + 1) * integers));
  }

  /** Returns a row; what the calendar still holds for it is void. */
  release(row: number): void {
    this.status[row] = ROW.free;
    this.stamps[row]!++;
    this.free.push(row);
  }

  private grow(): void {
    this.capacity *= 2;
    const doubles = new Float64Array(this.capacity * this.kernel.layout.doubles);
    doubles.set(this.doubles);
    this.doubles = doubles;
    const integers = new Int32Array(this.capacity * this.kernel.layout.integers);
    integers.set(this.integers);
    this.integers = integers;
    const status = new Uint8Array(this.capacity);
    status.set(this.status);
    this.status = status;
    const stamps = new Int32Array(this.capacity);
    stamps.set(this.stamps);
    this.stamps = stamps;
  }
}
