/** Small checks that a text is a Mermaid state diagram, and another a picture of ours. */

/**
 * The lines of `stateDiagram-v2` that are used here, as Mermaid's lexer reads them (stateDiagram.jison of version 11):
 * a label ends at `:`, `;` or the end of the line, a string at a quote. Entities (`#59;`) are replaced before it reads.
 * @throws Error for any other line, for braces that do not balance, and for an arrow to a state that is not declared
 */
export function checkMermaid(text: string): { readonly states: string[]; readonly labels: string[] } {
  // Mermaid takes the ';' off a line that looks like a style before it knows entities.
  if (/(?:style|classDef).*:\S*#.*;/.test(text)) throw new Error('a line would be read as a style');
  const lines = text.replaceAll(/#\w+;/g, '§').split('\n');
  const states: string[] = [];
  const labels: string[] = [];
  const ends: string[] = [];
  let depth = 0;
  if (lines.shift() !== 'stateDiagram-v2' || lines.pop() !== '') throw new Error('no diagram');
  const original = text.split('\n').slice(1);
  lines.forEach((whole, i) => {
    const line = whole.trim();
    const refuse = (): never => {
      throw new Error(`line ${i + 2} is not Mermaid: ${line}`);
    };
    if (line === 'direction TB') return;
    if (line === '--') {
      if (depth !== 1) refuse();
      return;
    }
    if (line === '}') {
      depth--;
      if (depth < 0) refuse();
      return;
    }
    const state = /^state (?:"([^"]+)" as ([A-Za-z]\w*)( \{)?|([A-Za-z]\w*) <<choice>>)$/.exec(line);
    if (state !== null) {
      if (state[3] !== undefined) depth++;
      states.push(state[2] ?? state[4] ?? '');
      return;
    }
    const note = /^note right of ([A-Za-z]\w*) : [^:;]+$/.exec(line);
    if (note !== null) {
      ends.push(note[1]!);
      return;
    }
    const arrow = /^(\[\*\]|[A-Za-z]\w*) --> (\[\*\]|[A-Za-z]\w*)(?: : ([^:;]+))?$/.exec(line);
    if (arrow === null) return refuse();
    ends.push(...[arrow[1]!, arrow[2]!].filter((end) => end !== '[*]'));
    if (arrow[3] !== undefined) labels.push(original[i]!.trim().replace(/^.*? --> \w+ : /, ''));
  });
  if (depth !== 0) throw new Error('braces do not balance');
  const unknown = ends.find((end) => !states.includes(end));
  if (unknown !== undefined) throw new Error(`${unknown} is not declared`);
  return { states, labels };
}

const TAGS = ['svg', 'title', 'desc', 'rect', 'g', 'path', 'circle', 'text', 'tspan'];

/**
 * Reads a picture: well formed, of our own tags and attributes, with no number that is none.
 * @returns the values of its `data-` attributes, sorted
 */
export function checkSvg(svg: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const open: string[] = [];
  let at = 0;
  for (const match of svg.matchAll(/<(\/?)([a-z]+)((?: [a-zA-Z0-9-]+="[^"<>]*")*)(\/?)>/g)) {
    expectText(svg.slice(at, match.index));
    at = match.index + match[0].length;
    const [, closing, tag = '', attributes = '', empty] = match;
    if (!TAGS.includes(tag)) throw new Error(`<${tag}> is not ours`);
    if (closing === '/') {
      if (open.pop() !== tag) throw new Error(`</${tag}> closes nothing`);
      continue;
    }
    if (empty === '') open.push(tag);
    for (const [, name = '', value = ''] of attributes.matchAll(/ ([a-zA-Z0-9-]+)="([^"]*)"/g)) {
      if (/^on|href|style/.test(name)) throw new Error(`${name} is not ours`);
      if (/NaN|undefined|Infinity/.test(value)) throw new Error(`${name}="${value}"`);
      if (name.startsWith('data-')) found.set(name, [...(found.get(name) ?? []), value]);
    }
  }
  expectText(svg.slice(at));
  if (open.length > 0) throw new Error(`<${open.at(-1)}> is not closed`);
  for (const values of found.values()) values.sort();
  return found;
}

function expectText(text: string): void {
  if (/[<>]|&(?!(?:amp|lt|gt|quot|#39);)|(?!\n)\p{Cc}/u.test(text)) throw new Error(`not escaped: ${text}`);
}
