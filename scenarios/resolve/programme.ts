/** A programme file and its use in a scenario into numbers, words and warnings. */
import { formatDate } from '../../engine/time/index.js';
import type { Condition, PathwayModel } from '../../engine/pathway/model.js';
import type { AssumptionLine, EffectLine, EvidenceCard } from '../../engine/study/result.js';
import type { Path } from '../load/index.js';
import { partAt } from '../load/index.js';
import type { ProgrammeFile, ProgrammeUse, Provenance, Stance, WrittenEffect } from '../schema/index.js';
import { buildHazard } from './clock.js';
import { buildCondition } from './condition.js';
import type { Context } from './context.js';
import { knownKey, known, refuse, refuseKey } from './context.js';
import { buildForces } from './outcome.js';
import type { KnownSources } from './provenance.js';
import type { Prices } from './prices.js';
import { priced } from './prices.js';
import { assumptionLine, checkProvenance, valueText } from './provenance.js';
import type { BestPublished, BestTrial } from './stance.js';
import { betterThanTrial, underStance } from './stance.js';
import type { ProgrammeCost, ResolvedEffect, ResolvedProgramme } from './types.js';
import { conditionWords } from './words.js';

export interface ProgrammeInputs {
  readonly file: ProgrammeFile;
  readonly context: Context;
  readonly use: ProgrammeUse;
  /** Where the use is written. */
  readonly useContext: Context;
  readonly usePath: Path;
  readonly stance: Stance;
  readonly model: PathwayModel;
  readonly endDay: number;
  readonly sources: KnownSources;
  readonly prices: Prices;
}

export interface BuiltProgramme {
  readonly programme: ResolvedProgramme;
  readonly assumptions: readonly AssumptionLine[];
  readonly notes: readonly string[];
}

/** Resolves one use of a programme. */
export function buildProgramme(inputs: ProgrammeInputs): BuiltProgramme {
  const { file, context, use, model } = inputs;
  const sources = inputs.sources && [
    ...inputs.sources,
    ...Object.keys(file.sources ?? {}),
    ...Object.keys(file.evidence),
  ];
  const id = use.as ?? file.programme;
  const stance = use.stance ?? inputs.stance;
  const lines: AssumptionLine[] = [];
  const note = (name: string, value: unknown, unit: string, provenance: Provenance, path: Path): void => {
    checkProvenance(context, provenance, sources, path);
    lines.push(
      assumptionLine({
        name: `${id}.${name}`,
        label: `${file.title}: ${name.replaceAll('_', ' ')}`,
        value: valueText(value),
        unit,
        provenance,
      }),
    );
  };

  const { opens, closes, notes } = buildDates(inputs, id);
  const eligible = buildCondition(context, file.eligible, ['eligible']);
  if (eligible.length === 0) refuse(context, ['eligible'], 'say who is eligible: at least one line');
  const places = buildPlaces(inputs);
  if (file.team !== undefined) note('places_per_team', file.team.places, 'children at a time', file.team, ['team']);
  if (use.take_up === undefined)
    note('take_up', file.take_up.value, 'share of those eligible', file.take_up, ['take_up']);
  else
    lines.push(
      setInScenario(`${id}.take_up`, `${file.title}: take up`, String(use.take_up), 'share of those eligible'),
    );
  const stay = file.stay === undefined ? null : buildHazard(context, file.stay.value, ['stay', 'value']);
  if (file.stay !== undefined)
    note('stay', asWritten(context, ['stay', 'value']), 'time from start', file.stay, ['stay']);
  else if (file.ends_when === undefined)
    refuse(context, ['programme'], "say how long a place lasts: 'stay', 'ends_when', or both");
  const queue = buildQueue(context, file);
  const { gives_up_after: givesUp } = file.queue;
  if (givesUp !== undefined)
    note(
      'gives_up_after',
      asWritten(context, ['queue', 'gives_up_after', 'value']),
      'time from joining the queue',
      givesUp,
      ['queue', 'gives_up_after'],
    );
  if ((file.again === undefined) === (file.once === undefined)) {
    refuse(context, ['programme'], "say whether a child can come again: 'once: true', or 'again: {after: 1 year}'");
  }

  const { effects, warnings } = buildEffects(inputs, stance);
  for (const [name, effect] of Object.entries(file.effects)) checkLasts(context, effect, sources, ['effects', name]);
  for (const effect of effects) {
    const { hazardRatio, why, mark, label, name } = effect;
    lines.push(
      assumptionLine({
        name: `${id}.${name}`,
        label: `${file.title}: ${label}`,
        value: String(hazardRatio),
        unit: 'hazard ratio',
        provenance: { source: why, mark },
      }),
    );
  }
  const { costs, costLines } = buildProgrammeCosts(inputs, id, sources, places.teams, places.places);
  if (costs.length === 0) warnings.push(`${file.title}: no cost is given, so none is counted`);
  const evidence = Object.values(file.evidence).map(cardOf);
  const effectLines = effects.map(({ label, transitions, hazardRatio, why, mark }): EffectLine => ({
    label,
    transitions,
    hazardRatio,
    why,
    mark,
  }));
  const programme: ResolvedProgramme = {
    id,
    title: file.title,
    description: file.description,
    opens,
    opensDate: formatDate(use.opens),
    closes,
    eligible,
    takeUp: use.take_up ?? file.take_up.value,
    places: places.places,
    queue,
    stay,
    endsWhen: buildEnding(context, file),
    onStart: file.on_start === undefined ? [] : buildForces(context, file.on_start.forces, ['on_start', 'forces']),
    againAfter: file.again?.after ?? null,
    stance,
    effects,
    costs,
    summary: {
      id,
      title: file.title,
      description: file.description,
      opens: formatDate(use.opens),
      places: places.words,
      eligible: conditionWords(eligible, model, context.startDay),
      effects: effectLines,
      evidence,
      caveats: file.caveats ?? [],
      warnings,
    },
  };
  return { programme, assumptions: [...lines, ...costLines], notes };
}

