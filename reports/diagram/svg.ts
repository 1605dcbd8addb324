/**
 * A pathway as a picture: a panel for each region, what else happens in notes under it, and programmes marked by colour
 * and by sign. The same drawing gives the same bytes everywhere.
 */
import type { Drawing, DrawnItem, DrawnProgramme, Panel } from '../../engine/pathway/drawing/index.js';
import { PALETTE } from '../charts/theme.js';
import {
  BETWEEN,
  layOut,
  LETTER,
  moved,
  TAG_HEIGHT,
  type Box,
  type PlacedPanel,
  type Tag,
  type Wire,
} from './layout.js';
import { blockSize, escaped, lineHeight, px, RAISED, widthOf, wrapTo, type Line, type Style } from './text.js';

const FONT = 'Arimo, Arial, Helvetica, sans-serif';
const INK = '#0b0c0c';
const SOFT = '#454545';
const LINE = '#5b6670';
const RULE = '#c9ced3';
const STEP_FILL = '#f1f2f4';
const STATE_FILL = '#ffffff';
const QUEUE_FILL = '#eaf1f8';
/** At this width in pixels, 12 pixels print as 8 points across a page of A4 with its margins. */
const WIDTH = 800;
const MARGIN = 12;
const PAD = 12;
const SPACE = 14;

/** Programme colours: those of the charts, the ones that stand out from the ink first. */
const COLOURS = [PALETTE[1], PALETTE[2], PALETTE[3], PALETTE[0]] as const;
const SHAPES = ['triangle', 'square', 'diamond', 'circle'] as const;

interface Mark {
  readonly colour: string;
  readonly shape: (typeof SHAPES)[number];
  /** Set once the shapes have been used up. */
  readonly number: string;
}

function markOf(index: number): Mark {
  const roundNumber = Math.floor(index / SHAPES.length);
  return {
    colour: COLOURS[index % COLOURS.length] ?? INK,
    shape: SHAPES[index % SHAPES.length] ?? 'circle',
    number: roundNumber === 0 ? '' : String(roundNumber + 1),
  };
}

export interface DiagramOptions {
  /** Pixels that it should be wide; more where a panel needs them. A wider one is laid out much faster. */
  readonly width?: number;
  /** What the ids in it begin with, where several stand on one page. */
  readonly id?: string;
}

/** Draws a pathway. */
export function diagramSvg(drawing: Drawing, { width: wanted = WIDTH, id = 'diagram' }: DiagramOptions = {}): string {
  const marks = new Map(drawing.programmes.map(({ id }, i) => [id, markOf(i)]));
  const names = new Map(drawing.programmes.map(({ id, label }) => [id, label]));
  const inside = wanted - 2 * MARGIN - 2 * PAD;
  const panels = drawing.panels.map((panel) => ({ panel, placed: layOut(panel, names, inside) }));
  const width = Math.max(wanted, ...panels.map(({ placed }) => placed.width + 2 * PAD + 2 * MARGIN));
  const parts: string[] = [];
  let y = MARGIN + 4;

  const title = wrapTo(drawing.title, width - 2 * MARGIN, { size: 18, bold: true }).map((text): Line => ({
    text,
    size: 18,
    bold: true,
  }));
  parts.push(words(title, MARGIN, y));
  y += blockSize(title).height + 6;
  const key = keyOf(drawing, width - 2 * MARGIN);
  parts.push(shift(key.svg, MARGIN, y));
  y += key.height + SPACE;

  for (const row of rowsOf(panels, width - 2 * MARGIN)) {
    const spare =
      (width - 2 * MARGIN - row.reduce((sum, item) => sum + item.width, 0) - (row.length - 1) * SPACE) / row.length;
    const drawn = row.map((item) => panelSvg(item.panel, item.placed, item.width + spare, marks));
    const height = Math.max(...drawn.map((item) => item.height));
    let x = MARGIN;
    drawn.forEach((item, i) => {
      const wide = row[i]!.width + spare;
      parts.push(
        `<g transform="translate(${px(x)} ${px(y)})"><rect x="0.5" y="0.5" width="${px(wide - 1)}" height="${px(height - 1)}" rx="6" fill="#ffffff" stroke="${RULE}"/>${item.svg}</g>`,
      );
      x += wide + SPACE;
    });
    y += height + SPACE;
  }

  for (const section of [
    programmeSection(drawing.programmes, marks, width - 2 * MARGIN),
    itemSection('Resources', 'data-resource', drawing.resources, width - 2 * MARGIN),
    itemSection('Who comes in', 'data-arrival', drawing.arrivals, width - 2 * MARGIN),
  ]) {
    if (section === null) continue;
    parts.push(shift(section.svg, MARGIN, y));
    y += section.height + SPACE;
  }
  const height = Math.ceil(y + MARGIN - SPACE);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${height}" viewBox="0 0 ${px(width)} ${height}" role="img" aria-labelledby="${id}-title ${id}-desc" font-family="${FONT}" fill="${INK}">`,
    `<title id="${id}-title">${escaped(drawing.title)}</title>`,
    `<desc id="${id}-desc">${escaped(description(drawing))}</desc>`,
    `<rect width="${px(width)}" height="${height}" fill="#ffffff"/>`,
    ...parts.filter((part) => part !== ''),
    '</svg>\n',
  ].join('\n');
}

