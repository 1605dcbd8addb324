/** The shipped fonts: where they are, from source and from dist alike, and the widths of their letters. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** From reports/render/ and from dist/reports/render/. */
const FOLDERS = ['../fonts/', '../../../reports/fonts/'];

function fontFile(name: string): string {
  const paths = FOLDERS.map((folder) => fileURLToPath(new URL(folder + name, import.meta.url)));
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`The font ${name} is missing; looked for ${paths.join(' and ')}.`);
  return found;
}

export function fontFiles(): { readonly regular: string; readonly bold: string } {
  return { regular: fontFile('Arimo-Regular.ttf'), bold: fontFile('Arimo-Bold.ttf') };
}

/** The advance widths of a font, in units of which `unitsPerEm` make one font size. */
export interface FontWidths {
  readonly unitsPerEm: number;
  /** Advance width of a Unicode code point. */
  width(codePoint: number): number;
}

/**
 * Reads the widths of a TrueType font from its `head`, `hhea`, `hmtx` and `cmap` (format 4) tables.
 * Source: OpenType specification 1.9.1, the chapters of those names.
 */
export function readWidths(bytes: Uint8Array): FontWidths {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  const count = view.getUint16(4);
  for (let i = 0; i < count; i++) {
    const record = 12 + 16 * i;
    const tag = String.fromCharCode(...bytes.subarray(record, record + 4));
    tables.set(tag, view.getUint32(record + 8));
  }
  const table = (tag: string): number => {
    const offset = tables.get(tag);
    if (offset === undefined) throw new Error(`The font has no '${tag}' table.`);
    return offset;
  };
  const unitsPerEm = view.getUint16(table('head') + 18);
  const metrics = view.getUint16(table('hhea') + 34);
  const hmtx = table('hmtx');
  const glyphs = glyphFinder(view, table('cmap'));
  return {
    unitsPerEm,
    width: (codePoint) => view.getUint16(hmtx + 4 * Math.min(glyphs(codePoint), metrics - 1)),
  };
}

function glyphFinder(view: DataView, cmap: number): (codePoint: number) => number {
  let subtable = -1;
  const count = view.getUint16(cmap + 2);
  for (let i = 0; i < count; i++) {
    const offset = cmap + view.getUint32(cmap + 4 + 8 * i + 4);
    if (view.getUint16(offset) === 4) subtable = offset;
  }
  if (subtable < 0) throw new Error("The font has no 'cmap' of format 4.");
  const segments = view.getUint16(subtable + 6) / 2;
  const ends = subtable + 14;
  const starts = ends + 2 * segments + 2;
  const deltas = starts + 2 * segments;
  const ranges = deltas + 2 * segments;
  return (codePoint) => {
    for (let i = 0; i < segments; i++) {
      if (view.getUint16(ends + 2 * i) < codePoint) continue;
      const start = view.getUint16(starts + 2 * i);
      if (start > codePoint) return 0;
      const delta = view.getUint16(deltas + 2 * i);
      const range = view.getUint16(ranges + 2 * i);
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = view.getUint16(ranges + 2 * i + range + 2 * (codePoint - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

let loaded: { readonly regular: FontWidths; readonly bold: FontWidths } | undefined;

/** The width of a line of text in pixels, drawn in Arimo at a font size in pixels. */
export function textWidth(text: string, fontSize: number, bold: boolean): number {
  loaded ??= {
    regular: readWidths(readFileSync(fontFiles().regular)),
    bold: readWidths(readFileSync(fontFiles().bold)),
  };
  const font = bold ? loaded.bold : loaded.regular;
  let units = 0;
  for (const letter of text) units += font.width(letter.codePointAt(0) ?? 0);
  return (units * fontSize) / font.unitsPerEm;
}
