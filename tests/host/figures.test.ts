/** Simulated figures against what theory says of a small system, and what they do not depend on. */
import { describe, expect, test } from 'vitest';
import { hireCrew } from '../../cli/host/crew.js';
import { runFigures, type FigureOptions, type SimulatedFigure } from '../../cli/host/figures.js';
import { InputError, resolveValidation } from '../../scenarios/index.js';
import { expectNear } from '../support/estimates.js';
import { memory } from '../scenarios/in-memory.js';
import { STAYS, validationWith } from '../scenarios/validation-files.js';

type Files = Record<string, string>;

async function figuresOf(texts: Files, options: Partial<FigureOptions> = {}): Promise<Map<string, SimulatedFigure>> {
  const files = memory(texts);
  const validation = resolveValidation('validation.yaml', files);
  const { figures } = await runFigures(validation, { crew: hireCrew(0), files, ...options });
  return new Map(figures);
}

function near(found: SimulatedFigure | undefined, exact: number, precision = 0.01): void {
  expectNear({ mean: found!.mean, se: found!.mcSe }, exact, '', precision);
}

const figure = (id: string, rest: string): string => `  ${id}: {part: All, use: check, within: 5%, ${rest}}\n`;
const given = 'published: 1, source: R1';

/** Days: half a year of 365.25, and the rate at which a stay ends. */
const MEAN = 6 * 30.4375;

describe('the settled state of a queue without limits', () => {
  const texts = validationWith(
    figure('stock', 'run: settled, measure: here, at: 2025-03-31') +
      figure('short', 'run: settled, measure: here, group: kind=short, at: 2025-03-31') +
      figure('came', 'run: settled, measure: came, year: 2025') +
      figure('share', `run: settled, measure: came, group: kind=short, as: percent, ${given}`) +
      figure('mean', `run: settled, mean: stay, unit: months, ${given}`) +
      figure('median', `run: settled, median: stay, ${given}`) +
      figure('below', `run: settled, measure: stay, below: 90 days, as: percent, ${given}`) +
      figure('below_of', `run: settled, measure: stay, below: 90 days, of: {measure: came}, as: percent, ${given}`) +
      figure('cost', `run: settled, cost: {line: Stays}, ${given}`),
  );
  const found = figuresOf(texts, { replications: 30 });

  test('has rate times mean in it, scaled up from the sample', async () => {
    near((await found).get('stock'), 500, 0.02);
    near((await found).get('short'), 250, 0.02);
    near((await found).get('came'), 1000);
  });

  test('times are those of the clock', async () => {
    near((await found).get('mean'), MEAN / 30.4375);
    // A median is the whole day by which half have left.
    expect(Math.abs((await found).get('median')!.mean - MEAN * Math.log(2))).toBeLessThan(2);
    const below = 100 * (1 - Math.exp(-90 / MEAN));
    near((await found).get('below'), below);
    near((await found).get('below_of'), below, 0.02);
  });

  test('shares are ratios of means, with their own standard error', async () => {
    near((await found).get('share'), 50);
    const { perReplication, lower, upper } = (await found).get('share')!;
    expect(perReplication).toHaveLength(30);
    expect(lower).toBeGreaterThan(Math.min(...perReplication));
    expect(upper).toBeLessThan(Math.max(...perReplication));
  });

  test('costs are of a year of the whole', async () => {
    near((await found).get('cost'), 500 * 365.25 * 10, 0.02);
  });
});

test('nothing is counted before the warm-up is over, and the warm-up is as long as it says', async () => {
  const texts = validationWith(figure('stock', 'run: young, measure: here, at: 2025-03-31'));
  texts['validation.yaml'] = texts['validation.yaml']!.replace(
    'figures:',
    '  young: {history_of: stays.yaml, years: 1, warm_up: 3 months}\nfigures:',
  );
  // From nothing, rate x mean x (1 - exp(-t / mean)), averaged over the counted year (from 1 April 2023: 366 days).
  const warm = 3 * 30.4375;
  const average = 500 * (1 - (Math.exp(-warm / MEAN) * MEAN * (1 - Math.exp(-366 / MEAN))) / 366);
  near((await figuresOf(texts, { replications: 40 })).get('stock'), average);
});

describe('a run as it stands', () => {
  const texts = validationWith(
    figure('still', `run: still, measure: here, at: 2024-09-30, ${given}`) +
      figure('before', `run: plain, measure: here, at: 2023-03-31, ${given}`) +
      figure('second', 'run: plain, measure: here, at: 2025-03-31') +
      figure('came', 'run: plain, measure: came, year: 2025') +
      figure('fitted', 'run: plain, measure: came, year: 2025').replace('use: check', 'use: fit'),
  );
  texts['validation.yaml'] = texts['validation.yaml']!.replace('figures:', '  still: {scenario: still.yaml}\nfigures:');

  test('has what is there by construction, without any spread', async () => {
    const { mean, mcSe, lower, upper } = (await figuresOf(texts)).get('still')!;
    expect([mean, mcSe, lower, upper]).toEqual([2000, 0, 2000, 2000]);
  });

  test('numbers at a date and in a year are those of the model then', async () => {
    const found = await figuresOf(texts, { replications: 40 });
    expect(found.get('before')!.mean).toBe(0);
    near(found.get('second'), 500 * (1 - Math.exp(-731 / MEAN)));
    near(found.get('came'), (1000 * 365) / 365.25);
  });

  test('a figure is the same whatever else is read, and half the replications are the first half', async () => {
    const all = await figuresOf(texts, { replications: 5 });
    const fitted = await figuresOf(texts, { replications: 5, figures: 'fit' });
    expect([...fitted.keys()]).toEqual(['fitted']);
    expect(fitted.get('fitted')).toEqual(all.get('fitted'));
    const half = await figuresOf(texts, { replications: 5, precision: 'half', figures: new Set(['second']) });
    expect(half.get('second')!.perReplication).toEqual(all.get('second')!.perReplication.slice(0, 3));
  });

  test('another seed is another luck', async () => {
    const [a, b, c] = await Promise.all([{}, { seed: 'x' }, { seed: 'x' }].map((more) => figuresOf(texts, more)));
    expect(b!.get('came')).toEqual(c!.get('came'));
    expect(a!.get('came')).not.toEqual(b!.get('came'));
  });
});

