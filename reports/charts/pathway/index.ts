/** The pathway as a flow diagram: how many children came through each part of it in a year, in both options. */
import { intervalNote, optionSeries, withDifference } from '../parts.js';
import type { Reading } from '../../rows.js';
import { FONT, INK, PALETTE, SHAPES, distinctCuts, vegaSpec } from '../theme.js';
import type { Chart } from '../types.js';
import { FLOW_WIDTH, NUMBER_SIZE, flowLayout } from './layout.js';
import { flowNumbers, type FlowNumber } from './numbers.js';

type Mark = Readonly<Record<string, unknown>>;

/** Room for the key above the diagram, in pixels. */
const KEY_HEIGHT = 24;

const field = (name: string): Mark => ({ field: name });
const value = (constant: unknown): Mark => ({ value: constant });

function marks(data: string, type: string, encode: Mark): Mark {
  return { type, from: { data }, encode: { enter: encode } };
}

const TEXT = { font: value(FONT), fontSize: value(12), fill: value(INK), baseline: value('alphabetic') };

export function pathwayFlowChart(reading: Reading): Chart | null {
  const flows = flowNumbers(reading);
  if (flows === null) return null;
  const layout = flowLayout(flows);
  const series = optionSeries(reading);
  const keyed = series.length > 1 ? KEY_HEIGHT : 0;
  const key =
    series.length > 1
      ? distinctCuts(
          series.map(({ label }) => label),
          48,
        ).map((label, k) => ({ k, x: (k * FLOW_WIDTH) / 2, label }))
      : [];
  const marked = layout.texts.filter(({ mark }) => mark >= 0);
  const shape = (k: unknown): Mark => ({ signal: `datum.${String(k)} === 0 ? '${SHAPES[0]}' : '${SHAPES[1]}'` });
  const colour = (k: unknown): Mark => ({ signal: `datum.${String(k)} === 0 ? '${PALETTE[0]}' : '${PALETTE[1]}'` });
  const down = (name: string): Mark => ({ field: name, offset: keyed });
  const title = `Children through the system in ${flows.year}`;
  return {
    name: 'pathway-flow',
    title,
    spec: vegaSpec(
      title,
      'Bars and bands are as wide as the number of children in the baseline; help and care each have a scale of their own. ' +
        `Not everybody in a bar came from the one before. In brackets: ${intervalNote('Bands', reading).replace('Bands: ', '')}`,
      {
        width: FLOW_WIDTH,
        height: layout.height + keyed,
        data: [
          { name: 'bands', values: layout.bands.map((path) => ({ path })) },
          { name: 'bars', values: layout.bars },
          { name: 'frames', values: layout.frames },
          { name: 'texts', values: layout.texts },
          { name: 'marked', values: marked },
          { name: 'key', values: key },
        ],
        marks: [
          marks('bands', 'path', {
            path: field('path'),
            y: value(keyed),
            fill: value(PALETTE[0]),
            fillOpacity: value(0.18),
          }),
          ...[
            { data: 'bars', fill: value(PALETTE[0]), stroke: value(null) },
            { data: 'frames', fill: value('#ffffff'), stroke: value(PALETTE[0]) },
          ].map(({ data, fill, stroke }) =>
            marks(data, 'rect', {
              x: field('x'),
              y: down('y'),
              width: field('width'),
              height: field('height'),
              fill,
              stroke,
            }),
          ),
          marks('texts', 'text', {
            ...TEXT,
            x: field('x'),
            y: down('y'),
            text: field('text'),
            limit: field('room'),
            fontSize: { signal: `datum.bold ? 12 : ${NUMBER_SIZE}` },
            fontWeight: { signal: "datum.bold ? 'bold' : 'normal'" },
          }),
          marks('marked', 'symbol', {
            x: { field: 'x', offset: -6 },
            y: { field: 'y', offset: keyed - 4 },
            size: value(38),
            shape: shape('mark'),
            fill: colour('mark'),
          }),
          marks('key', 'symbol', {
            x: { field: 'x', offset: 5 },
            y: value(6),
            size: value(70),
            shape: shape('k'),
            fill: colour('k'),
          }),
          marks('key', 'text', {
            ...TEXT,
            fontSize: value(13),
            x: { field: 'x', offset: 16 },
            y: value(10.5),
            text: field('label'),
            limit: value(FLOW_WIDTH / 2 - 24),
          }),
        ],
      },
    ),
    description:
      `A flow diagram of ${flows.year}: ` +
      `${[...flows.help, flows.started, flows.ceased].map(({ label, baseline }) => `${label} ${baseline}`).join('; ')} in the baseline.`,
    table: {
      columns: ['Part of the pathway', ...withDifference(series).map(({ label }) => label)],
      rows: [
        ...flows.help,
        flows.started,
        ...(flows.returned === null ? [] : [flows.returned]),
        ...(flows.stock === null ? [] : [flows.stock]),
        flows.ceased,
        ...flows.waysOut,
      ].map((number) => cells(number, series.length > 1)),
    },
  };
}

function cells({ label, baseline, option, difference }: FlowNumber, several: boolean): string[] {
  return [
    label,
    baseline,
    ...(several ? [option === '' ? 'none' : option, difference === '' ? 'none' : difference] : []),
  ];
}
