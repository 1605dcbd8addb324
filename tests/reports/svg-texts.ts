/** Where the words of a drawn chart stand, measured with the shipped font: to find what overlaps and what falls outside. */
import { textWidth } from '../../reports/render/index.js';

export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface DrawnTexts {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly TextBox[];
}

/** An affine map: x' = a x + c y + e, y' = b x + d y + f. */
type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

const SAME: Matrix = [1, 0, 0, 1, 0, 0];

function times([a, b, c, d, e, f]: Matrix, [p, q, r, s, t, u]: Matrix): Matrix {
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f];
}

function matrixOf(transform: string): Matrix {
  let matrix = SAME;
  for (const [, name, list = ''] of transform.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [x = 0, y = 0] = list.split(/[\s,]+/).map(Number);
    const turn = (x * Math.PI) / 180;
    if (name === 'translate') matrix = times(matrix, [1, 0, 0, 1, x, y]);
    else if (name === 'rotate')
      matrix = times(matrix, [Math.cos(turn), Math.sin(turn), -Math.sin(turn), Math.cos(turn), 0, 0]);
    else throw new Error(`No such transform is known here: ${name}`);
  }
  return matrix;
}

const attribute = (tag: string, name: string): string | undefined => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];

const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Every line of text in a drawing of ours, a box each. */
export function textsOf(svg: string): DrawnTexts {
  const [, width = '0', height = '0'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  const body = svg.replace(/<(title|desc)[^>]*>[^<]*<\/\1>/g, '');
  const stack: Matrix[] = [SAME];
  const texts: TextBox[] = [];
  let text: { readonly tag: string; readonly matrix: Matrix } | null = null;
  let line = 0;
  for (const [whole, tag] of body.matchAll(/(<[^>]*>)|[^<]+/g)) {
    if (tag === undefined) {
      if (text !== null && plain(whole).trim() !== '') texts.push(boxOf(plain(whole), text.tag, text.matrix, line));
    } else if (tag.startsWith('</')) {
      stack.pop();
      if (tag.startsWith('</text')) text = null;
    } else if (tag.startsWith('<text')) {
      const matrix = times(stack.at(-1) ?? SAME, matrixOf(attribute(tag, 'transform') ?? ''));
      text = { tag, matrix };
      line = 0;
      stack.push(matrix);
    } else if (tag.startsWith('<tspan')) {
      line += Number(attribute(tag, 'dy') ?? 0);
      stack.push(stack.at(-1) ?? SAME);
    } else if (!tag.endsWith('/>')) {
      stack.push(times(stack.at(-1) ?? SAME, matrixOf(attribute(tag, 'transform') ?? '')));
    }
  }
  return { width: Number(width), height: Number(height), texts };
}

/** Of Arimo: how far letters reach above and below their line, in font sizes. */
const ABOVE = 0.72;
const BELOW = 0.2;

function boxOf(text: string, tag: string, matrix: Matrix, line: number): TextBox {
  const size = Number.parseFloat(attribute(tag, 'font-size') ?? '11');
  const bold = attribute(tag, 'font-weight') === 'bold';
  const wide = textWidth(text.trim(), size, bold);
  const anchor = attribute(tag, 'text-anchor') ?? 'start';
  const left = anchor === 'end' ? -wide : anchor === 'middle' ? -wide / 2 : 0;
  const [a, b, c, d, e, f] = matrix;
  const corners = [left, left + wide].flatMap((x) =>
    [line - ABOVE * size, line + BELOW * size].map((y) => [a * x + c * y + e, b * x + d * y + f] as const),
  );
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return {
    text,
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

/** Texts that stand partly outside the drawing, by more than a pixel. */
export function outside({ width, height, texts }: DrawnTexts): string[] {
  return texts
    .filter(({ left, right, top, bottom }) => left < -1 || top < -1 || right > width + 1 || bottom > height + 1)
    .map(({ text }) => text);
}

/** Pairs of texts of which one covers part of the other, by more than a pixel each way. */
export function overlapping({ texts }: DrawnTexts): string[] {
  return texts.flatMap((one, i) =>
    texts
      .slice(i + 1)
      .filter(
        (other) =>
          Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
          Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1,
      )
      .map((other) => `${one.text} | ${other.text}`),
  );
}

/** All that is wrong with a drawing: too wide or high for its page, no numbers, words cut off or printed over others. */
export function wrongWith(name: string, svg: string): string[] {
  const drawn = textsOf(svg);
  return [
    ...(drawn.width <= 680 ? [] : [`${name} is ${drawn.width} wide`]),
    ...(drawn.height <= 1600 ? [] : [`${name} is ${drawn.height} high`]),
    ...(/NaN|undefined|Infinity/.test(svg) ? [`${name} draws what is no number`] : []),
    ...outside(drawn).map((text) => `${name} cuts off: ${text}`),
    ...overlapping(drawn).map((texts) => `${name} prints over: ${texts}`),
  ];
}
