/** Where the parts of the flow diagram stand, in pixels: bars, the bands between them, and words, none over another. */
import { clampLines, wrap } from '../theme.js';
import type { FlowNumber, FlowNumbers } from './numbers.js';

export interface FlowBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface FlowText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly bold: boolean;
  /** Room for it, in pixels: longer text is cut. */
  readonly room: number;
  /** The option whose mark stands before it: 0 the baseline, 1 the option, -1 neither. */
  readonly mark: number;
}

export interface FlowLayout {
  readonly height: number;
  readonly bars: readonly FlowBox[];
  /** SVG paths. */
  readonly bands: readonly string[];
  readonly frames: readonly FlowBox[];
  readonly texts: readonly FlowText[];
}

/** Inside the chart's padding. */
export const FLOW_WIDTH = 668;
const BAR = 12;
const LINE = 15;
/** From the mark of an option to its number. */
const MARK = 11;
const HELP_HEIGHT = 90;
const CARE_HEIGHT = 130;
/** Of the ways out: numbers side by side, or under one another where they are long. */
const WAY_PITCH = 36;
const TALL_PITCH = 50;
/** Font size of numbers, in pixels, and about how wide a letter of them is. */
export const NUMBER_SIZE = 11.5;
const LETTER = 6;

/** For the words above the bars at each side of care. */
const SIDE_ROOM = 150;
const FRAME_X = 112;
const OUT_X = 300;
const WAYS_X = 400;
const WAYS_ROOM = FLOW_WIDTH - WAYS_X - BAR - 10;

/** Letters of a line in so many pixels. */
const letters = (room: number): number => Math.floor(room / 6.6);

/** A label over its numbers, its first line at `y`; returns the line after the last. */
function words(
  texts: FlowText[],
  place: { readonly x: number; readonly y: number; readonly room: number; readonly lines?: number },
  number: FlowNumber,
): number {
  const { x, room, lines = 2 } = place;
  let { y } = place;
  for (const text of clampLines(wrap(number.label, letters(room)), lines)) {
    texts.push({ x, y, text, bold: true, room, mark: -1 });
    y += LINE;
  }
  return numbers(texts, { x, y, room }, number);
}

function numbers(
  texts: FlowText[],
  { x, y, room }: { readonly x: number; readonly y: number; readonly room: number },
  { baseline, option }: FlowNumber,
): number {
  if (option === '') {
    texts.push({ x, y, text: baseline, bold: false, room, mark: -1 });
    return y + LINE;
  }
  [baseline, option].forEach((text, mark) =>
    texts.push({ x: x + MARK, y: y + mark * LINE, text, bold: false, room: room - MARK, mark }),
  );
  return y + 2 * LINE;
}

const linesOf = (number: FlowNumber, room: number, most: number): number =>
  Math.min(most, wrap(number.label, letters(room)).length) + (number.option === '' ? 1 : 2);

/** A band between the right side of one bar and the left side of another. */
function band(from: readonly [x: number, top: number, bottom: number], to: typeof from): string {
  const [x0, top0, bottom0] = from;
  const [x1, top1, bottom1] = to;
  const middle = (x0 + x1) / 2;
  return (
    `M${x0},${top0}C${middle},${top0},${middle},${top1},${x1},${top1}` +
    `L${x1},${bottom1}C${middle},${bottom1},${middle},${bottom0},${x0},${bottom0}Z`
  );
}

export function flowLayout(flows: FlowNumbers): FlowLayout {
  const made = { bars: [] as FlowBox[], bands: [] as string[], frames: [] as FlowBox[], texts: [] as FlowText[] };
  let y = 10;
  if (flows.help.some(({ value }) => value > 0)) y = helpRow(made, flows, y) + 34;
  return { ...made, height: careRow(made, flows, y) };
}

type Made = Pick<
  { -readonly [K in keyof FlowLayout]: FlowLayout[K] extends readonly (infer T)[] ? T[] : FlowLayout[K] },
  'bars' | 'bands' | 'frames' | 'texts'
>;

function heading(made: Made, y: number, text: string): number {
  made.texts.push({ x: 0, y, text, bold: true, room: FLOW_WIDTH, mark: -1 });
  return y + 22;
}

