/** A programme without an effect changes nothing at all, on many random pathways. Nothing here depends on chance: no false alarms. */
import { testNoEffect } from '../support/no-effect.js';

testNoEffect(250, 19_480_705);
