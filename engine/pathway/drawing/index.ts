/** A pathway drawn: as data for a layout, and as Mermaid text. */
export {
  drawingOf,
  type Drawing,
  type DrawnItem,
  type DrawnProgramme,
  type DrawnState,
  type DrawnStep,
  type Panel,
  type ProgrammeToDraw,
} from './drawing.js';
export { mermaidOf, mermaidText } from './mermaid.js';
export type { DrawingLabels } from './words.js';
