/** The text of one input file, and where its lines begin. Lines and columns count from 1, columns in UTF-16 units. */
export class SourceText {
  readonly #starts: readonly number[];

  constructor(
    /** The path as the user would write it. */
    readonly file: string,
    readonly text: string,
  ) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  /** The line and column of an offset, and that line's text without its end. */
  position(offset: number): { readonly line: number; readonly column: number; readonly text: string } {
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const start = this.#starts[low] ?? 0;
    const stop = this.text.indexOf('\n', start);
    const text = this.text.slice(start, stop === -1 ? undefined : stop).replace(/\r$/, '');
    return { line: low + 1, column: at - start + 1, text };
  }
}
