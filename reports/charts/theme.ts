/**
 * How every chart looks: one typeface, four colours, and no more ink than the numbers need.
 * Colours: the government Analysis Function's palette for charts, whose pairs can be told apart by colour-blind readers;
 * dashes and shapes say the same again, so nothing rests on colour alone.
 */
import { tidy } from '../numbers.js';
import { textWidth } from '../render/fonts.js';
import { fitLines } from './fit.js';
import type { ChartSpec } from './types.js';

export const FONT = 'Arial, Arimo, Helvetica, sans-serif';
export const INK = '#0b0c0c';
export const SOFT_INK = '#454545';
export const GRID = '#e3e3e3';
const AXIS = '#8a8a8a';

/** Dark blue and orange first: the pair the Analysis Function gives for two lines. At most four series in one panel. */
export const PALETTE = ['#12436D', '#F46A25', '#28A197', '#801650'] as const;
export const DASHES: readonly (readonly number[])[] = [[], [6, 3], [2, 2], [9, 3, 2, 3]];
export const SHAPES = ['circle', 'diamond', 'square', 'triangle-up'] as const;

/** The width of a page column in pixels; every chart fits in it. */
export const WIDTH = 680;

const theme = {
  background: '#ffffff',
  font: FONT,
  padding: { left: 4, right: 4, top: 6, bottom: 6 },
  aria: false,
  view: { stroke: null },
  title: {
    anchor: 'start',
    frame: 'bounds',
    align: 'left',
    color: INK,
    fontSize: 17,
    fontWeight: 'bold',
    subtitleColor: SOFT_INK,
    subtitleFontSize: 13,
    subtitleLineHeight: 17,
    subtitlePadding: 5,
    offset: 16,
  },
  axis: {
    labelColor: INK,
    labelFontSize: 12,
    titleColor: SOFT_INK,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titlePadding: 8,
    gridColor: GRID,
    domainColor: AXIS,
    tickColor: AXIS,
    labelLimit: 230,
    labelPadding: 4,
  },
  axisX: { grid: false },
  axisY: { domain: false, ticks: false },
  legend: {
    orient: 'top',
    direction: 'horizontal',
    title: null,
    labelColor: INK,
    labelFontSize: 13,
    labelLimit: 600,
    symbolSize: 110,
    symbolStrokeWidth: 2.5,
    offset: 8,
    columnPadding: 24,
  },
  line: { strokeWidth: 2.5, strokeCap: 'butt', strokeJoin: 'round' },
  text: { fontSize: 12, color: INK, fill: INK },
  rule: { strokeWidth: 2 },
} as const;

/** Breaks text into lines of at most `width` characters, at spaces where it can; a longer word is broken inside. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const words = text.split(/\s+/).flatMap((word) => {
    const letters = Array.from(word);
    return Array.from({ length: Math.ceil(letters.length / width) }, (_, i) =>
      letters.slice(i * width, (i + 1) * width).join(''),
    );
  });
  for (const word of words) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** At most so many lines, with an ellipsis where some are left out. */
export function clampLines(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most - 1), `${(lines[most - 1] ?? '').slice(0, -1).trimEnd()}…`];
}

/** Cuts text to a number of characters, with an ellipsis where something was cut. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  // Half of a pair of code units is no letter.
  return `${text
    .slice(0, length - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}

/** Names cut to so many letters, none the same as another after cutting. */
export function distinctCuts(names: readonly string[], letters: number): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const short = cut(name, letters);
    const times = (seen.get(short) ?? 0) + 1;
    seen.set(short, times);
    return times === 1 ? short : `${short} (${times})`;
  });
}

/** A whole chart: the parts given, under a title and a subtitle that says what is drawn and what the intervals are. */
export function chartSpec(title: string, subtitle: string, parts: Readonly<Record<string, unknown>>): ChartSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: titleOf(title, subtitle),
    config: theme,
    ...parts,
  };
}

/** A drawing that Vega-Lite has no words for, in Vega: the same title, theme and width. */
export function vegaSpec(title: string, subtitle: string, parts: Readonly<Record<string, unknown>>): ChartSpec {
  const { background, font, padding, aria, title: titleTheme } = theme;
  return {
    $schema: 'https://vega.github.io/schema/vega/v6.json',
    background,
    padding,
    title: titleOf(title, subtitle),
    config: { aria, title: { ...titleTheme, font, subtitleFont: font } },
    ...parts,
  };
}