/** Referral to plan: each bar hangs from one line, the band to the next as wide as the number that gets there. */
function helpRow(made: Made, { help }: FlowNumbers, top: number): number {
  let y = heading(made, top, 'Referral and help at home');
  const step = FLOW_WIDTH / help.length;
  const room = step - 3;
  const lines = Math.max(...help.map((number) => linesOf(number, room, 2)));
  help.forEach((number, i) => {
    words(made.texts, { x: i * step, y: y + (lines - linesOf(number, room, 2)) * LINE, room }, number);
  });
  y += (lines - 1) * LINE + 10;
  const scale = HELP_HEIGHT / Math.max(...help.map(({ value }) => value));
  const size = help.map(({ value }) => Math.max(value * scale, value > 0 ? 1 : 0));
  size.forEach((height, i) => {
    made.bars.push({ x: i * step, y, width: BAR, height });
    const next = size[i + 1];
    if (next === undefined) return;
    const end = (i + 1) * step;
    made.bands.push(band([i * step + BAR, y, y + Math.min(height, next)], [end, y, y + next]));
  });
  return y + HELP_HEIGHT;
}

/** Into care, the children in it, and the ways out. */
function careRow(made: Made, { started, stock, ceased, waysOut, returned }: FlowNumbers, top: number): number {
  const y = heading(made, top, 'Care');
  const waysTop = y;
  const longest = Math.max(0, ...waysOut.map(({ baseline, option }) => Math.max(baseline.length, option.length)));
  const tallWays = longest * LETTER > WAYS_ROOM / 2 - MARK - 4 && started.option !== '';
  const pitch = tallWays ? TALL_PITCH : WAY_PITCH;
  const height = Math.max(waysOut.length * pitch, CARE_HEIGHT + 70);
  const scale = CARE_HEIGHT / Math.max(started.value, ceased.value);
  const middle = waysTop + height / 2 + 24;
  const side = (number: FlowNumber, x: number, textX: number): FlowBox => {
    const tall = Math.max(number.value * scale, 1);
    const box = { x, y: middle - tall / 2, width: BAR, height: tall };
    made.bars.push(box);
    const room = SIDE_ROOM;
    const top = middle - CARE_HEIGHT / 2 - 9 - (linesOf(number, room, 2) - 1) * LINE;
    words(made.texts, { x: textX, y: top, room }, number);
    return box;
  };
  const into = side(started, 0, 0);
  // Its words end where its bands begin.
  const out = side(ceased, OUT_X, OUT_X + BAR - SIDE_ROOM);
  const frame = { x: FRAME_X, y: middle - CARE_HEIGHT / 2, width: 160, height: CARE_HEIGHT };
  made.frames.push(frame);
  const ends = (box: FlowBox): readonly [number, number] => [box.y, box.y + box.height];
  made.bands.push(band([into.x + BAR, ...ends(into)], [frame.x, ...ends(into)]));
  made.bands.push(band([frame.x + frame.width, ...ends(out)], [out.x, ...ends(out)]));
  const inside = frame.width - 10;
  if (stock !== null) {
    const first = middle - ((linesOf(stock, inside, 3) - 1) * LINE) / 2 + 4;
    words(made.texts, { x: frame.x + 6, y: first, room: inside, lines: 3 }, stock);
  }
  if (returned !== null) {
    const label = { ...returned, label: 'Of these, back in care' };
    words(made.texts, { x: 0, y: middle + CARE_HEIGHT / 2 + 20, room: 150 }, label);
  }
  // A bar taller than its words pushes those below it down.
  const tops: number[] = [];
  let next = waysTop;
  for (const { value } of waysOut) {
    tops.push(next);
    next += Math.max(pitch, value * scale + 6);
  }
  let from = out.y;
  waysOut.forEach((way, i) => {
    const tall = way.value * scale;
    const y0 = tops[i] ?? 0;
    const shown = Math.max(tall, way.value > 0 ? 1 : 0);
    const at = y0 + Math.max(0, pitch - 6 - shown) / 2;
    made.bars.push({ x: WAYS_X, y: at, width: BAR, height: shown });
    made.bands.push(band([out.x + BAR, from, from + tall], [WAYS_X, at, at + shown]));
    from += tall;
    wayWords(made.texts, y0, way, tallWays);
  });
  return Math.max(next, middle + CARE_HEIGHT / 2 + 20 + (returned === null ? 0 : 3 * LINE)) + 4;
}

/** A way out: its name, and under it its numbers. */
function wayWords(texts: FlowText[], y: number, { label, baseline, option }: FlowNumber, tall: boolean): void {
  const x = WAYS_X + BAR + 10;
  texts.push({ x, y: y + 9, text: label, bold: true, room: WAYS_ROOM, mark: -1 });
  const number = (text: string, left: number, line: number, room: number, mark: number): void => {
    texts.push({ x: left, y: y + 9 + line * LINE, text, bold: false, room, mark });
  };
  if (option === '') return number(baseline, x, 1, WAYS_ROOM, -1);
  [baseline, option].forEach((text, mark) => {
    if (tall) number(text, x + MARK, mark + 1, WAYS_ROOM - MARK, mark);
    else number(text, x + MARK + (mark * WAYS_ROOM) / 2, 1, WAYS_ROOM / 2 - MARK - 4, mark);
  });
}
