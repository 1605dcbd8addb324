/** A programme without an effect changes nothing at all, on a few random pathways (`tests/science` takes many). */
import { testNoEffect } from '../support/no-effect.js';

testNoEffect(15, 90_210);
