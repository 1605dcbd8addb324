/** From what programmes cost, through what else changes, to the net: a step for each budget line. */
import { heldWords } from '../findings/few.js';
import { write } from '../numbers.js';
import { compareTotals, ofAverage, type Estimate, type Reading } from '../rows.js';
import { axisNumbers, INK, PALETTE, chartSpec, distinctCuts, domainOf, ticks } from './theme.js';
import { costLevels } from './cost-difference.js';
import type { Layer } from './parts.js';
import type { Chart } from './types.js';

const WIDTH = 390;
/** More steps than this, and the smallest are taken together. */
const MOST_STEPS = 9;
const MILLION = 1e6;

interface Step {
  readonly level: string;
  readonly kind: 'Programmes' | 'Other lines' | 'Net';
  readonly at: Estimate;
}

interface Bar {
  readonly level: string;
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  readonly end: number;
  readonly left: boolean;
  readonly text: string;
}

/** Programmes first, then other lines from the largest, then the net; small ones together. */
function stepsOf(reading: Reading): Step[] {
  const net = compareTotals(reading, 'cost')?.difference ?? null;
  if (reading.option === null || net === null) return [];
  const moving = costLevels(reading, 'line').flatMap(({ level, at }) =>
    at.difference === null || at.difference.value === 0
      ? []
      : [{ level, at: at.difference, isNew: at.baseline.value === 0 }],
  );
  if (moving.length === 0) return [];
  // What costs nothing in the baseline is the option's own: its programmes.
  const programmes = moving.filter(({ isNew }) => isNew);
  const others = moving.filter(({ isNew }) => !isNew);
  return [
    ...gathered(programmes, 'Programmes', 'Other programmes'),
    ...gathered(others, 'Other lines', 'All other lines'),
    { level: 'Net, all payers', kind: 'Net', at: net },
  ];
}

/** The largest one by one, and the rest as one step, whose quantiles are not known: quantiles do not add. */
function gathered(
  lines: readonly { readonly level: string; readonly at: Estimate }[],
  kind: Step['kind'],
  rest: string,
): Step[] {
  const most = kind === 'Programmes' ? MOST_STEPS - 4 : MOST_STEPS - 3;
  const one = ({ level, at }: (typeof lines)[number]): Step => ({ level, kind, at });
  if (lines.length <= most) return lines.map(one);
  const small = lines.slice(most - 1);
  const at = small.reduce<Estimate>(
    (sum, line) => ({ ...sum, value: sum.value + line.at.value, mcSe: sum.mcSe + line.at.mcSe }),
    { value: 0, lower: null, upper: null, mcSe: 0, unit: 'GBP' },
  );
  return [...lines.slice(0, most - 1).map(one), { level: `${rest} (${small.length})`, kind, at }];
}

function barsOf(steps: readonly Step[], replications: number): Bar[] {
  const names = distinctCuts(
    steps.map(({ level }) => level),
    42,
  );
  let so = 0;
  return steps.map(({ kind, at }, i) => {
    const from = kind === 'Net' ? 0 : so;
    so = from + at.value;
    const average = ofAverage(at, replications);
    const [lower, upper] =
      at.lower === null || at.upper === null ? [average.lower, average.upper] : [at.lower, at.upper];
    // Of one replication no interval is known.
    const known = Number.isFinite(lower) && Number.isFinite(upper);
    const [low, high] = known ? [from + Math.min(lower, upper), from + Math.max(lower, upper)] : [so, so];
    const left = at.value < 0;
    const drawn = (pounds: number): number => Number((pounds / MILLION).toPrecision(9));
    return {
      level: names[i] ?? '',
      kind,
      from: drawn(from),
      to: drawn(so),
      low: drawn(low),
      high: drawn(high),
      end: drawn(left ? Math.min(low, so) : Math.max(high, so)),
      left,
      text: write(at, true).value,
    };
  });
}

