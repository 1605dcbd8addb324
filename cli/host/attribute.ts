/** The runs behind an attribution: every set of a scenario's programmes that is needed, on the same luck. No printing. */
import { attributionPlan, MOST_PROGRAMMES } from '../../engine/index.js';
import { attributionOf, type Attribution } from '../../reports/attribution/index.js';
import { stanceSentence } from '../../reports/findings/stance.js';
import { InputError, problemWithFile } from '../../scenarios/index.js';
import { figureColumns, titlesOf } from './compared-figures.js';
import { withOptionRuns, type OptionRunsOptions } from './option-runs.js';
import { resultFrame } from './run-study.js';
import { versions } from './versions.js';

/** @throws InputError for what the user can mend */
export async function attribute(path: string, options: OptionRunsOptions): Promise<Attribution> {
  const { programmes } = options.resolution.scenario;
  if (programmes.length === 0)
    throw new InputError([problemWithFile(path, 'the scenario has no programmes: there is nothing to tell apart')]);
  if (programmes.length > MOST_PROGRAMMES)
    throw new InputError([
      problemWithFile(path, `at most ${MOST_PROGRAMMES} programmes can be told apart, found ${programmes.length}`),
    ]);
  const ids = programmes.map(({ id }) => id);
  const plan = attributionPlan(ids);
  const { replications } = options.resolution.scenario;
  let done = 0;
  const tell = (): void =>
    options.onProgress?.({ stage: 'running', done: done++, of: plan.sets.length * replications });
  return withOptionRuns(path, options, async (runs) => {
    tell();
    const values = new Map<number, readonly Float64Array[]>();
    for (const set of plan.sets) {
      const chosen = ids.filter((_, i) => (set & (1 << i)) !== 0);
      // oxlint-disable-next-line no-await-in-loop -- one set after another keeps every hand busy
      values.set(set, await runs.run({ programmes: chosen }, tell));
    }
    const all = plan.sets.at(-1)!;
    const { resolution } = runs;
    const frame = resultFrame(resolution);
    return {
      title: frame.title,
      area: frame.area?.name ?? '',
      startDate: frame.startDate,
      endDate: frame.endDate,
      replications,
      seed: frame.seed,
      stance: stanceSentence(frame),
      uncertainty: frame.uncertainty,
      sets: plan.sets.length,
      orders: plan.kind === 'exact' ? null : plan.orders.length,
      figures: attributionOf({
        programmes: [...titlesOf(programmes)].map(([id, title]) => ({ id, title })),
        plan,
        figures: figureColumns(resolution, runs.columns, values.get(0)!, values.get(all)!),
        values,
      }),
      version: versions()['throughcare'] ?? '',
    };
  });
}
