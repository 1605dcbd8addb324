/**
 * A drawing as Mermaid text (`stateDiagram-v2`): one composite state with a region each, side by side.
 * Ids are ours (letters and digits); words are escaped so that none of them can end a line, a string or a label.
 */
import type { Drawing, DrawnStep, Panel } from './drawing.js';

/** Signs that tell programmes apart without colour, in the order of the programmes. */
const SIGNS = ['▲', '■', '◆', '●', '★', '▼'] as const;

/** The sign of a programme by its id (`p1`, `p2` ...); numbered once the shapes run out. */
function signOf(id: string): string {
  const index = Number(id.slice(1)) - 1;
  const round = Math.floor(index / SIGNS.length);
  return `${SIGNS[index % SIGNS.length] ?? ''}${round === 0 ? '' : round + 1}`;
}

const CODES: Readonly<Record<string, string>> = {
  '#': '#35;',
  ';': '#59;',
  ':': '#58;',
  '"': '#quot;',
  '<': '#lt;',
  '>': '#gt;',
  '&': '#amp;',
  '{': '#123;',
  '}': '#125;',
  '[': '#91;',
  ']': '#93;',
  '%': '#37;',
  '`': '#96;',
  '\\': '#92;',
  $: '#36;',
  '*': '#42;',
  '~': '#126;',
  _: '#95;',
};

/** Words as Mermaid takes them: no character that its grammar, its Markdown or the page it is shown in could act on. */
export function mermaidText(text: string): string {
  const plain = text
    .replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ')
    // Marks that turn the direction of what follows stay where they are: closed again at the end.
    .replaceAll(/--+>?/g, (dashes) => dashes.replaceAll('-', '−'))
    .trim();
  const escaped = plain.replaceAll(/[#;:"<>&{}[\]%`\\$*~_]/g, (letter) => CODES[letter] ?? letter);
  return escaped === '' ? ' ' : isolated(escaped);
}

/** Text that runs from right to left, or turns, is kept from turning what stands after it. */
function isolated(text: string): string {
  return /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/.test(text)
    ? `\u2068${text.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`
    : text;
}

/** The drawing as the text of a Mermaid diagram. */
export function mermaidOf(drawing: Drawing): string {
  const lines = ['stateDiagram-v2', '  direction TB', `  state "${mermaidText(drawing.title)}" as pathway {`];
  const blocks = drawing.panels.map(panelLines);
  if (drawing.programmes.length > 0)
    blocks.push([
      'state "Programmes" as programmes {',
      ...drawing.programmes.flatMap(({ id, label, changes }) => [
        `  state "${signOf(id)} ${mermaidText(label)}" as ${id}`,
        ...noteOf(id, changes),
      ]),
      '}',
    ]);
  if (drawing.resources.length > 0) blocks.push(listLines('resources', 'Resources', drawing.resources));
  if (drawing.arrivals.length > 0) blocks.push(listLines('arrivals', 'Who comes in', drawing.arrivals));
  blocks.forEach((block, i) => {
    if (i > 0) lines.push('    --');
    lines.push(...block.map((line) => `    ${line}`));
  });
  lines.push('  }');
  return `${lines.join('\n')}\n`;
}

function listLines(id: string, title: string, items: Drawing['resources']): string[] {
  return [
    `state "${title}" as ${id} {`,
    ...items.flatMap((item) => [
      `  state "${mermaidText(item.label)}" as ${item.id}`,
      ...noteOf(item.id, [item.words]),
    ]),
    '}',
  ];
}

function noteOf(id: string, words: readonly string[]): string[] {
  const said = words.filter((text) => text !== '');
  return said.length === 0 ? [] : [`  note right of ${id} : ${said.map(mermaidText).join('<br/>')}`];
}

function panelLines(panel: Panel): string[] {
  const inside: string[] = [];
  for (const state of panel.states) inside.push(`state "${mermaidText(state.label)}" as ${state.id}`);
  for (const state of panel.states) if (state.isInitial) inside.push(`[*] --> ${state.id}`);
  for (const step of panel.steps) inside.push(...stepLines(panel, step));
  for (const state of panel.states) if (state.isFinal) inside.push(`${state.id} --> [*]`);
  for (const state of panel.states) {
    const words = [...state.lines, ...state.notes.map((n) => panel.notes[n - 1] ?? '')];
    inside.push(...noteOf(state.id, words).map((line) => line.trim()));
  }
  return [`state "${mermaidText(panel.label)}" as ${panel.id} {`, ...inside.map((line) => `  ${line}`), '}'];
}

/** One label for a transition, however many states it leaves or may lead to. */
function stepLines(panel: Panel, step: DrawnStep): string[] {
  const words = [
    [step.label, ...step.programmes.map(({ programme, words: by }) => `${signOf(programme)}${by}`)].join(' '),
    step.trigger,
    step.when,
    ...step.notes.map((n) => panel.notes[n - 1] ?? ''),
    step.mayStay ? 'or stays' : '',
  ].filter((text) => text !== '');
  const label = words.map(mermaidText).join('<br/>');
  const to = step.to.length > 0 ? step.to : step.from.slice(0, 1);
  if (step.from.length === 1 && to.length === 1) return [`${step.from[0]!} --> ${to[0]!} : ${label}`];
  if (to.length === 1) {
    const join = `${step.id}j`;
    return [
      `state ${join} <<choice>>`,
      ...step.from.map((from) => `${from} --> ${join}`),
      `${join} --> ${to[0]!} : ${label}`,
    ];
  }
  const fork = `${step.id}c`;
  const lines = [`state ${fork} <<choice>>`];
  if (step.from.length === 1) lines.push(`${step.from[0]!} --> ${fork} : ${label}`);
  else {
    const join = `${step.id}j`;
    lines.push(
      `state ${join} <<choice>>`,
      ...step.from.map((from) => `${from} --> ${join}`),
      `${join} --> ${fork} : ${label}`,
    );
  }
  return [...lines, ...to.map((state) => `${fork} --> ${state}`)];
}