function titleOf(title: string, subtitle: string): { readonly text: string[]; readonly subtitle: string[] } {
  return { text: linesOf(title, 72, 3, 17, true), subtitle: linesOf(subtitle, 108, 6, 13, false) };
}

/** Lines of so many letters; by the pixel where letters are so wide that a line would leave the page. */
function linesOf(text: string, letters: number, most: number, size: number, bold: boolean): string[] {
  const width = WIDTH - 8;
  const lines = clampLines(wrap(text, letters), most);
  return lines.some((line) => textWidth(line, size, bold) > width) ? fitLines(text, width, size, most, bold) : lines;
}

/** A specification from elsewhere in the same look, unless it brings one of its own. */
export function themed(spec: ChartSpec): ChartSpec {
  const config = { ...theme, mark: { color: PALETTE[0] }, range: { category: PALETTE } };
  return { $schema: 'https://vega.github.io/schema/vega-lite/v6.json', config, ...spec };
}

/** Where an axis begins and ends, with round ends and a step between gridlines. */
export interface Domain {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/**
 * Round ends for values between two numbers. Begins at zero unless that would hide the values in a thin strip
 * (their spread is less than a third of the largest), in which case charts say where their axis begins.
 */
export function domainOf(values: readonly number[], zero: 'always' | 'where it belongs' = 'where it belongs'): Domain {
  const finite = values.filter(Number.isFinite);
  let low = Math.min(...finite);
  let high = Math.max(...finite);
  if (finite.length === 0) [low, high] = [0, 1];
  const fromZero = zero === 'always' || high - low > Math.max(Math.abs(high), Math.abs(low)) / 3;
  if (fromZero) {
    low = Math.min(low, 0);
    high = Math.max(high, 0);
  }
  if (high === low) high = low + 1;
  const step = roundStep((high - low) / 5);
  const round = (end: number): number => Number((end * step).toPrecision(12));
  return { low: round(Math.floor(low / step + 1e-9)), high: round(Math.ceil(high / step - 1e-9)), step };
}

/** The nearest step of 1, 2 or 5 times a power of ten that is not smaller. */
function roundStep(rough: number): number {
  let power = 1;
  while (power * 10 <= rough) power *= 10;
  while (power > rough) power /= 10;
  const ratio = rough / power;
  return ratio <= 1 ? power : ratio <= 2 ? 2 * power : ratio <= 5 ? 5 * power : 10 * power;
}

/** The gridlines of a domain. */
export function ticks({ low, high, step }: Domain): number[] {
  const count = Math.round((high - low) / step);
  return Array.from({ length: count + 1 }, (_, i) => Number((low + i * step).toPrecision(12)));
}

const LARGE = [
  [1e15, 'e'],
  [1e12, 'tn'],
  [1e9, 'bn'],
  [1e6, 'm'],
] as const;

/** How an axis writes its numbers: 10,000 as it is, 2m, 3bn; very small ones as 2e-6. With `signed` +50, 0, −50. */
export function axisNumbers({ low, high, step }: Domain, signed = false): Readonly<Record<string, string>> {
  const size = Math.max(Math.abs(low), Math.abs(high));
  const sign = signed ? '+' : '';
  const zero = signed ? { labelExpr: "datum.value === 0 ? '0' : datum.label" } : {};
  const scale = LARGE.find(([least]) => size >= least);
  if (step < 1e-3 || scale?.[1] === 'e')
    return { format: `${sign}~e`, labelExpr: "datum.value === 0 ? '0' : datum.label" };
  if (scale === undefined) return { format: `${sign},~f`, ...zero };
  const [divide, word] = scale;
  return { labelExpr: `datum.value === 0 ? '0' : format(datum.value / ${divide}, '${sign},~f') + '${word}'` };
}

/** A warning for the subtitle where an axis does not begin at zero; '' where it does. */
export function axisNote(domain: Domain, write: (value: number) => string = tidy): string {
  if (domain.low <= 0 && domain.high >= 0) return '';
  return ` The vertical axis begins at ${write(domain.low)}, not at zero.`;
}
