/** Random small queues, every rule combined, against plain loops. The science tests have twenty times as many. */
import { testQueueLoops } from '../support/queue-loops-laws.js';

testQueueLoops(0.2, 1);
