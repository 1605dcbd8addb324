/** Random small queues, every rule combined, against plain loops. The science tests have ten times as many. */
import { testQueueLoops } from '../support/queue-loops-laws.js';

testQueueLoops(0.4, 1);
