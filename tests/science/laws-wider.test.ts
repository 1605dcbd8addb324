/** Laws of any pathway, on many random ones with all the wider parts. Nothing here depends on chance. */
import { testWiderLaws } from '../support/wider-laws.js';

testWiderLaws(60, 19_710_219);
