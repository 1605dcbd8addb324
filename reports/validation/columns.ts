/** Text in columns: the first to the left, the others to the right, each of one line or more. */

/** Words broken into lines of at most so many characters; a word that is longer stands alone. */
export function folded(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(indent + line);
  return lines;
}

/** Cells beside each other; what is too wide for its column pushes the rest of its line on. */
export function columnsOf(cells: readonly (readonly string[])[], widths: readonly number[]): string[] {
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    cells
      .map((lines, i) => {
        const text = lines[row] ?? '';
        const width = widths[i] ?? 0;
        return i === 0 ? text.padEnd(width) : ` ${text}`.padStart(width);
      })
      .join('')
      .trimEnd(),
  );
}
