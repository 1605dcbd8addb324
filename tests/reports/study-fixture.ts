/**
 * Made-up studies with the shape and size of real ones: up to eight options in up to ten areas. Every number is a smooth function
 * of its name, time and draw; standings, chances and quadrants are worked out from the same draws by the engine's own rules, so
 * that a study never says two things.
 */
import { acceptability, frontier, normalQuantile, quadrantChances, wilson, type TableRow } from '../../engine/index.js';
import type {
  AreaStudy,
  CountedOver,
  OptionMoney,
  Spread,
  StudyFigure,
  StudyReport,
} from '../../reports/study/index.js';
import { HOSTILE, careResult } from './fixture.js';
import { MADE, STUDY_START, STUDY_YEARS, yearOf, type MadeOption, type StudyChoices } from './study-made.js';
import { studyRows } from './study-rows.js';

export type { StudyChoices } from './study-made.js';

const QUARTERS = Array.from({ length: STUDY_YEARS * 4 }, (_, i) => `${yearOf(Math.floor(i / 4))} Q${(i % 4) + 1}`);

const AREAS = [
  'Leeds',
  'Rutland',
  'Kingston upon Hull, City of',
  'Bournemouth, Christchurch and Poole',
  'Kent',
  'Birmingham',
  'Isle of Wight',
  'Herefordshire, County of',
  'Redcar and Cleveland',
  'Cornwall',
];

const LONG =
  'with a team of twelve in each of the four quarters of the city, opening one after another from the autumn of the first year, each with a manager, a clinician and a worker who knows the neighbourhood well';

function titleOf(made: MadeOption, o: number, titles: StudyChoices['titles']): string {
  if (titles === 'long') return `${made.title} ${LONG}`.slice(0, 200);
  return titles === 'hostile' ? `${o}. ${HOSTILE}` : made.title;
}

/** The normal quantile of the i-th point of van der Corput's sequence: spread evenly, the same every time. */
function spreadOut(i: number, base: number): number {
  let [left, share, width] = [i + 1, 0, 1];
  while (left > 0) {
    width /= base;
    share += width * (left % base);
    left = Math.floor(left / base);
  }
  return normalQuantile(share);
}

const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19];

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const value = values.reduce((sum, one) => sum + one, 0) / values.length;
  const variance = values.reduce((sum, one) => sum + (one - value) ** 2, 0) / Math.max(1, values.length - 1);
  return { value, lower: at(0.025), upper: at(0.975), mcSe: Math.sqrt(variance / values.length) };
}

interface Draws {
  /** More children looked after at the end than with the first option. */
  readonly effect: readonly number[];
  readonly spent: readonly number[];
  readonly saved: readonly number[];
}

function drawsOf(
  made: MadeOption,
  o: number,
  size: number,
  { effect = 1, scale = 1, draws = 40 }: StudyChoices,
): Draws {
  const count = draws === 0 ? 40 : draws;
  const wide = draws === 0 ? 0.3 : 1;
  const each = (mean: number, spread: number, base: number): number[] =>
    Array.from({ length: count }, (_, d) =>
      o === 0 ? 0 : (mean + spread * wide * spreadOut(d, base)) * effect * scale * size,
    );
  return {
    effect: each(-STUDY_YEARS * made.fewer, 4 + 2.2 * Math.abs(made.fewer), PRIMES[o % 8]!),
    spent: each(made.spent, made.spent * 0.09, PRIMES[(o + 3) % 8]!),
    saved: each(made.saved, 0.5e6 + 0.55 * Math.abs(made.saved), PRIMES[o % 8]!),
  };
}

function moneyOf({ spent, saved }: Draws): OptionMoney {
  const net = saved.map((own, d) => own - spent[d]!);
  // Spent evenly from the third quarter on; saved slowly at first.
  const so = (q: number): number[] => {
    const t = Math.max(0, (q - 1) / (QUARTERS.length - 2));
    return saved.map((own, d) => own * t * t - spent[d]! * t);
  };
  const isNothing = spent.every((own) => own === 0);
  const share = (part: number): Spread => spreadOf(net.map((own) => own * part));
  const chance = (values: readonly number[]): number =>
    isNothing ? 0 : values.filter((own) => own >= 0).length / values.length;
  const ratio = spreadOf(saved.map((own, d) => own / (spent[d]! || 1)));
  return {
    cost: spreadOf(spent),
    saved: spreadOf(saved),
    net: spreadOf(net),
    payers: [
      { name: 'Local authority', net: share(0.8) },
      { name: 'Courts and legal aid', net: share(0.25) },
      { name: 'Ministry of Justice', net: share(0.01) },
      { name: 'Department for Education', net: share(-0.06) },
    ],
    kinds: [
      { name: 'Cashable', net: share(0.65) },
      { name: 'Capacity released', net: share(0.35) },
    ],
    ratio: isNothing ? null : { value: ratio.value, lower: ratio.lower, upper: ratio.upper, why: null },
    payback: isNothing ? null : { chance: chance(net), spending: 1, median: chance(net) > 0.5 ? '2028-29 Q3' : null },
    curve: QUARTERS.map((quarter, q) => ({ quarter, chance: q < 2 ? 0 : chance(so(q)), net: spreadOf(so(q)) })),
    impact: Array.from({ length: STUDY_YEARS }, (_, i) => ({
      year: yearOf(i),
      net: spreadOf(so(4 * i + 3).map((own, d) => (i === 0 ? 0 : so(4 * i - 1)[d]!) - own)),
    })),
    said: ['No allowance for optimism bias.'],
  };
}

