/**
 * A Vega-Lite or Vega chart as SVG text, byte-identical wherever it is drawn: letters are measured with the shipped font, times
 * are UTC, and coordinates are rounded to hundredths of a pixel.
 * Vega is loaded on first use, because a command that draws nothing should not wait for it.
 */
import type { Loader, Spec, View as VegaView } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import type { ChartSpec } from '../charts/types.js';
import { textWidth } from './fonts.js';

interface TextItem {
  text?: unknown;
  limit?: number;
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

/** What Vega exports besides its declared types. */
interface UntypedVega {
  readonly textMetrics: { width: (item: TextItem, text: unknown) => number };
}

/**
 * The width of a line. Text with a limit is cut here, where letters have their true widths, and not by Vega, which would
 * cut by a guess of eight tenths of the font size a letter.
 */
function measure(item: TextItem, text: unknown): number {
  const weight = item.fontWeight;
  const bold = weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
  const size = item.fontSize ?? 11;
  if (text === null || text === undefined || size <= 0) return 0;
  const line = String(text as string).trim();
  const width = textWidth(line, size, bold);
  const { limit = 0 } = item;
  if (limit <= 0 || text !== item.text) return width;
  item.limit = 0;
  if (width <= limit) return width;
  const letters = Array.from(line);
  const shortened = (kept: number): string => `${letters.slice(0, kept).join('').trimEnd()}…`;
  let [fits, tooMany] = [0, letters.length];
  while (tooMany - fits > 1) {
    const kept = (fits + tooMany) >> 1;
    if (textWidth(shortened(kept), size, bold) <= limit) fits = kept;
    else tooMany = kept;
  }
  const shown = shortened(fits);
  item.text = shown;
  return textWidth(shown, size, bold);
}

async function load() {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  (vega as unknown as UntypedVega).textMetrics.width = measure;
  return { vega, vegaLite };
}

let loading: ReturnType<typeof load> | undefined;

/** Rounds coordinates inside tags, and leaves words alone. */
function rounded(svg: string): string {
  return svg.replace(/<[^<>]+>/g, (tag) =>
    tag.replace(/ (d|transform|x|y|x1|x2|y1|y2|cx|cy|r|width|height)="([^"]*)"/g, (_, name: string, value: string) => {
      const short = value.replace(/-?\d+\.\d{3,}(?:e-?\d+)?|-?\d+(?:\.\d+)?e-\d+/g, (number) => {
        const near = Number(Number(number).toFixed(2));
        return String(near === 0 ? 0 : near);
      });
      return ` ${name}="${short}"`;
    }),
  );
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export interface SvgOptions {
  /** Put before every id, so that several charts can share a page. Letters, digits and hyphens. */
  readonly id: string;
  /** What a screen reader says first. */
  readonly title: string;
  /** What the chart shows, in words. */
  readonly description: string;
  /** Called for each warning of the compiler or the drawing. */
  readonly warn?: (message: string) => void;
  /** Called with how many marks of data there are; 0 where every part is empty. */
  readonly counted?: (marks: number) => void;
}

/** Whether a specification is in Vega, by the schema it names; what names none is Vega-Lite. */
export function isVega(spec: ChartSpec): boolean {
  const schema = spec['$schema'];
  return typeof schema === 'string' && schema.includes('/schema/vega/');
}

const refuse = async (): Promise<never> => Promise.reject(new Error('a chart loads nothing'));

/** Every datum is in the specification: nothing is asked of a disk or a network, whatever it says. */
const closed: Loader = { load: refuse, sanitize: refuse, http: refuse, file: refuse };

/** Draws a chart. Throws where the specification cannot be compiled or a value cannot be drawn. */
export async function toSvg(spec: ChartSpec, options: SvgOptions): Promise<string> {
  loading ??= load();
  const { vega, vegaLite } = await loading;
  const warn = options.warn ?? (() => {});
  const logger = vega.logger(vega.Warn);
  logger.warn = (...messages: readonly unknown[]) => {
    warn(messages.map(String).join(' '));
    return logger;
  };
  const compiled = isVega(spec) ? (spec as Spec) : vegaLite.compile(spec as unknown as TopLevelSpec, { logger }).spec;
  const view: VegaView = new vega.View(vega.parse(compiled), { renderer: 'none', logger, loader: closed });
  try {
    await view.runAsync();
    options.counted?.(marksIn(view.scenegraph() as unknown as Scene));
    return accessible(rounded(await view.toSVG()), options);
  } finally {
    view.finalize();
  }
}

interface SceneMark {
  readonly role?: string;
  readonly marktype?: string;
  readonly items?: readonly { readonly items?: readonly SceneMark[] }[];
}

interface Scene {
  readonly root: SceneMark;
}

/** How many marks stand for data: not those of axes, titles and legends. */
function marksIn({ root }: Scene): number {
  const count = ({ role, marktype, items = [] }: SceneMark): number => {
    if (marktype !== 'group') return role === 'mark' ? items.length : 0;
    return items.reduce((sum, item) => sum + (item.items ?? []).reduce((own, mark) => own + count(mark), 0), 0);
  };
  return count(root);
}

/**
 * Gives the picture a name and a description in place of a role for each mark, and its ids names of its own, numbered in
 * the order they appear.
 */
function accessible(svg: string, { id, title, description }: SvgOptions): string {
  const names = new Map<string, string>();
  for (const [, old = ''] of svg.matchAll(/<[^<>]+ id="([^"]+)"/g)) names.set(old, `${id}-${names.size + 1}`);
  const unique = svg.replace(/<[^<>]+>/g, (tag) =>
    tag
      .replace(/ id="([^"]+)"/g, (_, old: string) => ` id="${names.get(old) ?? old}"`)
      .replace(/url\(#([^)]+)\)/g, (_, old: string) => `url(#${names.get(old) ?? old})`)
      .replace(/ (?:class|role|aria-[a-z]+)="[^"]*"/g, ''),
  );
  return unique.replace(
    /^<svg([^>]*)>/,
    (_, attributes: string) =>
      `<svg${attributes} role="img" aria-labelledby="${id}-title ${id}-desc">` +
      `<title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">${escaped(description)}</desc>`,
  );
}