function buildDates(inputs: ProgrammeInputs, id: string) {
  const { use, useContext, usePath, endDay } = inputs;
  const { startDay } = useContext;
  const notes: string[] = [];
  if (use.opens >= endDay) {
    const message = `the programme opens on ${formatDate(use.opens)}, when the run has ended (its last day is ${formatDate(endDay - 1)})`;
    refuse(useContext, [...usePath, 'opens'], message);
  }
  if (use.opens < startDay) {
    notes.push(
      `${id} opened on ${formatDate(use.opens)}, before the run starts: it opens on the run's first day, with no children in it.`,
    );
  }
  if (use.closes !== undefined && use.closes <= Math.max(use.opens, startDay)) {
    refuse(
      useContext,
      [...usePath, 'closes'],
      `the programme closes on ${formatDate(use.closes)}, before it could take anyone`,
    );
  }
  return {
    opens: Math.max(0, use.opens - startDay),
    closes: use.closes === undefined ? null : use.closes - startDay,
    notes,
  };
}

function buildPlaces(inputs: ProgrammeInputs): {
  readonly places: number | null;
  readonly teams: number | null;
  readonly words: string;
} {
  const { use, file, useContext, usePath } = inputs;
  const perTeam = file.team?.places;
  if ((use.teams === undefined) === (use.places === undefined)) {
    refuse(useContext, usePath, "say how many it can take: either 'teams' or 'places' (which may be 'unlimited')");
    return { places: 0, teams: 0, words: '' };
  }
  if (use.places === 'unlimited') return { places: null, teams: null, words: 'unlimited' };
  if (use.places !== undefined) {
    return {
      places: use.places,
      teams: perTeam === undefined ? null : use.places / perTeam,
      words: `${use.places} places`,
    };
  }
  const teams = use.teams ?? 0;
  if (perTeam === undefined) {
    refuse(
      useContext,
      [...usePath, 'teams'],
      `the programme '${file.programme}' does not say how many places a team has: give 'places'`,
    );
    return { places: null, teams, words: `${teams} teams` };
  }
  const places = Math.floor(teams * perTeam + 1e-9);
  if (places < 1)
    refuse(useContext, [...usePath, 'teams'], `${teams} teams of ${perTeam} places make less than one place`);
  return { places, teams, words: `${places} places (${teams} ${teams === 1 ? 'team' : 'teams'} of ${perTeam})` };
}

function buildQueue(context: Context, file: ProgrammeFile): ResolvedProgramme['queue'] {
  const { no_waiting: noWaiting, gives_up_after: givesUp, waits } = file.queue;
  const present = [noWaiting, givesUp, waits].filter((item) => item !== undefined);
  if (present.length !== 1) {
    refuse(context, ['queue'], "a queue has one of 'gives_up_after', 'waits: for ever' and 'no_waiting: true'");
  }
  return { waits: noWaiting !== true, givesUpAfter: givesUp?.value ?? null };
}

