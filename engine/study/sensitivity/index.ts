/** What a result hangs on: one number at a time, many screened together, and the value that brings a result to a target. */
export { estimateOf, type Estimate } from './estimate.js';
export { tornado, type TornadoBar, type TornadoEnds } from './tornado.js';
export { morrisDesign, morrisEffects, type MorrisDesign, type MorrisEffect, type Trajectory } from './morris.js';
export { SeekWhole, type SeekAnswer } from './seek-whole.js';
