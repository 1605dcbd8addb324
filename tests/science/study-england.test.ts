/** Draws and studies of England: every draw can be run, the fit's are as uncertain as it says, and none is `run` itself. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStudy } from '../../cli/host/study/options.js';
import { runStudy, type StudyRuns } from '../../cli/host/study/run.js';
import { checked, studyPlan } from '../../cli/host/prepare.js';
import { runScenario } from '../../cli/host/run-study.js';
import { commonCosts, DrawLuck, nestedRows, OptionStudy, type TableRow } from '../../engine/index.js';
import {
  drawnCosts,
  drawnProgrammes,
  endsByName,
  resolveScenario,
  uncertaintyOf,
  uncertaintyOfScenario,
} from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { firstReading } from '../../scenarios/resolve/baseline.js';
import { Session } from '../../scenarios/resolve/session.js';
import { readBaseline } from '../../scenarios/resolve/extends.js';
import { LIBRARY, quickBaseline, WorkFolder } from '../cli/command.js';

const DRAWS = 30;
const BASELINE = `${LIBRARY}/baselines/england-2025.yaml`;

const folder = new WorkFolder();
afterAll(() => folder.remove());

const MST = '{use: mst, opens: 2025-10-01, teams: 1}';
const SAFEGUARDING = '{use: family_safeguarding, opens: 2025-10-01, teams: 2}';
const CONCURRENT = '{use: concurrent_planning, opens: 2025-10-01, teams: 1}';
const scenarioOf = (name: string, baseline: string, uses: readonly string[]): string =>
  `scenario: ${name}\ntitle: ${name}\nbaseline: ${baseline}\narea: Rutland\nstart: 2025-04-01\nyears: 1\nreplications: 2\nseed: rutland\nstance: as-trialled\nprogrammes:\n${uses.map((use) => `  - ${use}\n`).join('')}`;

beforeAll(() => {
  folder.write({
    'all.yaml': scenarioOf('all', 'england-2025', [MST, SAFEGUARDING, CONCURRENT]),
    'quick-baseline.yaml': quickBaseline(),
    'mst.yaml': scenarioOf('mst', './quick-baseline.yaml', [MST]),
    'study.yaml': `study: rutland
title: Rutland
baseline: ./quick-baseline.yaml
area: Rutland
start: 2025-04-01
years: 1
seed: rutland
stance: as-trialled
options:
  nothing: {title: Nothing}
  mst: {title: MST, programmes: [${MST}]}
  none: {title: MST without effect, programmes: [${MST.replace('}', ', stance: none}')}]}
`,
  });
});

test(`every one of ${DRAWS} draws of England resolves and compiles, with its programmes`, () => {
  const files = nodeFiles();
  const path = folder.at('all.yaml');
  const plain = resolveScenario(path, files, {});
  const { parameters, drawn } = uncertaintyOfScenario(path, files, {}, plain);
  expect(drawn.length).toBeGreaterThan(100);
  for (let draw = 1; draw <= DRAWS; draw++) {
    const luck = new DrawLuck('every draw', draw);
    const normal = (name: string): number => luck.normal(name);
    const { scenario } = resolveScenario(path, files, { parameters: parameters(normal) });
    const plan = {
      ...studyPlan(
        {
          ...scenario,
          ledger: drawnCosts(scenario, normal),
          programmes: drawnProgrammes(scenario.programmes, endsByName(scenario), normal),
        },
        null,
      ),
      model: checked(scenario.model),
      draw,
    };
    const { layout } = new OptionStudy(plan, scenario.measureInfo, null, commonCosts(plan));
    expect(layout.columns.length).toBeGreaterThan(0);
  }
});

test('the fit of England is drawn with the covariance written in its baseline (4,000 draws; fails once in 10,000 seeds)', () => {
  const files = nodeFiles();
  const result = firstReading(new Session(files), readBaseline(BASELINE, files)).calibration_result!;
  const { names, covariance } = uncertaintyOf(result);
  const n = names.length;
  const path = folder.at('all.yaml');
  const { sizes } = uncertaintyOfScenario(path, files, {}, resolveScenario(path, files, {}));
  const count = 4000;
  const rows = Array.from({ length: count }, (_, d) => {
    const luck = new DrawLuck('covariance', d + 1);
    const drawn = sizes((name) => luck.normal(name));
    return Float64Array.from(names, (name) =>
      result.free[name]?.multiplier === undefined ? drawn.get(name)! : Math.log(drawn.get(name)!),
    );
  });
  // About 0, as drawn: of two normals of variances a and b and covariance c, a product has variance ab + cc.
  let worst = 0;
  for (let i = 0; i < n; i++) {
    let mean = 0;
    for (const row of rows) mean += row[i]! / count;
    worst = Math.max(worst, Math.abs(mean) / Math.sqrt(covariance[i * n + i]! / count));
    for (let j = 0; j <= i; j++) {
      const [a, b, c] = [covariance[i * n + i]!, covariance[j * n + j]!, covariance[i * n + j]!];
      let found = 0;
      for (const row of rows) found += (row[i]! * row[j]!) / count;
      worst = Math.max(worst, Math.abs(found - c) / Math.sqrt((a * b + c * c) / count));
    }
  }
  // 1,325 comparisons, each beyond this once in 13 million: all within it but once in 10,000.
  expect(n).toBe(50);
  expect(worst).toBeLessThan(5.4);
});

async function study(draws: number, replications: number): Promise<StudyRuns> {
  return runStudy(readStudy(folder.at('study.yaml'), {}), {
    files: nodeFiles(),
    onDisk: true,
    overrides: {},
    workers: 0,
    draws,
    replications,
    folder: null,
  });
}

describe('a study of Rutland', () => {
  const key = ({ table, measure, group, period, periodKind }: TableRow): string =>
    [table, measure, group, period, periodKind].join('|');

  test('without draws has the numbers of `run`, column by column, of the baseline and of the option', async () => {
    const { rows } = (await runScenario(folder.at('mst.yaml'), { workers: 0 })).result;
    const runs = await study(0, 2);
    const options = runs.set.options.map(({ id }, o) => ({ option: id, values: runs.values[o]! }));
    const own = nestedRows(runs.columns, options, 'Rutland');
    for (const [mine, name] of [
      ['nothing', 'baseline'],
      ['mst', 'option'],
      ['mst less nothing', 'difference'],
    ] as const) {
      const found = new Map(own.filter(({ option }) => option === mine).map((row) => [key(row), row]));
      const theirs = rows.filter((row) => row.option === name && row.table !== 'programmes' && found.has(key(row)));
      expect(theirs.length).toBe(found.size);
      expect(theirs.length).toBeGreaterThan(1000);
      expect(theirs.map((row) => found.get(key(row)))).toEqual(theirs.map((row) => ({ ...row, option: mine })));
    }
  });

  test('an option without effect differs in nothing but its cost, in every draw', async () => {
    const { columns, values } = await study(3, 1);
    const [nothing, , none] = values;
    const apart = columns.filter((_, c) =>
      nothing!.some((draw, d) => draw.some((row, r) => !Object.is(row[c], none![d]![r]![c]))),
    );
    expect(apart.length).toBeGreaterThan(0);
    expect(new Set(apart.map(({ table }) => table))).toEqual(new Set(['costs']));
  });
});
