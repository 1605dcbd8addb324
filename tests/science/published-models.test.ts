/**
 * Published models, written again as pathway files, must give the published numbers again. The files are the examples
 * urgent-treatment-centre.yaml and sick-sicker.yaml; docs/published-models.md says what was published where.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { agrees } from '../support/battery.js';
import { estimateOf, type Estimate } from '../support/estimates.js';
import { BASE_PLACES, CENTRE, SCENARIOS, type CentreScenario } from '../support/published-centre.js';
import { run, type Reading } from '../support/runs.js';

const SECTION = 'Published models';

function example(name: string): string {
  return readFileSync(new URL(`../../scenarios/examples/${name}.yaml`, import.meta.url), 'utf8');
}

/** The text with one thing in it changed, which must be there exactly once. */
function changed(text: string, from: string, to: string): string {
  expect(text.split(from).length - 1, `'${from}' in the example`).toBe(1);
  return text.replace(from, () => to);
}

describe('the urgent treatment centre', () => {
  const MINUTES = 1140;
  const REPLICATIONS = 600;

  function textOf({ places, examination }: CentreScenario): string {
    let text = example('urgent-treatment-centre');
    const line = (resource: string, n: number): string => `  ${resource}: {places: {2025-01-01: ${n},`;
    for (const [resource, n] of Object.entries(places ?? {}))
      text = changed(text, line(resource, BASE_PLACES[resource]!), line(resource, n));
    // The same variance, 3, about another mean.
    if (examination !== undefined)
      text = changed(text, '{mean: 16 days, shape: 85.3333}', `{mean: ${examination} days, shape: ${examination ** 2 / 3}}`);
    return text;
  }

  /** One number a replication, as published: uses over the day and all places, waits as means; none where nobody waited. */
  function valueOf(reading: Reading, key: string, scenario: CentreScenario): number {
    const [measure, group] = key.split(' ') as [string, string?];
    if (measure.endsWith('_use')) {
      const resource = measure === 'cubicle_use' ? 'cubicles' : measure.replace('_use', measure.startsWith('trauma_') ? 's' : '');
      return reading.days(measure) / MINUTES / (scenario.places?.[resource] ?? BASE_PLACES[resource]!);
    }
    if (/_wait$|^time_in/.test(measure)) return reading.meanTime(measure, group);
    return reading.count(measure);
  }

  test.each(SCENARIOS.map((scenario, column) => ({ ...scenario, column })))('$name', (scenario) => {
    const readings = run(textOf(scenario), { replications: REPLICATIONS, seed: scenario.name });
    for (const [key, columns] of Object.entries(CENTRE)) {
      const [published, se] = columns[scenario.column]!;
      const values = readings.map((reading) => valueOf(reading, key, scenario)).filter((value) => !Number.isNaN(value));
      const ours = estimateOf(values);
      const both: Estimate = { mean: ours.mean, se: Math.hypot(ours.se, se) };
      // So precise that hardly any of the difference allowed is ours.
      const claim = { section: SECTION, law: `Urgent treatment centre: ${scenario.name}`, what: key };
      agrees(claim, both, published, (1.1 * se) / published);
    }
  });
});
