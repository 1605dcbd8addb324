/**
 * Published models, written again as pathway files, must give the published numbers again. The files are the examples
 * urgent-treatment-centre.yaml and sick-sicker.yaml; docs/published-models.md says what was published where.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { studyPlan } from '../../cli/host/prepare.js';
import { Study } from '../../engine/study/study.js';
import { agrees } from '../support/battery.js';
import { estimateOf, type Estimate } from '../support/estimates.js';
import { resolveText } from '../support/pathway-files.js';
import { BASE_PLACES, CENTRE, SCENARIOS, type CentreScenario } from '../support/published-centre.js';
import { PEOPLE, SICK_SICKER, STEPS, type Strategy } from '../support/published-sick-sicker.js';
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
      text = changed(
        text,
        '{mean: 16 days, shape: 85.3333}',
        `{mean: ${examination} days, shape: ${examination ** 2 / 3}}`,
      );
    return text;
  }

  /** One number a replication, as published: uses over the day and all places, waits as means; none where nobody waited. */
  function valueOf(reading: Reading, key: string, scenario: CentreScenario): number {
    const [measure, group] = key.split('|') as [string, string?];
    if (measure.endsWith('_use')) {
      const resource = measure.replace('_use', '');
      return reading.days(measure) / MINUTES / (scenario.places?.[resource] ?? BASE_PLACES[resource]!);
    }
    if (/_wait$|^time_in/.test(measure)) return reading.meanTime(measure, group);
    return reading.count(measure);
  }

  test.each(SCENARIOS.map((scenario, column) => ({ ...scenario, column })))('$name', (scenario) => {
    const readings = run(textOf(scenario), { replications: REPLICATIONS, seed: scenario.name });
    for (const [key, columns] of CENTRE) {
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

describe('Sick-Sicker', () => {
  const REPLICATIONS = 30;

  /** Discounted dollars and QALYs a person under a strategy, by replication. Every strategy has the same luck. */
  function outcomesOf({ a, b }: Strategy): { dollars: number[]; qalys: number[] } {
    let text = example('sick-sicker');
    for (const [name, given] of Object.entries({ a, b }))
      if (given)
        text = changed(text, `      treatment_${name}: {no: 1, yes: 0}`, `      treatment_${name}: {no: 0, yes: 1}`);
    const scenario = resolveText(text);
    const study = new Study(studyPlan({ ...scenario, seed: 'sick-sicker' }, null), scenario.measureInfo, null);
    const column = (payer: string): number =>
      study.layout.columns.findIndex(
        ({ measure, group }) => measure === 'cost_discounted' && group === `payer=${payer}`,
      );
    const [dollars, qalys] = [column('Dollars'), column('QALYs')];
    const rows = Array.from({ length: REPLICATIONS }, (_, replication) => study.replicate(replication).outputs[0]!);
    return {
      dollars: rows.map((row) => row[dollars]! / PEOPLE),
      qalys: rows.map((row) => row[qalys]! / PEOPLE / 1000),
    };
  }

  test('dollars and QALYs of the four strategies, and of each step that is worth it', () => {
    const found = Object.fromEntries(SICK_SICKER.map((strategy) => [strategy.name, outcomesOf(strategy)]));
    const claim = (what: string) => ({ section: SECTION, law: 'Sick-Sicker', what });
    for (const { name, dollars, qalys } of SICK_SICKER) {
      agrees(claim(`${name}: dollars`), estimateOf(found[name]!.dollars), dollars);
      agrees(claim(`${name}: QALYs`), estimateOf(found[name]!.qalys), qalys);
    }
    const less = (more: readonly number[], fewer: readonly number[]): number[] =>
      more.map((value, i) => value - fewer[i]!);
    for (const { from, to, dollars, qalys } of STEPS) {
      const step = `${to} less ${from}`;
      agrees(claim(`${step}: dollars`), estimateOf(less(found[to]!.dollars, found[from]!.dollars)), dollars);
      agrees(claim(`${step}: QALYs`), estimateOf(less(found[to]!.qalys, found[from]!.qalys)), qalys, 0.03);
    }
  });
});
