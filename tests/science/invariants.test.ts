/** What is true of any pathway, on many small ones drawn at random. Nothing here depends on chance: no false alarms. */
import { testInvariants } from '../support/invariants.js';

testInvariants(400, 1_948_0705);
