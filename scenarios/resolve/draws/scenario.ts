/** What is drawn of a resolved scenario once its pathway is built: unit costs, and its programmes' take-up, costs and effects. */
import type { ResolvedEffect, ResolvedProgramme, ResolvedScenario } from '../types.js';
import { drawnFactor, drawnShare, drawnSize } from './spread.js';
import type { DrawnNumber, FollowingNumber, HeldNumber, NormalOf } from './types.js';

/** The ends of an interval as multiples of its number. */
export type Ends = readonly [number, number];

/** The intervals of costs and of take-up, as multiples of them, by the names of the list of assumptions. */
export function endsByName({ parameters }: Pick<ResolvedScenario, 'parameters'>): ReadonlyMap<string, Ends> {
  return new Map(parameters.flatMap(({ name, ends }) => (ends === undefined ? [] : [[name, ends] as const])));
}

/** What is counted of a scenario, at unit costs as drawn. */
export function drawnCosts(scenario: ResolvedScenario, normal: NormalOf): ResolvedScenario['ledger'] {
  const ends = endsByName(scenario);
  const leaders = leadersOf(scenario, ends);
  const costs = scenario.ledger.costs.map((item) => {
    const name = `cost: ${item.name}`;
    const luck = leaders.get(name) ?? name;
    const own = ends.get(name) ?? ends.get(luck);
    return own === undefined ? item : { ...item, pence: item.pence * drawnFactor(own, normal(luck)) };
  });
  return { ...scenario.ledger, costs };
}

/** What each cost that is drawn with another is drawn with; one whose other is not drawn is drawn by itself. */
function leadersOf(
  { parameters }: Pick<ResolvedScenario, 'parameters'>,
  ends: ReadonlyMap<string, Ends>,
): ReadonlyMap<string, string> {
  return new Map(
    parameters.flatMap(({ name, drawnWith }) =>
      drawnWith !== undefined && ends.has(drawnWith) ? [[name, drawnWith] as const] : [],
    ),
  );
}

/** Programmes with their take-up, costs and effects as drawn; what has no interval stays. */
export function drawnProgrammes(
  programmes: readonly ResolvedProgramme[],
  ends: ReadonlyMap<string, Ends>,
  normal: NormalOf,
): readonly ResolvedProgramme[] {
  return programmes.map((programme) => drawnProgramme(programme, ends, normal));
}

function drawnProgramme(
  programme: ResolvedProgramme,
  ends: ReadonlyMap<string, Ends>,
  normal: NormalOf,
): ResolvedProgramme {
  const { id, takeUp, costs, effects } = programme;
  const name = `${id}.take_up`;
  const own = ends.get(name);
  return {
    ...programme,
    takeUp: own === undefined ? takeUp : drawnShare(takeUp, [own[0] * takeUp, own[1] * takeUp], 1, normal(name)),
    costs: costs.map((cost) => {
      const line = costLine(cost.name, ends);
      return line === null ? cost : { ...cost, pence: cost.pence * drawnFactor(ends.get(line)!, normal(line)) };
    }),
    effects: effects.map((effect) => {
      const spread = spreadDrawn(effect);
      if (spread === null) return effect;
      const isRatio = effect.measure !== 'points' && effect.measure !== 'diverted';
      return {
        ...effect,
        value: within(effect, drawnSize(effect.value, spread, isRatio, normal(`${id}.${effect.name}`))),
      };
    }),
  };
}

/** Steps of a cost (`mst.per_team_year_2`) are one number of the list of assumptions. */
function costLine(name: string, ends: ReadonlyMap<string, Ends>): string | null {
  if (ends.has(name)) return name;
  const whole = name.replace(/_\d+$/, '');
  return ends.has(whole) ? whole : null;
}

/** How sure an effect is; null where it is not drawn: places have no one size. */
function spreadDrawn({ acts, spread }: ResolvedEffect): number | null {
  return acts.kind === 'supply' || spread === undefined || spread === 0 ? null : spread;
}

/** A size that can be: a share diverted from 0 to 1, points from -1 to 1, referrals no more than there are. */
function within({ measure, acts }: ResolvedEffect, size: number): number {
  if (measure === 'diverted') return Math.min(1, Math.max(0, size));
  if (measure === 'points') return Math.min(1, Math.max(-1, size));
  return acts.kind === 'referrals' ? Math.min(1, size) : size;
}

/** What is drawn of a scenario's costs and programmes, and what is not. */
export function scenarioDraws(scenario: ResolvedScenario): {
  readonly drawn: readonly DrawnNumber[];
  readonly following: readonly FollowingNumber[];
  readonly held: readonly HeldNumber[];
} {
  const drawn: DrawnNumber[] = [];
  const following: FollowingNumber[] = [];
  const held: HeldNumber[] = [];
  const programmes = new Map(scenario.programmes.map((programme) => [programme.id, programme]));
  const leaders = leadersOf(scenario, endsByName(scenario));
  for (const { name, ends, interval } of scenario.parameters) {
    const leader = leaders.get(name);
    if (leader !== undefined) {
      following.push({
        name,
        group: 'unit cost',
        programme: '',
        interval: interval ?? `in the proportion of ${leader}`,
        leader,
      });
      continue;
    }
    const programme = [...programmes.keys()].find((id) => name.startsWith(`${id}.`)) ?? '';
    const isCost = name.startsWith('cost: ');
    if (programme === '' && !isCost) continue;
    const own = name.slice(programme.length + 1);
    if (programme !== '' && programmes.get(programme)!.effects.some((effect) => effect.name === own)) continue;
    const isDrawn =
      isCost ||
      own === 'take_up' ||
      programmes.get(programme)!.costs.some((cost) => costName(cost.name) === name || cost.name === name);
    if (ends !== undefined && isDrawn)
      drawn.push({
        name,
        group: isCost ? 'unit cost' : own === 'take_up' ? 'take-up' : 'programme cost',
        programme,
        interval: interval ?? '',
      });
    else
      held.push({
        name,
        why: isDrawn
          ? `its interval is not one number's: ${interval ?? 'none is given'}`
          : 'how the service is run is a choice',
      });
  }
  for (const { id, effects } of scenario.programmes)
    for (const effect of effects) {
      const name = `${id}.${effect.name}`;
      const spread = spreadDrawn(effect);
      if (spread === null) held.push({ name, why: `${effect.why}; not drawn: ${whyHeld(effect)}` });
      else drawn.push({ name, group: 'effect', programme: id, interval: effectWords(effect, spread) });
    }
  return { drawn, following, held };
}

/** An effect on places adds them in numbers that differ by team; any other says why it is not drawn, or has an interval of no width. */
function whyHeld({ acts, whyHeld: why }: ResolvedEffect): string {
  if (acts.kind === 'supply') return 'places have no one size';
  return why ?? 'its interval has no width';
}

function costName(name: string): string {
  return name.replace(/_\d+$/, '');
}

function effectWords(effect: ResolvedEffect, spread: number): string {
  const isRatio = effect.measure !== 'points' && effect.measure !== 'diverted';
  const [lower, upper] = [-1.96, 1.96].map((normal) =>
    within(effect, drawnSize(effect.value, spread, isRatio, normal)),
  );
  return `${short(lower!)} to ${short(upper!)}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