/** The same system with a baseline: 500 are there on the first day, out of a history of three years. */
function withBaseline(): Files {
  const texts = validationWith(
    figure('start', `run: start, measure: here, at: 2024-03-31, ${given}`) +
      figure('year', `run: start, measure: here, at: 2025-03-31, ${given}`) +
      figure('later', `run: later, measure: here, at: 2025-03-31, ${given}`) +
      figure('mean', `run: settled, mean: stay, ${given}`),
    {
      'stays.yaml': STAYS.replace(/^run:.*$/m, '')
        .replace('{exponential: {mean: 6 months}}', '{exponential: $leaving}')
        .replace('1000 per year', '$coming'),
      'baseline.yaml': `
baseline: base
title: Base
pathway: ./stays.yaml
start_date: 2024-04-01
sources: {D1: {title: The return}}
parameters:
  leaving: {value: 2 per year, interval: none, source: D1, mark: published}
  coming: {value: 1000 per year, interval: none, source: D1, mark: published}
start:
  history: 3 years
  share: 1
  note: an example
  strata: {here: {who: {case: here}, figure: looked_after, source: D1}}
`,
      'own.yaml':
        'area_data: own\nprovenance: {source: A return, date: 2024-03-31, who: us}\nfigures: {looked_after: 500}\n',
      'start.yaml': 'scenario: start\ntitle: Start\nbaseline: ./baseline.yaml\narea_data: ./own.yaml\nyears: 1\n',
      'later.yaml':
        'scenario: later\ntitle: Later\nbaseline: ./baseline.yaml\narea_data: ./own.yaml\nyears: 1\nset: {coming: 2000 per year}\n',
    },
  );
  texts['validation.yaml'] = texts['validation.yaml']!.replace(
    /runs:[^]*figures:/,
    `runs:
  start: {scenario: start.yaml}
  later: {scenario: later.yaml}
  settled: {history_of: start.yaml, years: 1, warm_up: 4 years}
figures:`,
  );
  return texts;
}

describe('runs that start full', () => {
  const texts = withBaseline();

  test('start from what is published, and go on as the model has it', async () => {
    const found = await figuresOf(texts, { replications: 20 });
    expect(found.get('start')).toMatchObject({ mean: 500, mcSe: 0 });
    near(found.get('year'), 500, 0.02);
    near(found.get('later'), 1000 - 500 * Math.exp(-365 / MEAN), 0.02);
    near(found.get('mean'), MEAN);
  });

  test('parameters that are tried take the place of the baseline’s, in every run, but not of what a scenario sets', async () => {
    const parameters = new Map<string, unknown>([
      ['leaving', '4 per year'],
      ['coming', '600 per year'],
    ]);
    const found = await figuresOf(texts, { replications: 20, parameters });
    const mean = 365.25 / 4;
    const gone = Math.exp(-365 / mean);
    near(found.get('mean'), mean, 0.02);
    near(found.get('year'), 150 + 350 * gone, 0.02);
    near(found.get('later'), 500, 0.02);
  });

  test('another baseline may take the place of the scenarios’ own, and be tried on', async () => {
    const all = { ...texts, 'other.yaml': texts['baseline.yaml']!.replace('2 per year', '12 per year') };
    const files = memory(all);
    const other = resolveValidation('validation.yaml', files, { baseline: 'other.yaml' });
    const options = { crew: hireCrew(0), files, replications: 20, figures: new Set(['year']) };
    near((await runFigures(other, options)).figures.get('year'), 1000 / 12, 0.05);
    const parameters = new Map([['coming', '2400 per year']]);
    near((await runFigures(other, { ...options, parameters })).figures.get('year'), 200, 0.05);
  });

  test('a parameter that the baseline does not have is a mistake of ours', async () => {
    const parameters = new Map([['comng', '2400 per year']]);
    await expect(figuresOf(texts, { parameters })).rejects.toThrow(RangeError);
  });

  test('several evaluations at once are the same as one after another', async () => {
    const small = { crew: hireCrew(0), replications: 3, figures: new Set(['year']) };
    const tried = ['2 per year', '4 per year', '6 per year'].map(
      (value) => new Map<string, unknown>([['leaving', value]]),
    );
    const together = await Promise.all(
      tried.map((parameters) => figuresOf(texts, { ...small, parameters, abreast: 1 })),
    );
    for (const [i, parameters] of tried.entries())
      // oxlint-disable-next-line no-await-in-loop -- one after another is what is claimed
      expect(await figuresOf(texts, { ...small, parameters })).toEqual(together[i]);
  });

  test('a first day that nobody could stand for is refused at its line', async () => {
    const strange = {
      ...texts,
      'baseline.yaml': texts['baseline.yaml']!.replace('who: {case: here}', 'who: {case: here, age: {from: 90}}'),
    };
    const refused = figuresOf(strange, { replications: 1, figures: new Set(['year']) });
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(/nobody who could stand for "here"/);
  });
});

test('nothing goes on once it is interrupted', async () => {
  const texts = validationWith(figure('stock', 'run: plain, measure: here, at: 2025-03-31'));
  await expect(figuresOf(texts, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});
