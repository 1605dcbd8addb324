/** Loading: text into data that remembers its lines, and refusals that point at them. */
export type { Files } from './files.js';
export { besideFile, joinPath, looksLikePath, readText } from './files.js';
export type { Located, Path } from './located.js';
export { locatedAs, mappingOf, partAt, scalarAt, valuePlace } from './located.js';
export { nearest } from './nearest.js';
export type { Details, Place, Problem } from './problem.js';
export { InputError, problemAt, Problems, problemWithFile } from './problem.js';
export type { ParameterValues } from './substitute.js';
export { substitute } from './substitute.js';
export { keyPlaceOf, placeOf, problemAtPath, validate } from './validate.js';
export { readYaml, readYamlMapping } from './yaml-text.js';
