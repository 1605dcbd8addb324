/** What stays true with any programmes, on many random pathways. Nothing here depends on chance: no false alarms. */
import { testRandomProgrammes } from '../support/random-programmes.js';

testRandomProgrammes(400, 19_480_705);
