/**
 * A calendar of what units share: a binary heap of (time, kind, a, b), smallest first.
 *
 * The order is total, so runs never depend on the order of insertion: earlier first; at one time releases, then the
 * own events of who holds a place that may be taken back, then changes in the number of places, then other units' own
 * events, then offers of what a family that waits has come to need less of, then requests; then by stream, then by unit
 * and its members. Push and pop
 * cost O(log n); entries are cancelled by their owner's stamp, not removed.
 */
export const KIND = { release: 0, holder: 1, places: 2, own: 3, offer: 4, request: 5 } as const;

export class Calendar {
  size = 0;
  private capacity = 1024;
  private times = new Float64Array(this.capacity);
  private kinds = new Uint8Array(this.capacity);
  /** For units: stream, and unit with its member. For resources: resource and places. */
  private majors = new Int32Array(this.capacity);
  private minors = new Float64Array(this.capacity);
  /** For units: row in the pool and the stamp the entry is good for. */
  private rows = new Int32Array(this.capacity);
  private stamps = new Int32Array(this.capacity);

  /** The entry taken by the last `pop`. */
  readonly time = new Float64Array(1);
  kind = 0;
  major = 0;
  minor = 0;
  row = 0;
  stamp = 0;

  push(time: number, kind: number, major: number, minor: number, row: number, stamp: number): void {
    if (this.size === this.capacity) this.grow();
    let i = this.size++;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.isBefore(time, kind, major, minor, parent)) break;
      this.move(parent, i);
      i = parent;
    }
    this.write(i, time, kind, major, minor, row, stamp);
  }

  /** Time of the first entry; Infinity when there is none. */
  get nextTime(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : this.times[0]!;
  }

  /** Row of the first entry, where it is of this time, kind and major and its minor is in [from, below); or -1. */
  rowIfNext(time: number, kind: number, major: number, from: number, below: number): number {
    if (this.size === 0 || this.times[0] !== time || this.kinds[0] !== kind || this.majors[0] !== major) return -1;
    return this.minors[0]! >= from && this.minors[0]! < below ? this.rows[0]! : -1;
  }

  /** Takes the first entry into the public fields; false when there is none. */
  pop(): boolean {
    if (this.size === 0) return false;
    this.time[0] = this.times[0]!;
    this.kind = this.kinds[0]!;
    this.major = this.majors[0]!;
    this.minor = this.minors[0]!;
    this.row = this.rows[0]!;
    this.stamp = this.stamps[0]!;
    const n = --this.size;
    if (n > 0) {
      const time = this.times[n]!;
      const kind = this.kinds[n]!;
      const major = this.majors[n]!;
      const minor = this.minors[n]!;
      let i = 0;
      for (;;) {
        let child = 2 * i + 1;
        if (child >= n) break;
        if (
          child + 1 < n &&
          this.isBefore(
            this.times[child + 1]!,
            this.kinds[child + 1]!,
            this.majors[child + 1]!,
            this.minors[child + 1]!,
            child,
          )
        )
          child++;
        if (this.isBefore(time, kind, major, minor, child)) break;
        this.move(child, i);
        i = child;
      }
      this.write(i, time, kind, major, minor, this.rows[n]!, this.stamps[n]!);
    }
    return true;
  }

  private isBefore(time: number, kind: number, major: number, minor: number, i: number): boolean {
    if (time !== this.times[i]!) return time < this.times[i]!;
    if (kind !== this.kinds[i]!) return kind < this.kinds[i]!;
    if (major !== this.majors[i]!) return major < this.majors[i]!;
    return minor < this.minors[i]!;
  }

  private move(from: number, to: number): void {
    this.write(
      to,
      this.times[from]!,
      this.kinds[from]!,
      this.majors[from]!,
      this.minors[from]!,
      this.rows[from]!,
      this.stamps[from]!,
    );
  }

  private write(i: number, time: number, kind: number, major: number, minor: number, row: number, stamp: number): void {
    this.times[i] = time;
    this.kinds[i] = kind;
    this.majors[i] = major;
    this.minors[i] = minor;
    this.rows[i] = row;
    this.stamps[i] = stamp;
  }

  private grow(): void {
    this.capacity *= 2;
    const wider = <A extends Float64Array | Uint8Array | Int32Array>(old: A, make: (n: number) => A): A => {
      const next = make(this.capacity);
      next.set(old);
      return next;
    };
    this.times = wider(this.times, (n) => new Float64Array(n));
    this.kinds = wider(this.kinds, (n) => new Uint8Array(n));
    this.majors = wider(this.majors, (n) => new Int32Array(n));
    this.minors = wider(this.minors, (n) => new Float64Array(n));
    this.rows = wider(this.rows, (n) => new Int32Array(n));
    this.stamps = wider(this.stamps, (n) => new Int32Array(n));
  }
}
