/** What is true of any pathway, on many small ones drawn at random. Nothing here depends on chance: no false alarms. */
import { testInvariants } from '../support/invariants.js';

testInvariants(200, 19_480_705);