function buildEnding(context: Context, file: ProgrammeFile): ResolvedProgramme['endsWhen'] {
  const written = file.ends_when;
  if (written === undefined) return { notEligible: false, any: [] };
  const list = Array.isArray(written) ? written : [written];
  const any: Condition[] = [];
  let notEligible = false;
  list.forEach((ending: (typeof list)[number], index) => {
    const path: Path = Array.isArray(written) ? ['ends_when', index] : ['ends_when'];
    if ('not_eligible' in ending) {
      notEligible = true;
      if (ending.not_eligible !== true || Object.keys(ending).length > 1) {
        refuse(context, path, "'not_eligible: true' stands alone; several endings go in a list");
      }
    } else {
      if (Object.keys(ending).length === 0) refuse(context, path, 'say what ends a place');
      any.push(buildCondition(context, ending as Parameters<typeof buildCondition>[1], path));
    }
  });
  return { notEligible, any };
}

function checkLasts(context: Context, { lasts }: WrittenEffect, sources: KnownSources, path: Path): void {
  if (!lasts.during && (lasts.after ?? 0) === 0) {
    refuse(context, [...path, 'lasts'], "this effect never holds: 'during: true', or a time 'after', is needed");
  }
  if (lasts.source !== undefined) {
    checkProvenance(
      context,
      { source: lasts.source, mark: lasts.mark ?? 'assumption', note: lasts.note ?? '' },
      sources,
      [...path, 'lasts'],
    );
  }
}

function buildEffects(
  inputs: ProgrammeInputs,
  stance: Stance,
): { readonly effects: readonly ResolvedEffect[]; readonly warnings: string[] } {
  const { file, context, use, useContext, usePath } = inputs;
  const warnings: string[] = [];
  const names = Object.keys(file.effects);
  const touched = Object.values(file.effects).flatMap((effect) => effect.transitions);
  for (const name of Object.keys(use.effects ?? {})) {
    knownKey(useContext, [...usePath, 'effects', name], 'effect or transition of this programme', name, [
      ...names,
      ...touched,
    ]);
  }
  const effects = Object.entries(file.effects).flatMap(([name, written]): readonly ResolvedEffect[] => {
    const path: Path = ['effects', name];
    written.transitions.forEach((transition, index) => {
      known(context, [...path, 'transitions', index], 'transition', transition, context.words.transitions);
    });
    written.evidence.forEach((id, index) => {
      known(context, [...path, 'evidence', index], 'evidence', id, Object.keys(file.evidence));
    });
    const trial = trialOf(context, written, path);
    const aim = written.aim ?? 'fewer';
    const common = { label: written.label, during: written.lasts.during, afterDays: written.lasts.after ?? 0, aim };
    const whole = use.effects?.[name];
    const single = written.transitions.flatMap((transition) => {
      const ratio = names.includes(transition) ? undefined : use.effects?.[transition];
      return ratio === undefined ? [] : [{ transition, ratio }];
    });
    const chosen = (ratio: number, effect: string, transitions: readonly string[]): ResolvedEffect => {
      const warning = betterThanTrial(ratio, trial, aim, `${file.title}, ${written.label}`);
      if (warning !== null) warnings.push(warning);
      return {
        name: effect,
        ...common,
        transitions,
        hazardRatio: ratio,
        why: 'set in the scenario',
        mark: 'assumption',
      };
    };
    const rest = written.transitions.filter((transition) => single.every((item) => item.transition !== transition));
    const own = single.map(({ transition, ratio }) => chosen(ratio, `${name}.${transition}`, [transition]));
    if (rest.length === 0) return own;
    if (whole !== undefined) return [chosen(whole, name, rest), ...own];
    return [{ name, ...common, transitions: rest, ...underStance(stance, trial, bestOf(written)) }, ...own];
  });
  return { effects, warnings };
}

