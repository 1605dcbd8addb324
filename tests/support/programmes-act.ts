/** Every programme of the library, run on a sample of England beside the same children without it. */
import { readdirSync } from 'node:fs';
import { buildHistory, type Stock } from '../../engine/index.js';
import type { LedgerSpec } from '../../engine/ledger/spec.js';
import type { TallyTables } from '../../engine/ledger/tally.js';
import type { PathwayModel } from '../../engine/pathway/model.js';
import { programmeMeasures } from '../../engine/programmes/measures.js';
import { withProgrammes } from '../../engine/programmes/extend.js';
import { compileLedger, ledgerBreaks } from '../../engine/ledger/compile.js';
import { Tally } from '../../engine/ledger/tally.js';
import { compilePathway } from '../../engine/pathway/compile.js';
import { seedKey } from '../../engine/random/index.js';
import { simulate } from '../../engine/simulate/simulate.js';
import { StockReader } from '../../engine/simulate/start.js';
import { monthStarts } from '../../engine/time/index.js';
import { studyPlan } from '../../cli/host/prepare.js';
import type { ResolvedScenario } from '../../scenarios/index.js';
import { resolveText } from './pathway-files.js';

const FOLDER = new URL('../../scenarios/programmes/', import.meta.url);
const HISTORY_DAYS = 18 * 365.25;
const YEARS = 4;
/** Of England's arrivals. */
const SHARE = 0.012;
/** A limit on places with carers that is felt, for programmes that find or keep carers. */
const LIMITS = 'in_house_places: 250, agency_places: 150, carer_not_found: {mean: 4 weeks}';

export function programmesOfLibrary(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

/** England with one programme, with as many places as anyone wants, from the first day. */
function scenarioWith(id: string, stance: string, use = ''): ResolvedScenario {
  const text = (places: string): string =>
    `{scenario: acts, title: Acts, baseline: england, area: England, years: ${YEARS}, stance: ${stance}, set: {${LIMITS}},
      programmes: [{use: ${id}, opens: 2025-04-01${places}${use}}]}`;
  // Some need a number of places; of those that cover carers, no more than there are.
  for (const places of ['', ', places: 500'])
    try {
      return resolveText(text(places));
    } catch {
      continue;
    }
  return resolveText(text(', places: 200'));
}

export interface Sample {
  readonly stock: Stock;
  readonly tables: TallyTables;
}

/** Those known on day 0, and what happens to them and to those who come without any programme. */
export function sampleOfEngland(): Sample {
  const scenario = resolveText(
    `{scenario: acts, title: Acts, baseline: england, area: England, years: ${YEARS}, set: {${LIMITS}}}`,
  );
  const model = sampled(scenario.model);
  const free = { ...model, resources: model.resources.map((resource) => ({ ...resource, places: null })) };
  const { stock } = buildHistory({ historyModel: free, historyDays: HISTORY_DAYS, strata: [] }, scenario.startDay);
  return { stock, tables: counted(scenario, model, scenario.ledger, stock) };
}

/** Whether a programme changes anything that is counted, and whether anything is counted for an outcome of its own. */
export function changes(
  id: string,
  stance: string,
  sample: Sample,
): { readonly numbers: boolean; readonly posts: boolean } {
  const found = changesOf(scenarioWith(id, stance), sample);
  if (found.numbers || found.posts) return found;
  // What is rare in a sample of a hundredth: with everybody accepting who is offered it.
  return changesOf(scenarioWith(id, stance, ', take_up: 1'), sample);
}

function changesOf(scenario: ResolvedScenario, sample: Sample): { readonly numbers: boolean; readonly posts: boolean } {
  const plans = studyPlan(scenario, null).programmes;
  const option = withProgrammes(sampled(scenario.model), plans);
  const tables = counted(scenario, option, scenario.ledger, sample.stock);
  const numbers = (['delta', 'events', 'timeSum'] as const).some((part) =>
    tables[part].some((count, i) => count !== sample.tables[part][i]),
  );
  const own = plans.flatMap(programmeMeasures).filter(({ measure }) => measure.startsWith('programme_outcome'));
  if (own.length === 0) return { numbers, posts: false };
  const ledger: LedgerSpec = { measures: own.map(({ spec }) => spec), costs: [] };
  const posted = counted(scenario, option, ledger, sample.stock);
  return { numbers, posts: posted.events.some((count) => count > 0) };
}

/** What is counted of one replication, everybody in the stock being there on day 0. */
function counted(scenario: ResolvedScenario, model: PathwayModel, spec: LedgerSpec, stock: Stock): TallyTables {
  const pathway = compilePathway(model, ledgerBreaks(spec));
  const ledger = compileLedger(spec, pathway);
  const bounds = Float64Array.from(monthStarts(scenario.startDay, YEARS * 12), (day) => day - scenario.startDay);
  const tally = new Tally(ledger, bounds, pathway.variables.count, pathway.stateBase);
  simulate({
    pathway,
    key: { seed: seedKey('acts'), draw: 0, replication: 1, area: '' },
    epoch: scenario.startDay,
    from: 0,
    horizon: bounds.at(-1)!,
    tally,
    start: { reader: new StockReader(stock, pathway), rows: Int32Array.from({ length: stock.count }, (_, i) => i) },
  });
  return tally.tables;
}

function sampled(model: PathwayModel): PathwayModel {
  return {
    ...model,
    impossible: [],
    arrivals: model.arrivals.map((stream) => ({
      ...stream,
      rates: stream.rates.slice(0, 1).map(({ perDay }) => ({ from: -HISTORY_DAYS, perDay: perDay * SHARE })),
    })),
  };
}
