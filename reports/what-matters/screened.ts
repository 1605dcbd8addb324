/** A tornado and a screening: which of the uncertain numbers matter. */
import { reach95 } from '../../engine/index.js';
import { fold, foldTo } from '../findings/headline.js';
import { blocks, code, heading, joined, list, NOTHING, prose, table } from '../model/markdown.js';
import type { LookedAt, MorrisResult, TornadoResult } from './types.js';
import { CHANCE, csv, madeBy, named, opening, writer, type Written } from './words.js';

const SHOWN = 10;

function kind({ group, programme }: LookedAt): string {
  return programme === '' ? group : `${group} of ${programme}`;
}

export function tornadoWriter({ bars, base, result }: TornadoResult): Written {
  return writer([base, ...bars.flatMap(({ lower, upper }) => [lower.change, upper.change])], result.unit);
}

/** Bars that have a width, and the names of the numbers that change nothing at all. */
function split({ bars }: TornadoResult): { readonly bars: TornadoResult['bars']; readonly idle: readonly string[] } {
  return { bars: bars.filter(isMoving), idle: bars.filter((bar) => !isMoving(bar)).map(({ name }) => name) };
}

/** Whether a number changes the result in any replication, at either end. */
export function isMoving({ lower, upper }: TornadoResult['bars'][number]): boolean {
  return [lower, upper].some(({ change }) => change.value !== 0 || change.mcSe > 0);
}

/** Beyond the 95% interval of its mean; one replication cannot say. */
const isClear = (replications: number, { width }: TornadoResult['bars'][number]): boolean =>
  width.value > (width.mcSe === 0 ? 0 : reach95(replications - 1) * width.mcSe);

function tornadoLead(result: TornadoResult, write: Written): string[] {
  const { bars, base } = result;
  const clear = bars.filter((bar) => isClear(result.replications, bar)).length;
  const { idle } = split(result);
  return [
    `${named(result.result)}: ${result.result.of === 'difference' ? write.of(base) : write.size(base)}.`,
    `${bars.length} uncertain numbers, each at the ends of its 95% interval with all others as they are: ${clear} ${clear === 1 ? 'stands' : 'stand'} clear of chance, ${idle.length} ${idle.length === 1 ? 'changes' : 'change'} nothing at all.`,
  ];
}

/** Lines for a terminal, none longer than 80 columns: the ten that matter most. */
export function tornadoText(result: TornadoResult): string[] {
  const write = tornadoWriter(result);
  const shown = split(result).bars.slice(0, SHOWN);
  return [
    ...fold(result.title),
    ...fold(opening(result)),
    '',
    ...tornadoLead(result, write).flatMap(fold),
    '',
    ...shown.flatMap((bar) => [
      ...fold(`${bar.name} (${kind(bar)}): ${bar.interval}`),
      ...foldTo(
        `lower end ${write.of(bar.lower.change)}; upper end ${write.of(bar.upper.change)}${isClear(result.replications, bar) ? '' : '; not clear of chance'}`,
        78,
      ).map((line) => `  ${line}`),
    ]),
    '',
    ...fold(CHANCE),
    ...result.left.flatMap(({ name, why }) => fold(`Not run: ${name}: ${why}`)),
  ];
}

export function tornadoPage(result: TornadoResult): string {
  const write = tornadoWriter(result);
  const { bars, idle } = split(result);
  return `${
    blocks([
      heading(1, `What matters most: ${result.title}`),
      prose`${opening(result)}.`,
      ...tornadoLead(result, write).map((line) => prose`${line}`),
      table(
        ['number', 'kind', '95% interval', 'at the lower end', 'at the upper end', 'width', ''],
        bars.map((bar) => [
          code(bar.name),
          kind(bar),
          bar.interval,
          write.of(bar.lower.change),
          write.of(bar.upper.change),
          write.size(bar.width),
          isClear(result.replications, bar) ? '' : 'not clear of chance',
        ]),
      ),
      prose`The columns at the ends say by how much the result changes. ${CHANCE}`,
      ...(idle.length === 0 ? [] : [prose`These change nothing at all: ${joined(idle.map(code), ', ')}.`]),
      ...(result.left.length === 0
        ? []
        : [prose`Not run:`, list(result.left.map(({ name, why }) => prose`${code(name)}: ${why}`))]),
      prose`${madeBy('tornado', result.version)}`,
    ]).source
  }\n`;
}

