/** Pictures of a result at chosen values: a grid of cells or a line, and a search with its target. */
import { drawn, fitLines, fitNames } from '../charts/fit.js';
import { numberAxis } from '../charts/named-points.js';
import { numberY, type Layer } from '../charts/parts.js';
import { INK, PALETTE, WIDTH, axisNote, chartSpec, domainOf } from '../charts/theme.js';
import type { Chart } from '../charts/types.js';
import { tidy } from '../numbers.js';
import { textWidth } from '../render/fonts.js';
import { axisOf, halfOf } from './charts.js';
import { seekSentences, triedOf } from './seek.js';
import type { Asked, GridResult, SeekResult } from './types.js';
import { given, named, opening, writer } from './words.js';

/** Light enough for dark words on them: less than none, none, more. */
const LESS = '#f3b48f';
const NONE = '#ffffff';
const MORE = '#9fbfdb';

interface At {
  readonly value: number;
  readonly mean: number;
  readonly mcSe: number;
}

export function gridChart(result: GridResult): Chart | null {
  const { rows, columns, cells } = result;
  return columns === null
    ? lineChart(result, {
        name: 'grid',
        varied: rows.name,
        points: rows.values.map((value, i) => ({
          value,
          mean: cells[i]?.[0]?.value ?? 0,
          mcSe: cells[i]?.[0]?.mcSe ?? 0,
        })),
        target: null,
        said: '',
      })
    : cellChart(result, columns);
}

export function seekChart(result: SeekResult): Chart | null {
  return lineChart(result, {
    name: 'seek',
    varied: result.varied,
    points: triedOf(result),
    target: result.target,
    said: seekSentences(result)[0] ?? '',
  });
}

function cellChart(result: GridResult, columns: NonNullable<GridResult['columns']>): Chart | null {
  const { rows, cells, result: asked } = result;
  const all = cells.flat();
  if (all.length === 0) return null;
  const write = writer(all, asked.unit);
  const word = asked.of === 'difference' ? write.of : write.size;
  const most = Math.max(...all.map(({ value }) => Math.abs(value)));
  const least = asked.of === 'difference' ? 0 : Math.min(...all.map(({ value }) => value));
  const rowNames = fitNames(rows.values.map(given), 120, 12);
  const columnNames = fitNames(columns.values.map(given), 110, 12);
  const left = Math.max(...rowNames.map((name) => textWidth(name, 12, false)));
  const width = Math.min(130, Math.floor((WIDTH - left - 70) / columnNames.length));
  const values = cells.flatMap((own, i) =>
    own.map((cell, j) => ({
      row: rowNames[i],
      column: columnNames[j],
      value: drawn(cell.value),
      text: word({ value: cell.value, mcSe: Number.NaN }),
      error: cell.mcSe > 0 ? `± ${write.size({ value: cell.mcSe, mcSe: Number.NaN })}` : '',
    })),
  );
  const widest = Math.max(
    ...values.map(({ text, error }) => Math.max(textWidth(text, 12, false), textWidth(error, 11, false))),
  );
  const isRoom = widest + 6 <= width;
  const [x, y] = [
    {
      field: 'column',
      type: 'nominal',
      sort: columnNames,
      title: fitLines(columns.name, 400, 12, 1)[0],
      axis: { orient: 'top', labelAngle: 0, ticks: false, domain: false },
    },
    {
      field: 'row',
      type: 'nominal',
      sort: rowNames,
      title: fitLines(rows.name, 40 * rowNames.length, 12, 1)[0],
      axis: { ticks: false, domain: false },
    },
  ];
  const words = (field: string, dy: number, fontSize: number): Layer => ({
    mark: { type: 'text', dy, fontSize },
    encoding: { x, y, text: { field, type: 'nominal' } },
  });
  const title = `The result by ${rows.name} and ${columns.name}`;
  return {
    name: 'grid',
    title,
    spec: chartSpec(
      title,
      `${named(asked)}. ${opening(result)}. ${asked.of === 'difference' ? 'Blue: more than in the baseline; orange: less.' : 'The bluer, the more.'} ±: standard error, by chance.${isRoom ? '' : ' The numbers are in the table.'}`,
      {
        data: { values },
        width: { step: width },
        height: { step: 40 },
        layer: [
          {
            mark: { type: 'rect', stroke: '#d0d0d0', strokeWidth: 1 },
            encoding: {
              x,
              y,
              fill: {
                field: 'value',
                type: 'quantitative',
                legend: null,
                scale:
                  asked.of === 'difference'
                    ? { domain: [-most, 0, most], range: [LESS, NONE, MORE] }
                    : { domain: [least, Math.max(most, least)], range: [NONE, MORE] },
              },
            },
          },
          ...(isRoom
            ? values.some(({ error }) => error !== '')
              ? [words('text', -7, 12), words('error', 9, 11)]
              : [words('text', 0, 12)]
            : []),
        ],
      },
    ),
    description: `A grid of cells, a row for each value of ${rows.name} and a column for each of ${columns.name}: ${named(asked)}.`,
    table: {
      columns: [rows.name, ...columns.values.map((value) => `${columns.name} ${given(value)}`)],
      rows: rows.values.map((value, i) => [given(value), ...(cells[i] ?? []).map(word)]),
    },
  };
}