function figuresOf(
  all: readonly Draws[],
  made: readonly MadeOption[],
  size: number,
  choices: StudyChoices,
): StudyFigure[] {
  const { scale = 1, draws = 40, effect = 1 } = choices;
  const figure = (
    measure: string,
    label: string,
    when: string,
    unit: string,
    base: number,
    differences: readonly (readonly number[])[],
    noise: number,
  ): StudyFigure => ({
    measure,
    label,
    when,
    unit,
    options: differences.map((own) => spreadOf(own.map((one, d) => base + one + noise * spreadOut(d, 23)))),
    differences: differences.map((own, o) => (o === 0 ? null : spreadOf(own))),
    notKnowing: differences.map((own, o) =>
      o === 0 || draws === 0 || own.every((one) => one === 0) ? null : wilson(0.1 * draws * (1 + ((o * 3) % 8)), draws),
    ),
  });
  const count = size * scale;
  const part = (share: number): number[][] => all.map((own) => own.effect.map((one) => one * share));
  const cost = all.map(({ spent, saved }) => spent.map((own, d) => own - saved[d]!));
  const faster = made.map(({ programmes }) => (programmes.includes('concurrent') ? -14 * effect : 0));
  const times = all.map((_, o) => all[o]!.effect.map((__, d) => faster[o]! * (1 + 0.3 * spreadOut(d, 3))));
  const end = `31 Mar ${STUDY_START + STUDY_YEARS}`;
  const last = yearOf(STUDY_YEARS - 1);
  return [
    figure('looked_after', 'Children looked after', end, 'children', 1512 * count, part(1), 22 * count),
    figure('started_looked_after', 'Started to be looked after', last, 'events', 548 * count, part(0.4), 20 * count),
    figure('returned_to_care', 'Returned to care', last, 'events', 74 * count, part(-0.03), 8 * count),
    figure('placement_moves', 'Placement moves', last, 'events', 910 * count, part(0.5), 40 * count),
    figure(
      'entry_to_adoption_order',
      'From entering care to adoption order, mean',
      'whole run',
      'days',
      850,
      times,
      16,
    ),
    figure('cost', 'Cost to all payers', 'whole run', 'GBP', 912e6 * count, cost, 14e6 * count),
    figure('cost_discounted', 'Cost to all payers, discounted', 'whole run', 'GBP', 868e6 * count, cost, 13e6 * count),
  ];
}

const countedOver = (draws: number): CountedOver => (draws === 0 ? 'replications' : 'draws without chance');

function frontierOf(all: readonly Draws[], draws: number): NonNullable<StudyReport['frontier']> {
  const costs = all.map(({ spent, saved }) => spent.map((own, d) => own - saved[d]!));
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
  const points = all.map(({ effect }, o) => ({ cost: mean(costs[o]!), effect: 1500 + mean(effect) }));
  const effects = all.map(({ effect }) => effect.map((one) => 1500 + one));
  const worth = Array.from({ length: 11 }, (_, i) => i * 10_000);
  return {
    outcome: 'Children looked after',
    want: 'fewer',
    points,
    standing: frontier(points, 'fewer').options,
    clouds: all.map(({ effect }, o) => (o === 0 ? { cost: [], effect: [] } : { cost: costs[o]!, effect })),
    quadrants: all.map(({ effect }, o) => (o === 0 ? null : quadrantChances(costs[o]!, effect, 'fewer'))),
    over: countedOver(draws),
    acceptability: acceptability(
      costs.map((own) => Float64Array.from(own)),
      effects.map((own) => Float64Array.from(own)),
      worth,
      'fewer',
    ).map(({ threshold, best, choice }) => ({ worth: threshold, best, choice })),
  };
}

