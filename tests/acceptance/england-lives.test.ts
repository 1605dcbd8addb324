/** The pathway of England, child by child: on one run a claim; the long tests do it on many. */
import { testEnglandLives } from '../support/england-lives.js';

testEnglandLives(1, 20_250_401);
