/** The pathway of England, child by child, on many runs with hazards changed at random. */
import { testEnglandLives } from '../support/england-lives.js';

testEnglandLives(25, 20_260_401);
