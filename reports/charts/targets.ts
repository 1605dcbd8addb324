/** How near the run came to what is published: simulated over published, a dot for each figure. */
import type { TargetLine } from '../../engine/study/result.js';
import { percent, thousands, tidy } from '../numbers.js';
import type { Reading } from '../rows.js';
import { INK, PALETTE, SHAPES, chartSpec, distinctCuts, ticks } from './theme.js';
import type { Layer } from './parts.js';
import type { Chart } from './types.js';

const HOW: readonly TargetLine['how'][] = ['exact', 'raked', 'fitted', 'not fitted'];
const HOW_WORDS: Readonly<Record<TargetLine['how'], string>> = {
  exact: 'set at the start',
  raked: 'weighted to',
  fitted: 'fitted',
  'not fitted': 'not fitted',
};
/** More figures than this: those not weighted to, and of the others those missed by most, are drawn. */
const MOST = 30;
/** Of fewer children than this a miss of one is a fifth or more: they are in the table alone. */
const FEW = 5;

interface Dot {
  readonly level: string;
  /** Simulated over published, less 1. */
  readonly miss: number;
  readonly how: string;
  readonly text: string;
}

/** Steps of a percentage axis around 0 that hold the largest miss. */
function axisOf(dots: readonly Dot[]): {
  readonly low: number;
  readonly high: number;
  readonly step: number;
} {
  const most = 1.05 * Math.max(0.019, ...dots.map(({ miss }) => Math.abs(miss)));
  const step = [0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1].find((one) => most <= one * 2) ?? Math.ceil(most / 2);
  const ends = Math.ceil(most / step - 1e-9) * step;
  return { low: -ends, high: ends, step };
}

export function targetsChart(reading: Reading): Chart | null {
  const { targets, rows } = reading.result;
  if (rows.length === 0) return null;
  const known = targets.filter(({ residual }) => residual !== null && Number.isFinite(residual));
  const large = known.filter(({ target }) => Math.abs(target) >= FEW);
  if (large.length === 0) return null;
  const raked = ({ how }: TargetLine): number => (how === 'raked' ? 1 : 0);
  const bySize = large.toSorted((a, b) => raked(a) - raked(b) || Math.abs(b.residual ?? 0) - Math.abs(a.residual ?? 0));
  const worst = large.reduce((a, b) => (Math.abs(b.residual ?? 0) > Math.abs(a.residual ?? 0) ? b : a));
  const chosen = new Set(bySize.slice(0, MOST));
  const drawn = known.filter((target) => chosen.has(target));
  const names = distinctCuts(
    drawn.map(({ label }) => label.replaceAll('_', ' ')),
    44,
  );
  const dots = drawn.map(({ target, modelled, residual, how }, i): Dot => {
    const text = `${figure(modelled)} of ${figure(target)}`;
    return { level: names[i] ?? '', miss: residual ?? 0, how: HOW_WORDS[how], text };
  });
  const domain = axisOf(dots);
  const hows = HOW.map((how) => HOW_WORDS[how]).filter((how) => dots.some((dot) => dot.how === how));
  const y: Layer = {
    field: 'level',
    type: 'nominal',
    sort: dots.map(({ level }) => level),
    title: null,
    axis: { labelLimit: 250, domain: false, ticks: false, grid: true },
  };
  const x = (field: string): Layer => ({
    field,
    type: 'quantitative',
    title: 'simulated less published, as a share of published',
    scale: { domain: [domain.low, domain.high], nice: false },
    axis: {
      grid: true,
      values: ticks(domain),
      format: '+.0~%',
      labelExpr: "datum.value === 0 ? '0%' : datum.label",
      labelFlush: false,
    },
  });
  const title = 'Simulated beside published';
  const scale = (range: readonly unknown[]): Layer => ({ domain: hows, range: range.slice(0, hows.length) });
  return {
    name: 'targets',
    title,
    spec: chartSpec(
      title,
      'Figures the run was set, weighted or fitted to, and how near it came: a dot at 0% is as published. On the right simulated of ' +
        `published.${dots.length < targets.length ? ` ${dots.length} of ${targets.length} figures, none under ${FEW}; the table has all.` : ''} ` +
        'Averages of all replications: no intervals.',
      {
        data: { values: dots },
        width: 280,
        height: { step: 19 },
        layer: [
          {
            data: { values: [{ zero: 0 }] },
            mark: { type: 'rule', color: INK, strokeWidth: 1 },
            encoding: { x: { field: 'zero', type: 'quantitative' } },
          },
          {
            mark: { type: 'point', filled: true, size: 60, opacity: 1 },
            encoding: {
              y,
              x: x('miss'),
              fill: { field: 'how', type: 'nominal', scale: scale(PALETTE), legend: {} },
              shape: { field: 'how', type: 'nominal', scale: scale(SHAPES), legend: {} },
            },
          },
          {
            mark: { type: 'text', align: 'left', dx: 12, fontSize: 11, limit: 110 },
            encoding: { y, x: { datum: domain.high, type: 'quantitative' }, text: { field: 'text' } },
          },
        ],
      },
    ),
    description: `Dots around a line at zero: how far each of ${dots.length} simulated figures is from the published one. Missed by most: ${worst.label}, ${percent(worst.residual ?? 0)}.`,
    table: {
      columns: ['Figure', 'Published', 'Simulated', 'Miss', 'How', 'Source'],
      rows: targets.map(({ label, target, modelled, residual, how, source }) => [
        label,
        tidy(target),
        tidy(modelled),
        residual === null ? 'none' : percent(residual),
        HOW_WORDS[how],
        source,
      ]),
    },
  };
}

const figure = (value: number): string => thousands(value, Math.abs(value) >= 10 ? 0 : 1);
