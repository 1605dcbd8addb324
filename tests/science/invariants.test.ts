/** What is true of any pathway, on many small ones drawn at random. Nothing here depends on chance: no false alarms. */
import { noteLaws } from '../support/battery.js';
import { testInvariants } from '../support/invariants.js';

noteLaws('Laws', '200 random pathways');

testInvariants(200, 19_480_705);
