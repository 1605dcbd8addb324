/** Pathways as pictures. */
export { layOut, type PlacedPanel } from './layout.js';
export { diagramSvg } from './svg.js';
