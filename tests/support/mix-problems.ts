/** Problems of choosing among mixes whose true goals are known: normal results with luck that mixes share, and some of their own. */
import { MixRace, type MixRun, type MixStanding } from '../../engine/index.js';
import { luckOf } from './normals.js';

export interface MixProblem {
  readonly goals: readonly number[];
  readonly standings: readonly MixStanding[];
}

export interface ProblemShape {
  readonly mixes: number;
  /** Standard deviations: of the true goals, of the luck all share, and of that of each mix by itself. */
  readonly apart: number;
  readonly shared: number;
  readonly own: number;
  readonly replications: number;
}

/** Runs a race to its end. `run` gives the result of a mix in a replication. */
export function raced(
  terms: ConstructorParameters<typeof MixRace>[0],
  run: (mix: number, replication: number) => MixRun,
): MixRace {
  const race = new MixRace(terms);
  for (let tasks = race.next(); tasks !== null; tasks = race.next())
    for (const task of tasks)
      race.tell(
        task,
        Array.from({ length: task.to - task.from }, (_, i) => run(task.mix, task.from + i)),
      );
  return race;
}

/** A problem drawn by its seed, and how the race ended. */
export function mixProblem(seed: string, shape: ProblemShape): MixProblem {
  const luck = luckOf(seed);
  const goals = Array.from({ length: shape.mixes }, () => shape.apart * luck.normal());
  const shared = luck.normals(shape.replications);
  const own = goals.map(() => luck.normals(shape.replications));
  const race = raced(
    { sizes: goals.map((_, mix) => [mix / shape.mixes]), replications: shape.replications, seed },
    (mix, r) => ({
      goal: goals[mix]! + shape.shared * shared[r]! + shape.own * own[mix]![r]!,
      cost: mix,
      breaches: [],
    }),
  );
  return { goals, standings: race.standings() };
}