/** The picture in words. */
function description({ panels, programmes, resources }: Drawing): string {
  const sentences = panels.map(({ label, states, steps }) => {
    const initial = states.find(({ isInitial }) => isInitial)?.label ?? '';
    return `${label}: ${states.length} states, ${steps.length} transitions, starts in ${initial}.`;
  });
  if (resources.length > 0)
    sentences.push(`Resources: ${resources.map(({ label, words: said }) => `${label}, ${said}`).join('; ')}.`);
  for (const { label, changes } of programmes) sentences.push(`Programme ${label}: ${changes.join('; ')}.`);
  return `A state diagram, one panel for each region. ${sentences.join(' ')}`;
}

interface Drawn {
  readonly svg: string;
  readonly height: number;
}

/** Panels that fit beside each other share a row. */
function rowsOf(panels: readonly { panel: Panel; placed: PlacedPanel }[], within: number) {
  type Item = { panel: Panel; placed: PlacedPanel; width: number };
  const rows: Item[][] = [];
  for (const { panel, placed } of panels) {
    const heading = Math.min(widthOf(panel.label, { size: 14, bold: true }), 300);
    const notes = panel.notes.length === 0 ? 0 : 220;
    const item = { panel, placed, width: Math.max(placed.width, heading, notes, 150) + 2 * PAD };
    // A small panel beside one three times as high would stand in empty paper.
    const row = rows.find((others) => {
      const taken = others.reduce((sum, other) => sum + other.width + SPACE, 0);
      const tallest = Math.max(...others.map((other) => other.placed.height));
      return taken + item.width <= within && tallest < 4 * placed.height + 100;
    });
    if (row === undefined) rows.push([item]);
    else row.push(item);
  }
  return rows;
}

function panelSvg(panel: Panel, placed: PlacedPanel, width: number, marks: ReadonlyMap<string, Mark>): Drawn {
  const parts: string[] = [];
  const heading = wrapTo(panel.label, width - 2 * PAD, { size: 14, bold: true }).map((text): Line => ({
    text,
    size: 14,
    bold: true,
  }));
  parts.push(words(heading, PAD, PAD - 2));
  const top = PAD + blockSize(heading).height + 12;
  const there = moved(placed, Math.max(PAD, (width - placed.width) / 2), top);
  for (const wire of there.wires) parts.push(wireSvg(wire, marks));
  for (const wire of there.wires) parts.push(arrowSvg(wire, marks));
  for (const box of there.boxes)
    parts.push(box.kind === 'state' ? stateSvg(box, panel, marks) : stepSvg(box, panel, marks));
  let y = top + placed.height + PAD;
  if (panel.notes.length > 0) {
    const notes = notesSvg(panel.notes, width - 2 * PAD);
    parts.push(
      `<path d="M${px(PAD)} ${px(y + 2)}H${px(width - PAD)}" stroke="${RULE}"/>`,
      shift(notes.svg, PAD, y + 8),
    );
    y += notes.height + 8 + PAD - 4;
  }
  return {
    svg: `<g data-region="${escaped(panel.name)}">${parts.join('')}</g>`,
    height: y,
  };
}

function notesSvg(notes: readonly string[], width: number): Drawn {
  const columns = width > 520 && notes.length > 1 ? 2 : 1;
  const wide = (width - (columns - 1) * 16) / columns;
  const blocks = notes.map((note, i) => {
    const lines = wrapTo(note, wide - 16, { size: 10 }).map((text): Line => ({ text, size: 10, colour: SOFT }));
    return { number: String(i + 1), lines, height: blockSize(lines).height + 3 };
  });
  const total = blocks.reduce((sum, { height }) => sum + height, 0);
  const parts: string[] = [];
  let [column, y, tallest] = [0, 0, 0];
  let used = 0;
  for (const block of blocks) {
    if (column < columns - 1 && used >= total / columns) {
      column++;
      y = 0;
    }
    const x = column * (wide + 16);
    parts.push(
      words([{ text: block.number, size: 10, bold: true, colour: SOFT }], x, y),
      words(block.lines, x + 16, y),
    );
    y += block.height;
    used += block.height;
    tallest = Math.max(tallest, y);
  }
  return { svg: parts.join(''), height: tallest };
}