export function waterfallChart(reading: Reading): Chart | null {
  const steps = stepsOf(reading);
  const bars = barsOf(steps, reading.result.replications);
  const last = bars.at(-1);
  if (last === undefined) return null;
  const room = Math.max(...bars.map(({ text }) => text.length)) * 6.5 + 8;
  const plain = domainOf(
    bars.flatMap(({ from, to, low, high }) => [from, to, low, high]),
    'always',
  );
  const pad = Math.ceil(((plain.high - plain.low) * room) / (WIDTH - 2 * room) / plain.step) * plain.step;
  const domain = {
    ...plain,
    low: bars.some(({ left }) => left) ? plain.low - pad : plain.low,
    high: bars.some(({ left }) => !left) ? plain.high + pad : plain.high,
  };
  const levels = bars.map(({ level }) => level);
  const y: Layer = {
    field: 'level',
    type: 'nominal',
    sort: levels,
    title: null,
    scale: { paddingInner: 0.35, paddingOuter: 0.15 },
    axis: { labelLimit: 230, domain: false, ticks: false },
  };
  const x = (field: string): Layer => ({
    field,
    type: 'quantitative',
    title: '£ million over the run, option minus baseline',
    scale: { domain: [domain.low, domain.high], nice: false },
    axis: {
      grid: true,
      values: ticks(domain),
      labelFlush: false,
      labelOverlap: 'greedy',
      ...axisNumbers(domain, true),
    },
  });
  const kinds = ['Programmes', 'Other lines', 'Net'];
  const shown = kinds.filter((kind) => bars.some((bar) => bar.kind === kind));
  const text = (left: boolean): Layer => ({
    transform: [{ filter: left ? 'datum.left' : '!datum.left' }],
    mark: { type: 'text', align: left ? 'right' : 'left', dx: left ? -5 : 5, fontSize: 11.5 },
    encoding: { y, x: x('end'), text: { field: 'text' } },
  });
  const title = 'From the cost of programmes to the net cost';
  return {
    name: 'cost-waterfall',
    title,
    spec: chartSpec(
      title,
      `Each bar begins where the one above ends; to the right costs more, to the left less. In ${reading.result.priceYear} prices, ` +
        `not discounted. Whiskers, around the end of each bar: ${whiskerWords(reading, steps)}`,
      {
        data: { values: bars },
        width: WIDTH,
        height: { step: 28 },
        layer: [
          {
            mark: { type: 'bar', height: 15 },
            encoding: {
              y,
              x: x('from'),
              x2: { field: 'to' },
              fill: {
                field: 'kind',
                type: 'nominal',
                scale: { domain: shown, range: shown.map((kind) => PALETTE[[1, 0, 3][kinds.indexOf(kind)] ?? 0]) },
                legend: { symbolType: 'square' },
              },
            },
          },
          ...(
            [
              [4, '#ffffff'],
              [1.5, INK],
            ] as const
          ).map(([strokeWidth, color]) => ({
            transform: [{ filter: 'datum.low !== datum.high' }],
            mark: { type: 'rule', strokeWidth, color },
            encoding: { y, x: x('low'), x2: { field: 'high' } },
          })),
          ...([true, false] as const).filter((left) => bars.some((bar) => bar.left === left)).map(text),
          {
            data: { values: [{ zero: 0 }] },
            mark: { type: 'rule', color: INK, strokeWidth: 1 },
            encoding: { x: { field: 'zero', type: 'quantitative' } },
          },
        ],
      },
    ),
    description: `Steps from zero: what programmes cost, then what each other budget line changes by, to a net difference of ${last.text}.`,
    table: {
      columns: ['Budget line', 'Kind', 'Difference', 'So far'],
      rows: steps.map(({ level, kind, at }, i) => [
        level,
        kind,
        write(at, true).both,
        write({ value: (bars[i]?.to ?? 0) * MILLION, lower: null, upper: null, unit: 'GBP' }, true).value,
      ]),
    },
  };
}

function whiskerWords({ result }: Reading, steps: readonly Step[]): string {
  const { replications, uncertainty } = result;
  if (replications < 2) return 'none, of one replication.';
  const sums = steps.some(({ at }) => at.lower === null);
  return `${heldWords(replications, uncertainty)}${sums ? '; of lines taken together, 95% interval of the average' : ''}.`;
}
