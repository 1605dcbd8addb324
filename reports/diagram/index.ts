/** Pathways as pictures. */
export { layOut, type PlacedPanel } from './layout.js';
export { diagramSvg, type DiagramOptions } from './svg.js';