export function tornadoTable({ bars, base, result }: TornadoResult): string {
  const header = ['number', 'group', 'programme', 'interval', 'measure', 'of', 'unit', 'base', 'lower', 'lower_change'];
  return csv(
    [...header, 'lower_mc_se', 'upper', 'upper_change', 'upper_mc_se', 'width', 'width_mc_se'],
    bars.map(({ name, group, programme, interval, lower, upper, width }) => [
      ...[name, group, programme, interval, result.measure, result.of, result.unit, base.value],
      ...[lower.result.value, lower.change.value, lower.change.mcSe],
      ...[upper.result.value, upper.change.value, upper.change.mcSe, width.value, width.mcSe],
    ]),
  );
}

export function morrisWriter({ effects, result }: MorrisResult): Written {
  return writer(
    effects.flatMap(({ muStar, sigma }) => [muStar, { value: sigma, mcSe: Number.NaN }]),
    result.unit,
  );
}

function morrisLead({ effects, trajectories, result }: MorrisResult): string[] {
  const stands = effects.filter((effect) => effect.stands === true).length;
  return [
    `${named(result)}.`,
    `${effects.length} uncertain numbers, ${trajectories === 1 ? '1 trajectory' : `${trajectories} trajectories`}. Mean size: what going from the lower to the upper end of a number's interval does, averaged over where the others stand; spread: how far that depends on the others or on the number itself.`,
    ...(effects.some((effect) => effect.stands === null)
      ? ['One replication: the noise is not known.']
      : [`${stands} of them ${stands === 1 ? 'stands' : 'stand'} clear of chance.`]),
  ];
}

/** Lines for a terminal: the ten that matter most. */
export function morrisText(result: MorrisResult): string[] {
  const write = morrisWriter(result);
  return [
    ...fold(result.title),
    ...fold(opening(result)),
    '',
    ...morrisLead(result).flatMap(fold),
    '',
    ...result.effects
      .slice(0, SHOWN)
      .flatMap((effect) => [
        ...fold(`${effect.name} (${kind(effect)}): ${effect.interval}`),
        ...foldTo(morrisWords(effect, write), 78).map((line) => `  ${line}`),
      ]),
    '',
    ...fold(
      '± is the standard error over trajectories; noise is what the luck of replications alone does to one effect.',
    ),
  ];
}

function morrisWords({ muStar, mu, sigma, noise, stands }: MorrisResult['effects'][number], write: Written): string {
  const alone = (value: number): string => write.size({ value, mcSe: Number.NaN });
  return [
    `mean size ${write.size(muStar)}`,
    `mean ${write.of({ value: mu.value, mcSe: Number.NaN })}`,
    ...(Number.isNaN(sigma) ? [] : [`spread ${alone(sigma)}`]),
    ...(Number.isNaN(noise) ? [] : [`noise ${alone(noise)}`]),
    ...(stands === false ? ['not clear of chance'] : []),
  ].join('; ');
}

export function morrisPage(result: MorrisResult): string {
  const write = morrisWriter(result);
  const alone = (value: number): string => (Number.isNaN(value) ? '' : write.size({ value, mcSe: Number.NaN }));
  return `${
    blocks([
      heading(1, `Screening: ${result.title}`),
      prose`${opening(result)}.`,
      ...morrisLead(result).map((line) => prose`${line}`),
      table(
        ['number', 'kind', '95% interval', 'mean size (μ*)', 'mean (μ)', 'spread (σ)', 'noise', ''],
        result.effects.map((effect) => [
          code(effect.name),
          kind(effect),
          effect.interval,
          write.size(effect.muStar),
          write.of(effect.mu),
          alone(effect.sigma),
          alone(effect.noise),
          effect.stands === false ? 'not clear of chance' : '',
        ]),
      ),
      result.version === '' ? NOTHING : prose`${madeBy('morris', result.version)}`,
    ]).source
  }\n`;
}

export function morrisTable({ effects, result }: MorrisResult): string {
  return csv(
    [
      'number',
      'group',
      'programme',
      'interval',
      'measure',
      'of',
      'unit',
      'mu_star',
      'mu_star_se',
      'mu',
      'mu_se',
      'sigma',
      'noise',
    ],
    effects.map(({ name, group, programme, interval, muStar, mu, sigma, noise }) => [
      ...[name, group, programme, interval, result.measure, result.of, result.unit],
      ...[muStar.value, muStar.mcSe, mu.value, mu.mcSe, sigma, noise],
    ]),
  );
}