function choiceOf(all: readonly Draws[], draws: number): StudyReport['choice'] {
  const nets = all.map(({ spent, saved }) => saved.map((own, d) => own - spent[d]!));
  const means = nets.map((own) => own.reduce((sum, one) => sum + one, 0) / own.length);
  const wins = all.map(() => 0);
  nets[0]!.forEach((_, d) => {
    const best = nets.reduce((top, own, o) => (own[d]! > nets[top]![d]! ? o : top), 0);
    wins[best] = (wins[best] ?? 0) + 1;
  });
  const choice = means.indexOf(Math.max(...means));
  const perfect = nets[0]!.reduce((sum, _, d) => sum + Math.max(...nets.map((own) => own[d]!)), 0) / nets[0]!.length;
  const value = Math.max(0, perfect - means[choice]!);
  const learn = (name: string, label: string, numbers: number, share: number | null) => ({
    name,
    label,
    numbers,
    value: share === null ? null : value * share,
    se: share === null ? null : value * share * 0.2,
    why: share === null ? `too many numbers (${numbers}) to tell together` : '',
  });
  return all.length < 2
    ? null
    : {
        by: 'money alone, to all payers, at present value',
        worth: 0,
        net: means,
        over: countedOver(draws),
        best: wins.map((won) => wilson(won, nets[0]!.length)),
        choice,
        perfect: draws < 20 ? null : { value, se: value * 0.12, lowBy: value * 0.05 },
        learning: [
          learn('effects of safeguarding', 'effects of safeguarding', 2, draws < 20 ? null : 0.71),
          learn('effects of mst', 'effects of mst', 1, draws < 20 ? null : 0.22),
          learn('take-up of safeguarding', 'take-up of safeguarding', 1, draws < 20 ? null : 0.05),
          learn('programme cost of safeguarding', 'programme cost of safeguarding', 2, draws < 20 ? null : 0),
          learn('fit', 'what was fitted to published figures', 50, null),
          learn('unit cost', 'unit costs', 30, null),
        ],
      };
}

const MATTERS = [
  'safeguarding.entry',
  'unit_cost.residential',
  'safeguarding.take_up',
  'start_rate',
  'unit_cost.foster',
];

function areaStudy(name: string, k: number, choices: StudyChoices): AreaStudy {
  const { options = 5, draws = 40, effect = 1, outcome = true, titles = 'plain' } = choices;
  // Areas differ in size; the first is Leeds.
  const size = k === 0 ? 1 : 0.05 + ((k * 7) % 10) / 6;
  const made = MADE.slice(0, options).map((one, o) => ({ ...one, title: titleOf(one, o, titles) }));
  const all = made.map((one, o) => drawsOf(one, o, size, choices));
  const { rows: _, distributions: __, ...frame } = careResult();
  const title = titles === 'plain' ? 'Which programmes?' : titleOf(MADE[0]!, 0, titles);
  const paid = effect !== 0 && options > 1;
  return {
    report: {
      name: 'which-programmes',
      title,
      question:
        'Of MST, Family Safeguarding, concurrent planning and all three, which is worth it, and what would be worth finding out first?',
      area: name,
      startDate: frame.startDate,
      endDate: frame.endDate,
      years: STUDY_YEARS,
      seed: 'fixture',
      stance: 'Evidence stance “as-trialled”.',
      stanceName: null,
      priceYear: '2024-25',
      draws,
      replications: draws === 0 ? 40 : 4,
      options: made.map(({ id, title: own, programmes }) => ({ id, title: own, programmes, assumedNone: null })),
      figures: figuresOf(all, made, size, choices),
      money: all.map((own, o) => (o === 0 || !paid ? null : moneyOf(own))),
      frontier: outcome && paid ? frontierOf(all, draws) : null,
      choice: paid ? choiceOf(all, draws) : null,
      reached: made.map(({ programmes }) =>
        programmes.map((one) => `${one}: of 153 children ever eligible, 106 were reached.`),
      ),
      matters: made.map(({ programmes }, o) =>
        o === 0 || draws < 20 || !paid
          ? []
          : MATTERS.slice(0, 2 + programmes.length).map((own, i) => {
              const correlation = (i % 2 === 0 ? -1 : 1) * (0.72 - 0.13 * i);
              return {
                name: own,
                label: own,
                interval: 'times 0.8 to 1.2',
                correlation,
                lower: correlation - 0.2,
                upper: correlation + 0.2,
              };
            }),
      ),
      drawn: draws === 0 ? [] : MATTERS.map((own) => ({ name: own, group: 'parameter', interval: 'times 0.8 to 1.2' })),
      held: [{ name: 'first_referrals', why: 'given' }],
      notes: ['Length of stay so far comes from the simulated history; it is an assumption.'],
      version: '0.1.0',
    },
    frame: {
      ...frame,
      name: 'which-programmes',
      title,
      area: { code: `E0800000${k}`, name, children: Math.round(171_000 * size) },
      replications: draws === 0 ? 40 : draws * 4,
      uncertainty: draws === 0 ? 'chance only' : 'chance and not knowing',
      options: made.map(({ id, title: own }) => ({ id, label: own })),
      programmes: ['mst', 'safeguarding', 'concurrent'].flatMap((id, i) => {
        const own = frame.programmes[i];
        return own === undefined || !made.some(({ programmes }) => programmes.includes(id)) ? [] : [{ ...own, id }];
      }),
    },
    rows: studyRows(name, made, size, choices),
  };
}

/** A study in so many areas. */
export function studyFixture(choices: StudyChoices = {}): AreaStudy[] {
  return AREAS.slice(0, choices.areas ?? 1).map((name, k) => areaStudy(name, k, choices));
}

/** Rows of one measure. */
export const rowsOf = (study: AreaStudy, measure: string): readonly TableRow[] =>
  study.rows.filter((row) => row.measure === measure);
