/** Plain text for a screen of 80 columns. */

/** Breaks text into lines of at most 78 characters, each begun with `indent`; those after the first with `hanging`. */
export function wrap(text: string, indent = '', hanging = indent): string[] {
  const lines: string[] = [];
  let line = '';
  const margin = (): string => (lines.length === 0 ? indent : hanging);
  for (const word of text.split(/\s+/)) {
    if (line !== '' && margin().length + line.length + 1 + word.length > 78) {
      lines.push(margin() + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(margin() + line);
  return lines;
}

/** Names and values in two columns. */
export function columns(facts: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...facts.map(([name]) => name.length)) + 2;
  return facts.map(([name, value]) => name.padEnd(width) + value);
}
