/** Drawing: Vega-Lite to SVG, SVG to PNG, with a font of our own so that both are the same everywhere. */
export { textWidth } from './fonts.js';
export { toPng } from './png.js';
export { specFile, specJson } from './spec-json.js';
export { isVega, toSvg, type SvgOptions } from './svg.js';
