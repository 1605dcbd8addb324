/**
 * How fast it is: `npm run bench` prints a table of medians over several rounds. Never a timed test: machines differ.
 *
 * Rates are of one thread, in events a second. Runs of the command are timed from outside, as a user would.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readScenario } from '../../cli/host/index.js';
import { studyPlan } from '../../cli/host/prepare.js';
import { buildHistory, Study, weightStock, type Start, type StudyPlan } from '../../engine/index.js';
import { resolveScenario, type Files } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';

const ROUNDS = 5;
const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));

const LEEDS = `scenario: leeds
title: Leeds
baseline: england-2025
area: Leeds
years: 10
replications: 20
seed: bench
stance: optimistic
programmes:
  - {use: mst, opens: 2025-10-01, teams: 2}
  - {use: family_safeguarding, opens: 2026-04-01, teams: 12}
  - {use: concurrent_planning, opens: 2025-10-01, teams: 6}
`;

interface Line {
  readonly what: string;
  readonly unit: string;
  readonly values: readonly number[];
}

const seconds = (work: () => void): number => {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
};

function measured(what: string, unit: string, once: (round: number) => number, rounds = ROUNDS): Line {
  once(-1);
  return { what, unit, values: Array.from({ length: rounds }, (_, round) => once(round)) };
}

async function measuredLater(what: string, unit: string, once: () => Promise<number>, rounds = ROUNDS): Promise<Line> {
  const values: number[] = [];
  // oxlint-disable-next-line no-await-in-loop -- one at a time, or they would slow each other down
  for (let round = 0; round < rounds; round++) values.push(await once());
  return { what, unit, values };
}

/** Millions of events a second of a study's replications, each round another. */
function throughput(what: string, study: Study, batch = 1): Line {
  return measured(what, 'M events/s', (round) => {
    let events = 0;
    const took = seconds(() => {
      for (let k = 0; k < batch; k++) events += study.replicate((round + 1) * batch + k).events;
    });
    return events / took / 1e6;
  });
}

function inMemory(text: string): Files {
  const disk = nodeFiles();
  return { ...disk, read: (path) => (path === 'bench.yaml' ? text : disk.read(path)) };
}

function engineLines(): Line[] {
  const files = inMemory(LEEDS);
  const reading = measured('reading and resolving the Leeds scenario', 's', () =>
    seconds(() => readScenario('bench.yaml', { files })),
  );
  const { scenario } = readScenario('bench.yaml', { files });
  const national = resolveScenario('bench.yaml', files, { nationalBaseline: true }).scenario;
  const history = studyPlan(scenario, national.model).start!;
  const made = measured(
    `the history: ${history.historyDays / 365.25} years of ${Math.round(scenario.start!.historyShare * 100)}% of England`,
    'M events/s',
    () => {
      let events = 0;
      const took = seconds(() => {
        ({ events } = buildHistory(history, scenario.startDay));
      });
      return events / took / 1e6;
    },
    3,
  );
  const { stock } = buildHistory(history, scenario.startDay);
  let start: Start | null = null;
  const weighted = measured('weighting it to Leeds', 's', () =>
    seconds(() => {
      start = { stock, strata: weightStock(stock, history, scenario.startDay) };
    }),
  );
  const paired = studyPlan(scenario, null);
  const baseline: StudyPlan = { ...paired, programmes: [], programmeCosts: [], fixedCosts: [] };
  const queueFile = join(nodeFiles().library, 'examples/mm3-queue.yaml');
  const queue = readScenario(queueFile).scenario;
  const reference = readScenario(join(nodeFiles().library, 'examples/reference-model.yaml')).scenario;
  return [
    reading,
    made,
    weighted,
    throughput('Leeds, 10 years, the baseline', new Study(baseline, scenario.measureInfo, start)),
    throughput('Leeds, 10 years, paired with three programmes', new Study(paired, scenario.measureInfo, start)),
    throughput(
      'the reference model, 1,000 arrivals a year, 10 years',
      new Study(studyPlan(reference, null), reference.measureInfo, null),
      4,
    ),
    throughput('an M/M/3 queue, 10 years', new Study(studyPlan(queue, null), queue.measureInfo, null), 2),
  ];
}

interface Command {
  readonly seconds: number;
  /** Until the first line on standard error; none where there was none. */
  readonly firstLine: number | null;
  readonly peakMegabytes: number;
}

/** Notes the most memory the process and its threads ever held. */
const NOTE_MEMORY = `import{writeFileSync}from'node:fs';import{isMainThread}from'node:worker_threads';if(isMainThread)process.on('exit',()=>writeFileSync(process.env.BENCH_MEMORY,String(process.resourceUsage().maxRSS)))`;

async function command(folder: string, ...words: readonly string[]): Promise<Command> {
  const note = join(folder, 'memory');
  const began = performance.now();
  let firstLine: number | null = null;
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(NOTE_MEMORY)}`, MAIN, ...words],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, BENCH_MEMORY: note },
    },
  );
  let said = '';
  child.stderr.on('data', (text: Buffer) => {
    firstLine ??= (performance.now() - began) / 1000;
    said += text.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`throughcare ${words.join(' ')} ended with ${code}: ${said}`);
  return {
    seconds: (performance.now() - began) / 1000,
    firstLine,
    peakMegabytes: Number(readFileSync(note, 'utf8')) / 1024,
  };
}

async function commandLines(folder: string): Promise<Line[]> {
  writeFileSync(join(folder, 'leeds.yaml'), LEEDS);
  const help = await measuredLater('--help', 's', async () => (await command(folder, '--help')).seconds);
  const first = await measuredLater('run: to the first line of progress', 's', async () => {
    const run = await command(
      folder,
      'run',
      join(nodeFiles().library, 'examples/three-state-chain.yaml'),
      '--replications',
      '2',
      '--out',
      'chain',
    );
    return run.firstLine ?? Number.NaN;
  });
  const whole: Command[] = [];
  const run = await measuredLater(
    'run: Leeds, 10 years, 20 paired replications, 2 threads',
    's',
    async () => {
      whole.push(await command(folder, 'run', 'leeds.yaml', '--workers', '2', '--out', 'leeds'));
      return whole.at(-1)!.seconds;
    },
    3,
  );
  return [help, first, run, { what: '  its peak memory', unit: 'MB', values: whole.map((item) => item.peakMegabytes) }];
}

function print(lines: readonly Line[]): void {
  const rows = lines.map(({ what, unit, values }) => {
    const sorted = values.toSorted((a, b) => a - b);
    const middle = sorted.length >> 1;
    const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
    return [what, number(median), `${number(sorted[0]!)} to ${number(sorted.at(-1)!)}`, unit];
  });
  const table = [['', 'median', 'range', ''], ...rows];
  const widths = [0, 1, 2, 3].map((c) => Math.max(...table.map((row) => row[c]!.length)));
  for (const row of table)
    process.stdout.write(
      `${row
        .map((cell, c) => (c === 0 || c === 3 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!)))
        .join('  ')
        .trimEnd()}\n`,
    );
}

function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

const folder = mkdtempSync(join(tmpdir(), 'throughcare-bench-'));
try {
  process.stdout.write(
    `Node ${process.version}, ${process.platform} ${process.arch}; one thread unless said; medians of ${ROUNDS} rounds (3 for long ones)\n\n`,
  );
  print([...engineLines(), ...(await commandLines(folder))]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
