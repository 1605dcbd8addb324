/** Those whom a programme reaches, beside the same children without it: a sample of England, life by life. */
import { buildHistory, type PathwayModel } from '../../engine/index.js';
import { withProgrammes } from '../../engine/programmes/extend.js';
import { programmeNames } from '../../engine/programmes/stages.js';
import { studyPlan } from '../../cli/host/prepare.js';
import { livesOf, when, type Life } from './lives.js';
import { resolveText } from './pathway-files.js';

const HISTORY_DAYS = 4 * 365.25;

export interface Reached {
  /** When the programme began for the child, in days since day 0. */
  readonly started: number;
  readonly withIt: Life;
  readonly without: Life;
}

/** @param share of England's arrivals */
export function reachedBy(
  id: string,
  use: string,
  { years, share, stance = 'central' }: { readonly years: number; readonly share: number; readonly stance?: string },
): readonly Reached[] {
  const scenario = resolveText(
    `{scenario: reached, title: Reached, baseline: england-2025, years: ${years}, stance: ${stance},
      programmes: [{use: ${id}, opens: 2025-04-01, ${use}}]}`,
  );
  const model: PathwayModel = {
    ...scenario.model,
    impossible: [],
    arrivals: scenario.model.arrivals.map((stream) => ({
      ...stream,
      rates: stream.rates.slice(0, 1).map(({ perDay }) => ({ from: -HISTORY_DAYS, perDay: perDay * share })),
    })),
  };
  const ledger = { measures: [], costs: [] };
  const { stock } = buildHistory({ historyModel: model, historyDays: HISTORY_DAYS, strata: [] }, scenario.startDay);
  const plans = studyPlan(scenario, null).programmes;
  const watch = (watched: PathwayModel) => livesOf(scenario, { model: watched, ledger, stock, seed: 'reached' }).lives;
  const keyOf = ({ stream, unit, member }: Life): string => `${stream}/${unit}/${member}`;
  const plain = new Map(watch(model).map((life) => [keyOf(life), life]));
  const { started } = programmeNames(id);
  return watch(withProgrammes(model, plans)).flatMap((life) => {
    const begun = when(life, started);
    return Number.isFinite(begun) ? [{ started: begun, withIt: life, without: plain.get(keyOf(life))! }] : [];
  });
}
