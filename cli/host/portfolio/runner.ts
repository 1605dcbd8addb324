/** Runs what a race of mixes asks for, and no programme beside it, keeping what is done. */
import type { commonCosts, MixTask } from '../../../engine/index.js';
import { mixName, NO_MIX } from '../../../scenarios/index.js';
import type { Crew } from '../crew.js';
import { inTurn } from '../in-turn.js';
import { checked, studyPlan } from '../prepare.js';
import { explained, type Settled } from '../run-study.js';
import type { Journal, Part } from '../study/journal.js';
import type { MixSet } from './mixes.js';

/** What is run: a mix (null for no programme) in one replication. */
export interface Wanted {
  readonly mix: number | null;
  readonly replication: number;
}

/** What came of it. */
export interface Lived {
  readonly row: Float64Array;
  readonly events: number;
  /** Whether the local fit behind it came near enough. */
  readonly close: boolean;
}

/** Lives what is wanted, in any order; `keep` is told of each as soon as it is done. */
export type Live = (wanted: readonly Wanted[], keep: (one: Wanted, lived: Lived) => void) => Promise<void>;

export class MixRunner {
  readonly rows = new Map<number, Float64Array[]>();
  readonly nothing: Float64Array[] = [];
  events = 0;
  /** Parts that were found done. */
  resumed = 0;
  /** Replications whose local fit did not come near enough. */
  readonly notClose = new Set<number>();

  constructor(
    private readonly set: MixSet,
    private readonly journal: Journal,
    private readonly live: Live,
  ) {}

  /** Everything that a round of the race asks for. `tell` is called for each replication of a mix. */
  async run(tasks: readonly MixTask[], tell: () => void): Promise<void> {
    const most = Math.max(this.nothing.length, ...tasks.map(({ to }) => to));
    const wanted: Wanted[] = [
      ...range(this.nothing.length, most).map((replication) => ({ mix: null, replication })),
      ...tasks
        .filter(({ mix }) => !this.isNothing(mix))
        .flatMap(({ mix, from, to }) => range(from, to).map((replication) => ({ mix, replication }))),
    ];
    const found = new Map<string, Lived>();
    const note = (one: Wanted, lived: Lived): void => {
      found.set(this.nameOf(one), lived);
      if (one.mix !== null) tell();
    };
    const missing = wanted.filter((one) => {
      const part = this.journal.read(this.nameOf(one));
      if (part === null) return true;
      this.resumed++;
      note(one, { row: part.values[0]![0]!, events: part.events, close: part.close });
      return false;
    });
    await this.live(missing, (one, lived) => {
      this.journal.write(this.nameOf(one), partOf(lived));
      note(one, lived);
    });
    const take = (one: Wanted): Float64Array => {
      const { row, events, close } = found.get(this.nameOf(one))!;
      this.events += events;
      if (!close) this.notClose.add(one.replication);
      return row;
    };
    this.nothing.push(...wanted.filter(({ mix }) => mix === null).map(take));
    for (const { mix, from, to } of tasks) {
      const own = this.isNothing(mix)
        ? this.nothing.slice(from, to)
        : range(from, to).map((replication) => take({ mix, replication }));
      if (this.isNothing(mix)) own.forEach(tell);
      this.rows.set(mix, [...(this.rows.get(mix) ?? []), ...own]);
    }
  }

  private isNothing(mix: number): boolean {
    return this.set.mixes[mix]!.programmes.length === 0;
  }

  private nameOf({ mix, replication }: Wanted): string {
    return `mix-${mix === null ? NO_MIX : mixName(this.set.mixes[mix]!.places)}-replication-${replication}`;
  }
}

/** Runs so far: a thread tells their mixes apart by it. */
let runsSoFar = 0;

/** Replications at the numbers as they are: one mix after another keeps what is compiled. */
export function byChance(
  set: MixSet,
  { resolution, plan, start }: Settled,
  crew: Crew,
  costs: ReturnType<typeof commonCosts>,
  signal: AbortSignal | undefined,
): Live {
  const id = `portfolio ${runsSoFar++}`;
  return async (wanted, keep) => {
    for (const mix of new Set(wanted.map((one) => one.mix))) {
      const programmes = mix === null ? [] : set.mixes[mix]!.programmes;
      const own = explained(mix === null ? set.nothing : set.all, () =>
        studyPlan({ ...resolution.scenario, programmes }, null),
      );
      const task = {
        kind: 'option' as const,
        id: `${id}, mix ${mix ?? NO_MIX}`,
        plan: {
          ...plan,
          model: checked(plan.model),
          programmes: own.programmes,
          programmeCosts: own.programmeCosts,
          fixedCosts: own.fixedCosts,
        },
        measureInfo: resolution.scenario.measureInfo,
        start,
        costs,
      };
      // oxlint-disable-next-line no-await-in-loop -- one mix after another
      await inTurn(
        wanted.filter((one) => one.mix === mix),
        crew.size,
        async (one) => {
          signal?.throwIfAborted();
          const [replicate] = await crew.do({ ...task, replications: [one.replication] });
          keep(one, { row: replicate!.values, events: replicate!.events, close: true });
        },
      );
      signal?.throwIfAborted();
    }
  };
}

function partOf({ row, events, close }: Lived): Part {
  return { values: [[row]], programmes: [], events, close };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
