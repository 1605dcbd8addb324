/** The programmes of the library by themselves, outside any scenario: a list, a card of each, and the practices they answer. */
export { programmeCard, programmeList, type ProgrammeCard, type ProgrammeListing } from './card.js';
export type { LibraryEffect } from './effects.js';
export type { Grade } from './evidence.js';
export { ANSWERS, practices } from './practices.js';
export { programmeIds } from './read.js';
