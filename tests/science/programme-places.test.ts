/** Places that a programme adds shorten waits as more servers do in an M/M/c queue. */
import { expect, test } from 'vitest';
import { withProgrammes } from '../../engine/programmes/extend.js';
import { multiServer } from '../support/closed-forms.js';
import { estimate, expectNear, ratioEstimate } from '../support/estimates.js';
import { resolveText } from '../support/pathway-files.js';
import { effectOn } from '../support/programme-lives.js';
import { programme } from '../support/programme-plans.js';
import { queueOf } from '../support/queues.js';
import { run, sum, type Reading } from '../support/runs.js';

test('in the long run', () => {
  const scenario = resolveText(queueOf({ perDay: 3.4, places: 4, service: 'exponential: 1 per day', years: 8 }));
  const plan = programme({
    id: 'more',
    places: [{ from: 0, places: 0 }],
    effects: [effectOn({ kind: 'supply', resource: 'desks', steps: [{ from: 730, places: 1 }] }, 1)],
  });
  const readings = run(scenario, { model: withProgrammes(scenario.model, [plan]), replications: 40 });
  const claims = (servers: number, from: number, to: number): void => {
    const exact = multiServer(servers, 3.4, 1);
    const of = (values: readonly number[]): number => sum(values.slice(from, to));
    const days = (reading: Reading): number => reading.bounds[to]! - reading.bounds[from]!;
    const queue = estimate(readings, (reading) => of(reading.ticks('waiting')) / 1024 / days(reading));
    expectNear(queue, exact.queue, `queue with ${servers}`, 0.1);
    const wait = ratioEstimate(
      readings,
      (reading) => of(reading.timeTicks('begin')) / 1024,
      (reading) => of(reading.flow('begin')),
    );
    expectNear(wait, exact.wait, `wait with ${servers}`, 0.1);
  };
  claims(4, 6, 24);
  claims(5, 27, 96);
  expect(multiServer(5, 3.4, 1).wait).toBeLessThan(0.4 * multiServer(4, 3.4, 1).wait);
});