function trialOf(context: Context, written: WrittenEffect, path: Path): BestTrial {
  const { design, hazard_ratio: ratio, interval } = written.best_trial;
  const at = [...path, 'best_trial'];
  if (design === 'none') {
    if (ratio !== undefined)
      refuse(context, [...at, 'hazard_ratio'], "there is no study ('design: none'), so there can be no estimate");
    return { design, hazardRatio: null, interval: null };
  }
  if (ratio === undefined) refuse(context, at, `'hazard_ratio' is missing: what did the ${design} study find?`);
  if (design === 'randomised' && interval === undefined)
    refuse(context, at, "'interval' is missing: a randomised trial counts only with its interval");
  if (interval !== undefined && interval[0] > interval[1])
    refuse(context, [...at, 'interval'], 'an interval runs from low to high');
  if (interval !== undefined && ratio !== undefined && (ratio < interval[0] || ratio > interval[1])) {
    refuse(context, [...at, 'interval'], `the estimate (${ratio}) is outside its own interval`);
  }
  const stated = written.stances?.['as-trialled'];
  if (stated !== undefined && stated.hazard_ratio !== ratio) {
    refuse(
      context,
      [...path, 'stances', 'as-trialled', 'hazard_ratio'],
      `as-trialled is the best trial's own estimate (${ratio ?? 'none'})`,
    );
  }
  return { design, hazardRatio: ratio ?? null, interval: interval ?? null };
}

function bestOf(written: WrittenEffect): BestPublished | null {
  const best = written.stances?.optimistic;
  if (best === undefined) return null;
  return { hazardRatio: best.hazard_ratio, design: best.design ?? 'design not stated', note: best.note };
}

const COSTS = [
  ['set_up', 'set up', 'once'],
  ['per_year', 'yearly', 'a year'],
  ['per_team_year', 'yearly', 'a team a year'],
  ['per_place_year', 'yearly', 'a place a year'],
  ['per_start', 'per start', 'a start'],
  ['per_week', 'per day', 'a week in the programme'],
] as const;

function buildProgrammeCosts(
  inputs: ProgrammeInputs,
  id: string,
  sources: KnownSources,
  teams: number | null,
  places: number | null,
) {
  const { file, context, prices } = inputs;
  const costs: ProgrammeCost[] = [];
  const costLines: AssumptionLine[] = [];
  for (const [key, kind, unit] of COSTS) {
    const written = file.costs?.[key];
    if (written === undefined) continue;
    const path: Path = ['costs', key];
    checkProvenance(context, written, sources, path);
    const payer = written.payer ?? file.costs?.payer;
    if (payer === undefined) refuse(context, path, "'payer' is missing: here, or once for all costs of the programme");
    const times = key === 'per_team_year' ? teams : key === 'per_place_year' ? places : 1;
    if (times === null)
      refuseKey(
        context,
        path,
        `this cost needs a number of ${key === 'per_team_year' ? 'teams' : 'places'}, and the scenario gives none`,
      );
    if (written.value.perDay)
      refuse(context, [...path, 'value'], `'${key}' says the unit: give a plain amount, not '${written.value.text}'`);
    const line = written.line ?? file.costs?.line ?? file.title;
    const amount = priced(context, prices, written, written.value, line, path);
    const pounds = amount.pounds * (times ?? 0);
    const pence = kind === 'per day' ? (pounds * 100) / 7 : pounds * 100;
    costs.push({ name: `${id}.${key}`, line, payer: payer ?? '', kind, pence, ...amount.growth });
    costLines.push(
      assumptionLine({
        name: `${id}.${key}`,
        label: `${file.title}: cost, ${unit}`,
        value: amount.text,
        unit: `GBP ${unit}${amount.terms}`,
        provenance: { ...written, interval: amount.interval },
      }),
    );
  }
  return { costs, costLines };
}

function setInScenario(name: string, label: string, value: string, unit: string): AssumptionLine {
  return { name, label, value, unit, interval: null, source: 'set in the scenario', mark: 'assumption' };
}

/** What the file says, parameters filled in. */
function asWritten(context: Context, path: Path): unknown {
  return partAt(context.root, path)?.data;
}

/** A study as a reader is shown it; what the file leaves out is empty. */
export function cardOf(evidence: ProgrammeFile['evidence'][string]): EvidenceCard {
  return {
    study: evidence.study,
    design: evidence.design,
    n: evidence.n ?? '',
    outcome: evidence.outcome,
    estimate: evidence.estimate,
    interval: evidence.interval ?? '',
    grade: evidence.grade ?? '',
    address: evidence.address ?? '',
    note: evidence.note ?? '',
  };
}
