/** Who programmes reach: of 100 eligible children, by age, sex and need, with how many are eligible. */
import { thousands, write } from '../numbers.js';
import type { Reading } from '../rows.js';
import { intervalNote, panelTitle, type Layer } from './parts.js';
import { PALETTE, SOFT_INK, axisNumbers, chartSpec, distinctCuts, domainOf, ticks } from './theme.js';
import type { Chart } from './types.js';

/** Groups with fewer eligible children than this on average have rates that say little: they are left out. */
const ENOUGH = 1;
const MOST_PROGRAMMES = 6;
const WIDTH = 380;

interface Dot {
  readonly level: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly eligible: string;
  readonly all: boolean;
}

const PREFIX = 'programme=';

function dotsOf(reading: Reading, programme: string): Dot[] {
  const { rows, option } = reading;
  if (option === null) return [];
  const own = rows
    .groups('eligible')
    .filter((group) => group === `${PREFIX}${programme}` || group.startsWith(`${PREFIX}${programme}, `));
  const dots = own.flatMap((group): Dot[] => {
    const at = (measure: string) => rows.series(measure, option.id, 'whole run', group)[0] ?? null;
    const eligible = at('eligible');
    const rate = at('reached_per_100');
    if (eligible === null || rate === null || eligible.value < ENOUGH) return [];
    const rest = group.slice(PREFIX.length + programme.length + 2);
    const words = rest.slice(rest.indexOf('=') + 1).replaceAll('_', ' ');
    const named = rest.startsWith('age=') ? `Aged ${words}` : words.charAt(0).toUpperCase() + words.slice(1);
    const known = Number.isFinite(rate.lower) && Number.isFinite(rate.upper);
    return [
      {
        level: rest === '' ? 'All eligible' : named,
        value: rate.value,
        lower: known ? rate.lower : rate.value,
        upper: known ? rate.upper : rate.value,
        eligible: thousands(eligible.value, eligible.value < 10 ? 1 : 0),
        all: rest === '',
      },
    ];
  });
  const names = distinctCuts(
    dots.map(({ level }) => level),
    30,
  );
  return dots.map((dot, i) => ({ ...dot, level: names[i] ?? dot.level }));
}

/** Null where no programme has anybody eligible. */
export function reachChart(reading: Reading): Chart | null {
  const { option, result } = reading;
  if (option === null) return null;
  const found = result.programmes
    .map(({ id, title }) => ({ id, title, dots: dotsOf(reading, id) }))
    .filter(({ dots }) => dots.length > 0);
  const drawn = found.slice(0, MOST_PROGRAMMES);
  if (drawn.length === 0) return null;
  const title = 'Who is reached';
  return {
    name: 'who-is-reached',
    title,
    spec: chartSpec(
      title,
      `Children reached of each 100 eligible over the run; in grey how many are eligible. ${intervalNote('Whiskers', reading)} ` +
        'Eligible by the rules of the programme, whoever those leave out.' +
        (found.length > drawn.length ? ` The first ${drawn.length} of ${found.length} programmes.` : ''),
      stacked(drawn),
    ),
    description: `Dots with whiskers for each group of children, by programme (${drawn.map((one) => one.title).join('; ')}): how many of 100 eligible children are reached.`,
    table: {
      columns: ['Programme', 'Group', 'Eligible', 'Reached of 100'],
      rows: found.flatMap(({ id, title: programme, dots }) =>
        dots.map(({ level, eligible, value, lower, upper }) => [
          programme,
          level,
          eligible,
          write({ value, lower, upper, unit: `per 100 of ${id}` }).both,
        ]),
      ),
    },
  };
}

/** One panel under another, each with its own groups. */
function stacked(programmes: readonly { readonly title: string; readonly dots: readonly Dot[] }[]): Layer {
  const domain = domainOf([0, 100, ...programmes.flatMap(({ dots }) => dots.map(({ upper }) => upper))], 'always');
  const titles = programmes.map(({ title }) => panelTitle(title, WIDTH));
  const lines = Math.max(...titles.map(({ text }) => text.length));
  const made = programmes.map(({ dots }, i) => {
    const y: Layer = {
      field: 'level',
      type: 'nominal',
      sort: dots.map(({ level }) => level),
      title: null,
      axis: { labelLimit: 190, domain: false, ticks: false, grid: true },
    };
    const x = (field: string): Layer => ({
      field,
      type: 'quantitative',
      title: i === programmes.length - 1 ? 'children reached of each 100 eligible' : null,
      scale: { domain: [domain.low, domain.high], nice: false },
      axis: { grid: true, values: ticks(domain), labelFlush: false, ...axisNumbers(domain) },
    });
    return {
      title: titles[i],
      data: { values: dots },
      width: WIDTH,
      height: { step: 19 },
      layer: [
        {
          mark: { type: 'rule', strokeWidth: 2, opacity: 0.75, color: PALETTE[0] },
          encoding: { y, x: x('lower'), x2: { field: 'upper' } },
        },
        {
          mark: { type: 'point', filled: true, size: 70, opacity: 1, color: PALETTE[0] },
          encoding: {
            y,
            x: x('value'),
            shape: { condition: { test: 'datum.all', value: 'diamond' }, value: 'circle' },
          },
        },
        {
          mark: { type: 'text', align: 'left', dx: 12, fontSize: 11.5, color: SOFT_INK, limit: 70 },
          encoding: { y, x: { datum: domain.high, type: 'quantitative' }, text: { field: 'eligible' } },
        },
      ],
    };
  });
  return { concat: made, columns: 1, bounds: 'flush', spacing: 48 + 16 * lines };
}
