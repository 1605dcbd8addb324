/** The pathway of England, child by child: on a few runs; the long tests do it on many. */
import { testEnglandLives } from '../support/england-lives.js';

testEnglandLives(2, 20_250_401);