function colourOf(programmes: readonly string[], marks: ReadonlyMap<string, Mark>): string {
  if (programmes.length === 0) return LINE;
  return programmes.length === 1 ? (marks.get(programmes[0]!)?.colour ?? LINE) : INK;
}

function wireSvg({ path, programmes }: Wire, marks: ReadonlyMap<string, Mark>): string {
  return `<path d="${path}" fill="none" stroke="${colourOf(programmes, marks)}" stroke-width="${programmes.length > 0 ? 2.2 : 1.1}"/>`;
}

function arrowSvg({ arrow, programmes }: Wire, marks: ReadonlyMap<string, Mark>): string {
  if (arrow === null) return '';
  const { x, y, down } = arrow;
  const back = down ? y - 8 : y + 8;
  return `<path d="M${px(x)} ${px(y)}L${px(x - 3.8)} ${px(back)}H${px(x + 3.8)}Z" fill="${colourOf(programmes, marks)}"/>`;
}

function stateSvg(box: Box, panel: Panel, marks: ReadonlyMap<string, Mark>): string {
  const { state, y, height } = box;
  if (state === undefined) return '';
  const [x, width] = [box.x + box.inset, box.width - 2 * box.inset];
  const parts: string[] = [];
  parts.push(
    `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="5" fill="${state.usesPlaces ? QUEUE_FILL : STATE_FILL}" stroke="${INK}" stroke-width="1.3"/>`,
  );
  if (state.isFinal)
    parts.push(
      `<rect x="${px(x + 2.8)}" y="${px(y + 2.8)}" width="${px(width - 5.6)}" height="${px(height - 5.6)}" rx="3" fill="none" stroke="${INK}" stroke-width="0.8"/>`,
    );
  if (state.isInitial) {
    // At the side, where no line arrives.
    const at = y + height / 2;
    parts.push(
      `<circle cx="${px(x - 18)}" cy="${px(at)}" r="4" fill="${INK}"/><path d="M${px(x - 15)} ${px(at)}H${px(x - 5)}" stroke="${INK}" stroke-width="1.3"/><path d="M${px(x)} ${px(at)}L${px(x - 7)} ${px(at - 3.8)}V${px(at + 3.8)}Z" fill="${INK}"/>`,
    );
  }
  parts.push(centred(box.lines, x + width / 2, y + 6));
  box.tags.forEach((tag, i) =>
    parts.push(tagSvg(tag, x + (width - tag.width) / 2, y + 8 + blockSize(box.lines).height + i * TAG_HEIGHT, marks)),
  );
  // At the side, where no line arrives.
  const first = y + height / 2 - ((box.letters.length - 1) * (LETTER + 1)) / 2;
  box.letters.forEach((letter, i) => parts.push(letterSvg(letter, x + width, first + i * (LETTER + 1))));
  return `<g data-state="${escaped(`${panel.name}/${state.name}`)}">${parts.join('')}</g>`;
}

function letterSvg(letter: string, x: number, y: number): string {
  return `<circle cx="${px(x)}" cy="${px(y)}" r="${px(LETTER / 2)}" fill="#ffffff" stroke="${SOFT}" stroke-width="0.9"/>${centred([{ text: letter, size: 9 }], x, y - 5.6)}`;
}

