/** The programmes of the library by themselves: see the folder of this name. */
export {
  ANSWERS,
  practices,
  programmeCard,
  programmeIds,
  programmeList,
  type Grade,
  type LibraryEffect,
  type ProgrammeCard,
  type ProgrammeListing,
} from './library/index.js';
