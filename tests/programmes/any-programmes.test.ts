/** What stays true with any programmes, on a few random pathways (`tests/science` takes many). */
import { testRandomProgrammes } from '../support/random-programmes.js';

testRandomProgrammes(15, 4_711);