function stepSvg(box: Box, panel: Panel, marks: ReadonlyMap<string, Mark>): string {
  const { x, y, width, lines, tags } = box;
  const size = blockSize(lines);
  const textHeight = size.height + 6;
  const parts: string[] = [];
  const labelWidth = Math.max(size.width, 20) + 10;
  parts.push(
    `<rect x="${px(x + (width - labelWidth) / 2)}" y="${px(y)}" width="${px(labelWidth)}" height="${px(textHeight)}" rx="8" fill="${STEP_FILL}"/>`,
  );
  // Steps that share a box have a group each, so that every transition can be found by name.
  let at = y + 3;
  const groups: Line[][] = [[]];
  for (const line of lines) {
    if (line === BETWEEN) groups.push([]);
    else groups.at(-1)!.push(line);
  }
  groups.forEach((group, i) => {
    const step = box.steps[Math.min(i, box.steps.length - 1)];
    parts.push(
      `<g data-transition="${escaped(step === undefined ? panel.name : step.name)}">${centred(group, x + width / 2, at)}</g>`,
    );
    at += blockSize(group).height + lineHeight(BETWEEN);
  });
  for (const letter of box.letters) parts.push(letterSvg(letter, x + (width - labelWidth) / 2, y + textHeight / 2));
  if (box.isStub && box.steps.length > 0)
    parts.push(`<path d="M${px(x + width / 2 - 4)} ${px(y + textHeight + 1)}h8l-4 6Z" fill="${LINE}"/>`);
  tags.forEach((tag, i) => {
    const top = y + textHeight + i * TAG_HEIGHT + 6;
    const left = x + (width - tag.width) / 2;
    // The arrow from the programme to what it changes.
    const { colour } = marks.get(tag.programme) ?? markOf(0);
    if (i === 0) parts.push(`<path d="M${px(left + 10)} ${px(y + textHeight - 1)}l-3.6 6.5h7.2Z" fill="${colour}"/>`);
    parts.push(tagSvg(tag, left, top, marks));
  });
  return parts.join('');
}

function tagSvg(tag: Tag, left: number, top: number, marks: ReadonlyMap<string, Mark>): string {
  const mark = marks.get(tag.programme) ?? markOf(0);
  return [
    `<rect x="${px(left)}" y="${px(top)}" width="${px(tag.width)}" height="${px(TAG_HEIGHT - 6)}" rx="2" fill="#ffffff" stroke="${mark.colour}" stroke-width="1.4"/>`,
    signSvg(mark, left + 10, top + (TAG_HEIGHT - 6) / 2),
    words([{ text: tag.text, size: 10, bold: true }], left + 18, top + 1.6),
  ].join('');
}

function signSvg({ shape, colour, number }: Mark, x: number, y: number): string {
  const numbered = number === '' ? '' : centred([{ text: number, size: 7, bold: true, colour: '#ffffff' }], x, y - 4.5);
  const shapes: Readonly<Record<Mark['shape'], string>> = {
    triangle: `<path d="M${px(x)} ${px(y - 4.5)}L${px(x + 4.8)} ${px(y + 3.8)}H${px(x - 4.8)}Z" fill="${colour}"/>`,
    square: `<rect x="${px(x - 4)}" y="${px(y - 4)}" width="8" height="8" fill="${colour}"/>`,
    diamond: `<path d="M${px(x)} ${px(y - 5)}L${px(x + 5)} ${px(y)}L${px(x)} ${px(y + 5)}L${px(x - 5)} ${px(y)}Z" fill="${colour}"/>`,
    circle: `<circle cx="${px(x)}" cy="${px(y)}" r="4.4" fill="${colour}"/>`,
  };
  return shapes[shape] + numbered;
}

function programmeSection(
  programmes: readonly DrawnProgramme[],
  marks: ReadonlyMap<string, Mark>,
  width: number,
): Drawn | null {
  if (programmes.length === 0) return null;
  const parts: string[] = [words([{ text: 'Programmes', size: 14, bold: true }], 0, 0)];
  let y = 24;
  for (const { id, name, label, changes } of programmes) {
    const mark = marks.get(id) ?? markOf(0);
    const lines: Line[] = [
      ...wrapTo(label, width - 40, { size: 11, bold: true }).map((text): Line => ({ text, size: 11, bold: true })),
      ...changes.flatMap((change) =>
        wrapTo(change, width - 40, { size: 10 }).map((text): Line => ({ text, size: 10, colour: SOFT })),
      ),
    ];
    const { height } = blockSize(lines);
    parts.push(
      `<g data-programme="${escaped(name)}"><rect x="0.7" y="${px(y)}" width="${px(width - 1.4)}" height="${px(height + 10)}" rx="2" fill="#ffffff" stroke="${mark.colour}" stroke-width="1.4"/>${signSvg(mark, 14, y + 12)}${words(lines, 28, y + 5)}</g>`,
    );
    y += height + 16;
  }
  return { svg: parts.join(''), height: y - 6 };
}

function itemSection(title: string, attribute: string, items: readonly DrawnItem[], width: number): Drawn | null {
  if (items.length === 0) return null;
  const parts: string[] = [words([{ text: title, size: 14, bold: true }], 0, 0)];
  let y = 22;
  for (const { name, label, words: said } of items) {
    const lines: Line[] = wrapTo(`${label}: ${said}`, width - 4, { size: 11 }).map((text): Line => ({
      text,
      size: 11,
    }));
    parts.push(`<g ${attribute}="${escaped(name)}">${words(lines, 0, y)}</g>`);
    y += blockSize(lines).height + 3;
  }
  return { svg: parts.join(''), height: y };
}

