/** A published figure beside the simulated one, and whether they are as near as was asked. */
import { knowsEnds } from '../findings/few.js';
import { MINUS, thousands, write } from '../numbers.js';
import { TAIL_REPLICATIONS } from '../rows.js';

export interface ComparedFigure {
  readonly id: string;
  /** The id without the year. */
  readonly series: string;
  readonly label: string;
  readonly part: string;
  /** `fit`: the baseline was fitted to it; `input`: a parameter was set from the same publication; `check`: neither. */
  readonly use: 'fit' | 'input' | 'check';
  readonly run: string;
  /** `percent`, `GBP`, a unit of time, or what is counted. */
  readonly unit: string;
  readonly year: number | null;
  readonly published: number;
  readonly source: string;
  readonly note: string;
  /** How far it may be, in its unit, and as it was written. */
  readonly band: number;
  readonly within: string;
  readonly mean: number;
  readonly mcSe: number;
  /** 2.5% and 97.5% quantiles over replications. */
  readonly lower: number;
  readonly upper: number;
}

/** A run as it was made. */
export interface ComparedRun {
  readonly id: string;
  readonly scenario: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly replications: number;
  readonly seed: string;
  /** Set where it is the settled state of a baseline: years before counting, and the share of the arrivals. */
  readonly settled: { readonly warmUpYears: number; readonly share: number } | null;
}

export interface Comparison {
  readonly name: string;
  readonly title: string;
  readonly note: string;
  readonly figures: readonly ComparedFigure[];
  readonly runs: readonly ComparedRun[];
  readonly sources: readonly { readonly id: string; readonly title: string; readonly address: string }[];
  readonly versions: Readonly<Record<string, string>>;
}

/** Tolerances come from decimals: a figure at the very edge is within. */
const EDGE = 1 + 1e-9;

/** A figure that could not be simulated (the mean of nothing) is a miss. */
export function isWithin({ mean, published, band }: ComparedFigure): boolean {
  return Math.abs(mean - published) <= band * EDGE;
}

export interface Counts {
  readonly within: number;
  readonly misses: number;
}

export function countsOf(figures: readonly ComparedFigure[], use: ComparedFigure['use']): Counts {
  const of = figures.filter((figure) => figure.use === use);
  const within = of.filter(isWithin).length;
  return { within, misses: of.length - within };
}

/** Standard errors above this share of what is allowed make a verdict a matter of luck. */
const NOISY = 0.25;

/** Figures whose own noise is large beside what is allowed. */
export function noisy(figures: readonly ComparedFigure[]): readonly ComparedFigure[] {
  return figures.filter(({ mcSe, band }) => !(mcSe <= NOISY * band));
}

/** Figures by part, both in the order of the file. */
export function byPart(figures: readonly ComparedFigure[]): ReadonlyMap<string, readonly ComparedFigure[]> {
  const parts = new Map<string, ComparedFigure[]>();
  for (const figure of figures) parts.set(figure.part, [...(parts.get(figure.part) ?? []), figure]);
  return parts;
}

/** How many decimals tell a figure from one that is just outside of what is allowed. */
function decimalsOf({ band }: ComparedFigure): number {
  if (!(band > 0) || band >= 10) return 0;
  return band >= 1 ? 1 : Math.min(6, 1 - Math.floor(Math.log10(band)));
}

/** A number in the unit of a figure, without the unit's word: `81,770`, `22.6%`, `£2,161.0m`, `27.0`. */
export function valueText(figure: ComparedFigure, value: number): string {
  if (!Number.isFinite(value)) return 'none';
  if (figure.unit === 'GBP') return write({ value, lower: null, upper: null, unit: 'GBP' }).value;
  const decimals = decimalsOf(figure);
  return `${thousands(value, decimals)}${figure.unit === 'percent' ? '%' : ''}`;
}

/** `79,593 to 79,663`; empty with one replication, which shows no spread. */
export function intervalText(figure: ComparedFigure): string {
  const { lower, upper, mcSe } = figure;
  if (!Number.isFinite(lower) || !Number.isFinite(upper) || Number.isNaN(mcSe)) return '';
  return `${valueText(figure, lower)} to ${valueText(figure, upper)}`;
}

/** How far off: in points where it is a percentage, else in percent of what is published. */
export function missText(figure: ComparedFigure): string {
  const { mean, published, unit } = figure;
  const miss = mean - published;
  if (!Number.isFinite(miss)) return 'none';
  if (unit === 'percent') return `${signed(miss, Math.max(1, decimalsOf(figure)))} pts`;
  if (published === 0) return signed(miss, decimalsOf(figure));
  return `${signed((100 * miss) / Math.abs(published), 1)}%`;
}

function signed(value: number, decimals: number): string {
  const text = thousands(Math.abs(value), decimals);
  if (!/[1-9]/.test(text)) return text;
  return `${value < 0 ? MINUS : '+'}${text}`;
}

/** What is allowed, as written; in the figure's unit where that is how it was written. */
export function allowedText({ within, band }: ComparedFigure): string {
  if (within === 'rounding') return `\u00B1${thousands(band, band < 1 ? 2 : 1).replace(/\.0$/, '')}`;
  return within.replace(/\s*points?$/, ' pts').replace(/^([\d.]+)$/, '\u00B1$1');
}

/** The name of a figure, with its year where others of its series have another. */
export function nameOf(figure: ComparedFigure): string {
  return figure.id === figure.series || figure.year === null ? figure.label : `${figure.label} ${figure.year}`;
}

/** The unit in words, where the numbers do not carry it. */
export function unitText({ unit }: ComparedFigure): string {
  return ['days', 'weeks', 'months', 'years'].includes(unit) ? unit : '';
}

/** What the interval of a figure is of, as the heading of its column; by the run of the fewest replications. */
export function intervalHeading(runs: Comparison['runs']): string {
  return runs.every(({ replications }) => knowsEnds(replications)) ? '95% of futures' : 'futures, roughly';
}

/** The same as part of a sentence. */
export function intervalSentence(runs: Comparison['runs']): string {
  return runs.every(({ replications }) => knowsEnds(replications))
    ? 'the interval holds 95% of futures'
    : `the interval says where the few simulated futures lie, roughly (${TAIL_REPLICATIONS} or more of each run are needed for 95%)`;
}

/** A run in a sentence without its full stop. */
export function runText({ id, scenario, firstDay, lastDay, replications, seed, settled }: ComparedRun): string {
  const times = `${replications} replication${replications === 1 ? '' : 's'}, seed "${seed}"`;
  if (settled === null) return `${id}: the scenario ${scenario}, ${firstDay} to ${lastDay}; ${times}`;
  const { warmUpYears, share } = settled;
  const before = thousands(warmUpYears, 1).replace(/\.0$/, '');
  return `${id}: the baseline of the scenario ${scenario} from nothing, ${before} years before ${firstDay} and then counted to ${lastDay}, a sample of ${Number((share * 100).toPrecision(3))}% of its arrivals; ${times}`;
}
