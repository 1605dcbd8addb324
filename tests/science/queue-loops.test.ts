/** Random small queues, every rule combined, against plain loops that share nothing with the engine: event by event. */
import { noteLaws } from '../support/battery.js';
import { testQueueLoops } from '../support/queue-loops-laws.js';

noteLaws('Queues against plain loops', 'several hundred random queues');
testQueueLoops(4, 101);
