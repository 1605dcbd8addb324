/** What is true of any pathway, on a few small ones drawn at random (`tests/science` takes many). */
import { testInvariants } from '../support/invariants.js';

testInvariants(6, 20_250_401);