/** What the signs mean, in one or more rows. Only signs that are used are explained. */
function keyOf({ panels, programmes }: Drawing, width: number): Drawn {
  const states = panels.flatMap((panel) => panel.states);
  const steps = panels.flatMap((panel) => panel.steps);
  const style: Style = { size: 10 };
  const entries: { readonly sign: (y: number) => string; readonly signWidth: number; readonly text: string }[] = [
    {
      sign: (y) =>
        `<rect x="0.7" y="${px(y + 1)}" width="20" height="11" rx="3" fill="#ffffff" stroke="${INK}" stroke-width="1.2"/>`,
      signWidth: 26,
      text: 'a state',
    },
    {
      sign: (y) => `<circle cx="4" cy="${px(y + 6.5)}" r="4" fill="${INK}"/>`,
      signWidth: 13,
      text: 'starts here',
    },
  ];
  if (states.some(({ isFinal }) => isFinal))
    entries.push({
      sign: (y) =>
        `<rect x="0.7" y="${px(y + 1)}" width="20" height="11" rx="3" fill="#ffffff" stroke="${INK}" stroke-width="1.2"/><rect x="2.9" y="${px(y + 3.2)}" width="15.6" height="6.6" rx="1.5" fill="none" stroke="${INK}" stroke-width="0.8"/>`,
      signWidth: 26,
      text: 'followed no further',
    });
  entries.push({
    sign: (y) => `<rect x="0" y="${px(y + 1)}" width="20" height="11" rx="5" fill="${STEP_FILL}"/>`,
    signWidth: 26,
    text: 'a transition, and when it comes',
  });
  if (states.some(({ usesPlaces }) => usesPlaces))
    entries.push({
      sign: (y) =>
        `<rect x="0.7" y="${px(y + 1)}" width="20" height="11" rx="3" fill="${QUEUE_FILL}" stroke="${INK}" stroke-width="1.2"/>`,
      signWidth: 26,
      text: 'queues for places or holds one',
    });
  if (steps.some(({ from }) => from.length > 3))
    entries.push({ sign: (y) => letterSvg('a', 6, y + 6.5), signWidth: 16, text: 'leaves every state so marked' });
  if (panels.some(({ notes }) => notes.length > 0))
    entries.push({
      sign: (y) => words([{ text: '1', size: RAISED }], 0, y),
      signWidth: 8,
      text: 'what else changes, under the panel',
    });
  if (programmes.length > 0)
    entries.push({
      sign: (y) => signSvg(markOf(0), 6, y + 6.5),
      signWidth: 15,
      text: 'a programme, and what it multiplies the rate by',
    });
  const parts: string[] = [];
  let [x, y] = [0, 0];
  for (const { sign, signWidth, text } of entries) {
    const wide = signWidth + widthOf(text, style);
    if (x > 0 && x + wide > width) {
      x = 0;
      y += 18;
    }
    parts.push(
      `<g transform="translate(${px(x)} 0)">${sign(y)}${words([{ text, size: 10, colour: SOFT }], signWidth, y)}</g>`,
    );
    x += wide + 18;
  }
  return { svg: parts.join(''), height: y + 14 };
}

function shift(svg: string, x: number, y: number): string {
  return `<g transform="translate(${px(x)} ${px(y)})">${svg}</g>`;
}

/** Lines of text below each other, from the left. */
function words(lines: readonly Line[], x: number, top: number): string {
  return textSvg(lines, x, top, 'start');
}

function centred(lines: readonly Line[], x: number, top: number): string {
  return textSvg(lines, x, top, 'middle');
}

function textSvg(lines: readonly Line[], x: number, top: number, anchor: 'start' | 'middle'): string {
  let y = top;
  return lines
    .map((line) => {
      const height = lineHeight(line);
      const base = y + height * 0.5 + line.size * 0.36;
      y += height;
      const raised =
        line.raised === undefined ? '' : `<tspan dx="2" dy="-3" font-size="${RAISED}">${escaped(line.raised)}</tspan>`;
      return `<text x="${px(x)}" y="${px(base)}" font-size="${line.size}"${line.bold === true ? ' font-weight="bold"' : ''}${
        anchor === 'middle' ? ' text-anchor="middle"' : ''
      }${line.colour === undefined ? '' : ` fill="${line.colour}"`}>${escaped(line.text)}${raised}</text>`;
    })
    .join('');
}