function lineChart(
  result: Asked,
  line: {
    readonly name: string;
    readonly varied: string;
    readonly points: readonly At[];
    readonly target: number | null;
    readonly said: string;
  },
): Chart | null {
  const { result: asked } = result;
  const known = line.points.filter(({ mean }) => Number.isFinite(mean)).toSorted((a, b) => a.value - b.value);
  if (known.length === 0) return null;
  const { on, words } = axisOf(asked);
  const signed = asked.of === 'difference';
  const values = known.map(({ value, mean, mcSe }) => {
    const half = halfOf(mcSe, result.replications);
    return { at: drawn(value), value: drawn(on(mean)), lower: drawn(on(mean - half)), upper: drawn(on(mean + half)) };
  });
  const target = line.target === null ? [] : [on(line.target)];
  const ys = domainOf([...target, ...(signed ? [0] : []), ...values.flatMap(({ lower, upper }) => [lower, upper])]);
  const xs = domainOf(values.map(({ at }) => at));
  const x = numberAxis('at', fitLines(line.varied, 500, 12, 1)[0] ?? '', xs, 580, false);
  const y = numberY('value', words, ys, signed);
  const write = writer(
    known.map(({ mean, mcSe }) => ({ value: mean, mcSe })),
    asked.unit,
  );
  const word = signed ? write.of : write.size;
  const title = `The result by ${line.varied}`;
  return {
    name: line.name,
    title,
    spec: chartSpec(
      title,
      `${named(asked)}. ${opening(result)}. Lines up and down: 95% intervals of the average, by chance.${line.target === null ? '' : ` Orange dashes: the target. ${line.said}`}${axisNote(ys, tidy)}`,
      {
        data: { values },
        width: 580,
        height: 240,
        layer: [
          ...(ys.low <= 0 && ys.high >= 0 && signed
            ? [
                {
                  data: { values: [{ zero: 0 }] },
                  mark: { type: 'rule', color: INK, strokeWidth: 1 },
                  encoding: { y: { ...y, field: 'zero' } },
                },
              ]
            : []),
          ...target.map((at) => ({
            data: { values: [{ target: drawn(at) }] },
            mark: { type: 'rule', color: PALETTE[1], strokeWidth: 1.5, strokeDash: [6, 3] },
            encoding: { y: { ...y, field: 'target' } },
          })),
          { mark: { type: 'line', color: PALETTE[0], strokeWidth: 1.5 }, encoding: { x, y } },
          {
            mark: { type: 'rule', strokeWidth: 2, color: PALETTE[0], opacity: 0.75 },
            encoding: { x, y: { ...y, field: 'lower' }, y2: { field: 'upper' } },
          },
          { mark: { type: 'point', filled: true, size: 70, opacity: 1, color: PALETTE[0] }, encoding: { x, y } },
        ],
      },
    ),
    description: `A line through points with whiskers: ${named(asked)}, at values of ${line.varied}. ${line.said}`,
    table: {
      columns: [line.varied, named(asked)],
      rows: known.map(({ value, mean, mcSe }) => [given(value), word({ value: mean, mcSe })]),
    },
  };
}
