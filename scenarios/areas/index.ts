/** Areas of England by name, and their published figures. */
export type { AreaFinding } from './find.js';
export { areaList, findArea } from './find.js';
export type { Area, AreaColumn, AreaLevel } from './table.js';
export { AREA_COLUMNS, AREA_SOURCE, areaFigure, readAreas } from './table.js';
