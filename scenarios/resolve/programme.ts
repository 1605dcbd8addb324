/** A programme file and its use in a scenario into numbers, words and warnings. */
import { MEASURE_WORDS } from '../../engine/programmes/size.js';
import { formatDate } from '../../engine/time/index.js';
import type { Condition, PathwayModel } from '../../engine/pathway/model.js';
import type { AssumptionLine, ChangeLine, EvidenceCard } from '../../engine/study/result.js';
import type { Path } from '../load/index.js';
import { partAt } from '../load/index.js';
import type { ProgrammeFile, ProgrammeUse, Provenance, Stance } from '../schema/index.js';
import { buildHazard } from './clock.js';
import { buildCondition } from './condition.js';
import type { Context } from './context.js';
import { refuse, refuseKey } from './context.js';
import { amountEnds, endsOf } from './ends.js';
import { buildForces } from './outcome.js';
import type { KnownSources } from './provenance.js';
import type { Prices } from './prices.js';
import { priced } from './prices.js';
import { assumptionLine, checkProvenance, valueText } from './provenance.js';
import { buildEffects, type TrialLookup } from './effects.js';
import type { Teams } from './supply.js';
import { Kinds } from './kinds.js';
import type { ProgrammeCost, ResolvedProgramme } from './types.js';
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
  /** How many years the command asks for in place of the file. */
  readonly yearsAsked: number | undefined;
  /** The day it opens, in days since 1970-01-01: in a roll-out, the area's own. */
  readonly opensOn: number;
  readonly sources: KnownSources;
  readonly prices: Prices;
  readonly trials: TrialLookup;
  /** Children of 0 to 17 in the area; null where that is not known. */
  readonly children: number | null;
}

export interface BuiltProgramme {
  readonly programme: ResolvedProgramme;
  readonly assumptions: readonly AssumptionLine[];
  /** What this use has otherwise than its file or the stance of the run. */
  readonly changes: readonly ChangeLine[];
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
        ends:
          typeof value === 'number' ? endsOf(provenance.interval, [{ number: value, unit: null }])?.factors : undefined,
        provenance,
      }),
    );
  };

  const { opens, opensOn, closes, notes } = buildDates(inputs, id);
  const eligible = buildCondition(context, file.eligible, ['eligible']);
  if (eligible.length === 0) refuse(context, ['eligible'], 'say who is eligible: at least one line');
  checkReach(context, file);
  const places = buildPlaces(inputs, opens);
  if (file.team !== undefined) note('places_per_team', file.team.places, 'children at a time', file.team, ['team']);
  if (use.take_up !== undefined)
    lines.push(
      setInScenario(`${id}.take_up`, `${file.title}: take up`, String(use.take_up), 'share of those eligible'),
    );
  else if (file.take_up !== undefined)
    note('take_up', file.take_up.value, 'share of those eligible', file.take_up, ['take_up']);
  const clock = (key: 'stay' | 'drop_out', unit: string) => {
    const written = file[key];
    if (written === undefined) return null;
    note(key, asWritten(context, [key, 'value']), unit, written, [key]);
    return buildHazard(context, written.value, [key, 'value']);
  };
  const stay = clock('stay', 'time from start');
  const dropOut = clock('drop_out', 'time from start');
  const queue = buildQueue(context, file);
  const givesUp = file.queue?.gives_up_after;
  if (givesUp !== undefined)
    note(
      'gives_up_after',
      asWritten(context, ['queue', 'gives_up_after', 'value']),
      'time from joining the queue',
      givesUp,
      ['queue', 'gives_up_after'],
    );
  if (file.fidelity !== undefined && file.fidelity.value[0]?.at !== 0)
    refuse(context, ['fidelity', 'value'], "the ramp starts at the opening: its first line is '0 months'");
  if (file.fidelity !== undefined)
    note('fidelity', asWritten(context, ['fidelity', 'value']), "share of effects' strength", file.fidelity, [
      'fidelity',
    ]);

  const {
    effects,
    changes: effectChanges,
    warnings: effectWarnings,
  } = buildEffects({
    ...inputs,
    stance,
    sources,
    teams: places.teams,
    closes,
  });
  const warnings = [...effectWarnings];
  for (const { value, measure, why, mark, label, name } of effects)
    lines.push(
      assumptionLine({
        name: `${id}.${name}`,
        label: `${file.title}: ${label}`,
        value: String(value),
        unit: MEASURE_WORDS[measure]!,
        provenance: { source: why, mark },
      }),
    );
  const limits = effects.flatMap(({ acts }) => (acts.kind === 'supply' ? [acts.resource] : []));
  for (const name of new Set(limits))
    if (model.resources.find((resource) => resource.name === name)?.places === null)
      warnings.push(
        `${file.title}: nothing limits the places of '${name}' in this scenario, so more of them change nothing; a scenario sets how many there are`,
      );
  const { costs, costLines } = buildProgrammeCosts(inputs, id, sources, places, opens, closes);
  if (costs.length === 0) warnings.push(`${file.title}: no cost is given, so none is counted`);
  const programme: ResolvedProgramme = {
    id,
    title: file.title,
    description: file.description,
    opens,
    opensDate: formatDate(opensOn),
    closes,
    eligible,
    takeUp: use.take_up ?? file.take_up?.value ?? 1,
    siblings: buildSiblings(context, file),
    places: places.steps,
    queue,
    stay,
    dropOut,
    endsWhen: buildEnding(context, file),
    onStart: file.on_start === undefined ? [] : buildForces(context, file.on_start.forces, ['on_start', 'forces']),
    againAfter: file.reach === 'everyone' ? 0 : (file.again?.after ?? null),
    stance,
    effects,
    fidelity: file.fidelity?.value.map(({ at, value }) => ({ from: opens + at, share: value })) ?? null,
    overlap: file.overlap === undefined || file.overlap.rule === 'multiply' ? null : file.overlap,
    outcomes: Object.entries(file.outcomes ?? {}).map(([name, { label, on, note: definition }]) => ({
      name,
      label,
      on,
      definition: definition ?? label,
    })),
    costs,
    summary: {
      id,
      title: file.title,
      description: file.description,
      opens: formatDate(opensOn),
      places: places.words,
      eligible: conditionWords(eligible, model, context.startDay),
      effects: effects.map(({ name, label, acts, measure, value, why, mark }) => ({
        name,
        label,
        transitions: 'transitions' in acts ? acts.transitions : [],
        measure,
        value,
        why,
        mark,
      })),
      outcomes: Object.values(file.outcomes ?? {}).map(({ label }) => label),
      evidence: Object.values(file.evidence).map(cardOf),
      caveats: file.caveats ?? [],
      warnings,
    },
  };
  return {
    programme,
    assumptions: [...lines, ...costLines],
    changes: [...useChanges(inputs, id), ...effectChanges],
    notes,
  };
}

/** A take-up or a stance of its own; effects are told where they are built. */
function useChanges({ use, file, stance }: ProgrammeInputs, id: string): ChangeLine[] {
  const of = (name: string, label: string, from: string, to: string): ChangeLine[] =>
    from === to
      ? []
      : [{ name: `${id}.${name}`, label: `${file.title}: ${label}`, from, to, where: `the scenario, programme ${id}` }];
  return [
    ...(use.take_up === undefined
      ? []
      : of('take_up', 'share of those eligible who accept', `${file.take_up?.value ?? 1}`, `${use.take_up}`)),
    ...(use.stance === undefined ? [] : of('stance', 'evidence stance', stance, use.stance)),
  ];
}

/** A practice that reaches everybody has no places, queue or stay; a service with places says what each is. */
function checkReach(context: Context, file: ProgrammeFile): void {
  if (file.reach === 'everyone') {
    for (const key of [
      'take_up',
      'siblings',
      'team',
      'queue',
      'stay',
      'drop_out',
      'ends_when',
      'once',
      'again',
      'on_start',
    ] as const)
      if (file[key] !== undefined)
        refuseKey(
          context,
          [key],
          `with 'reach: everyone' there is no '${key}': whoever is eligible is reached, as long as they are`,
        );
    return;
  }
  if (file.take_up === undefined)
    refuse(
      context,
      ['programme'],
      "'take_up' is missing: the share of those eligible who accept (or 'reach: everyone')",
    );
  if (file.queue === undefined)
    refuse(context, ['programme'], "'queue' is missing: what those do who find no place (or 'reach: everyone')");
  if (file.stay === undefined && file.ends_when === undefined)
    refuse(context, ['programme'], "say how long a place lasts: 'stay', 'ends_when', or both");
  if ((file.again === undefined) === (file.once === undefined))
    refuse(context, ['programme'], "say whether a child can come again: 'once: true', or 'again: {after: 1 year}'");
}

function buildDates(inputs: ProgrammeInputs, id: string) {
  const { use, useContext, usePath, endDay, yearsAsked, opensOn } = inputs;
  const { startDay } = useContext;
  const notes: string[] = [];
  if (opensOn >= endDay) {
    const lastDay = formatDate(endDay - 1);
    const message =
      yearsAsked === undefined
        ? `the programme opens on ${formatDate(opensOn)}, when the run has ended (its last day is ${lastDay})`
        : `the programme opens on ${formatDate(opensOn)}, and --years ${yearsAsked} ends the run on ${lastDay}: ask for more years`;
    refuse(useContext, [...usePath, 'opens'], message);
  }
  if (opensOn < startDay) {
    notes.push(
      `${id} opened on ${formatDate(opensOn)}, before the run starts: it opens on the run's first day, with no children in it.`,
    );
  }
  if (use.closes !== undefined && use.closes <= Math.max(opensOn, startDay)) {
    refuse(
      useContext,
      [...usePath, 'closes'],
      `the programme closes on ${formatDate(use.closes)}, before it could take anyone`,
    );
  }
  return {
    opens: Math.max(0, opensOn - startDay),
    opensOn,
    closes: use.closes === undefined ? null : use.closes - startDay,
    notes,
  };
}

interface BuiltPlaces {
  /** Places from each day on; null where unlimited. */
  readonly steps: readonly { readonly from: number; readonly places: number }[] | null;
  /** Teams from each day on; where they are not known, of places as many as there are. */
  readonly teams: Teams;
  readonly hasTeams: boolean;
  readonly words: string;
}

function buildPlaces(inputs: ProgrammeInputs, opens: number): BuiltPlaces {
  const { use, file, useContext, usePath } = inputs;
  const perTeam = file.team?.places;
  // With teams, so that costs a team are not refused besides.
  const nothing: BuiltPlaces = { steps: [{ from: opens, places: 0 }], teams: [], hasTeams: true, words: '' };
  const given = [use.teams, use.places, use.capacity].filter((item) => item !== undefined).length;
  if (file.reach === 'everyone') {
    if (given > 0)
      refuse(
        useContext,
        usePath,
        `'${file.programme}' reaches everybody who is eligible: there are no teams or places to give`,
      );
    return { steps: null, teams: [{ from: opens, teams: 1 }], hasTeams: false, words: 'everybody eligible' };
  }
  if (given !== 1) {
    refuse(
      useContext,
      usePath,
      "say how many it can take: one of 'teams', 'places' (which may be 'unlimited') and 'capacity'",
    );
    return nothing;
  }
  if (use.places === 'unlimited')
    return { steps: null, teams: [{ from: opens, teams: 1 }], hasTeams: false, words: 'unlimited' };
  const rows = use.capacity ?? [{ from: useContext.startDay + opens, teams: use.teams, places: use.places }];
  const steps: { from: number; places: number; size: number | null; teams: number }[] = [];
  rows.forEach(({ from, teams, places }, i) => {
    const path: Path = use.capacity === undefined ? usePath : [...usePath, 'capacity', i];
    if ((teams === undefined) === (places === undefined))
      return refuse(useContext, path, "say how many there are from then on: 'teams', or 'places'");
    if (teams !== undefined && perTeam === undefined)
      return refuse(
        useContext,
        use.capacity === undefined ? [...usePath, 'teams'] : path,
        `the programme '${file.programme}' does not say how many places a team has: give 'places'`,
      );
    const before = rows[i - 1];
    const day = Math.max(opens, from - useContext.startDay);
    if (before !== undefined && from <= before.from)
      return refuse(useContext, [...path, 'from'], 'each line must be later than the one before');
    const count = places ?? Math.floor(teams! * perTeam! + 1e-9);
    if (count < 1 && teams !== undefined && teams > 0)
      return refuse(useContext, [...path, 'teams'], `${teams} teams of ${perTeam!} places make less than one place`);
    // Of several lines before it opens, the last is what it opens with.
    if (steps.at(-1)?.from === day) steps.pop();
    const size = teams === undefined ? null : teams;
    steps.push({ from: day, places: count, size, teams: teams ?? (perTeam === undefined ? count : count / perTeam) });
    return undefined;
  });
  const words = steps
    .map(({ places, size: teams, from }) => {
      const size =
        teams === null
          ? `${places} places`
          : `${places} places (${teams} ${teams === 1 ? 'team' : 'teams'} of ${perTeam ?? 0})`;
      return steps.length === 1 ? size : `${size} from ${formatDate(useContext.startDay + from)}`;
    })
    .join(', ');
  return {
    steps: steps.map(({ from, places }) => ({ from, places })),
    teams: steps.map(({ from, teams }) => ({ from, teams })),
    hasTeams: perTeam !== undefined || use.places === undefined,
    words,
  };
}

function buildQueue(context: Context, file: ProgrammeFile): ResolvedProgramme['queue'] {
  if (file.queue === undefined) return { waits: true, givesUpAfter: null };
  const { no_waiting: noWaiting, gives_up_after: givesUp, waits } = file.queue;
  const present = [noWaiting, givesUp, waits].filter((item) => item !== undefined);
  if (present.length !== 1) {
    refuse(context, ['queue'], "a queue has one of 'gives_up_after', 'waits: for ever' and 'no_waiting: true'");
  }
  return { waits: noWaiting !== true, givesUpAfter: givesUp?.value ?? null };
}

function buildSiblings(context: Context, { siblings }: ProgrammeFile): ResolvedProgramme['siblings'] {
  if (siblings === undefined) return null;
  const { come, each } = siblings;
  if (come === 'one by one') {
    if (each !== undefined)
      refuseKey(
        context,
        ['siblings', 'each'],
        "'each' has no meaning for siblings who come one by one: each child takes a place",
      );
    return null;
  }
  if (each === undefined)
    refuse(context, ['siblings'], "'each' is missing: a place for each 'child', or one for the 'family'");
  return { each: each ?? 'child' };
}

function buildEnding(context: Context, file: ProgrammeFile): ResolvedProgramme['endsWhen'] {
  const written = file.ends_when;
  if (written === undefined) return { notEligible: file.reach === 'everyone', any: [] };
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

const COSTS = [
  ['set_up', 'set up', 'once'],
  ['per_year', 'yearly', 'a year'],
  ['per_10000_children_year', 'yearly', 'a year for each 10,000 children of the area'],
  ['per_team_year', 'yearly', 'a team a year'],
  ['per_place_year', 'yearly', 'a place a year'],
  ['per_start', 'per start', 'a start'],
  ['per_week', 'per day', 'a week in the programme'],
] as const;

function buildProgrammeCosts(
  inputs: ProgrammeInputs,
  id: string,
  sources: KnownSources,
  { steps, teams, hasTeams }: BuiltPlaces,
  opens: number,
  closes: number | null,
) {
  const { file, context, prices } = inputs;
  const costs: ProgrammeCost[] = [];
  const costLines: AssumptionLine[] = [];
  const kinds = new Kinds(context, sources);
  for (const [key, kind, unit] of COSTS) {
    const written = file.costs?.[key];
    if (written === undefined) continue;
    const path: Path = ['costs', key];
    checkProvenance(context, written, sources, path);
    const payer = written.payer ?? file.costs?.payer;
    if (payer === undefined) refuse(context, path, "'payer' is missing: here, or once for all costs of the programme");
    const isPerChildren = key === 'per_10000_children_year';
    if (isPerChildren && inputs.children === null)
      refuseKey(context, path, "this cost needs the children of an area, and the scenario names none: 'area: Leeds'");
    const isPerPlace = key === 'per_place_year';
    if (isPerPlace ? steps === null : key === 'per_team_year' && (!hasTeams || steps === null))
      refuseKey(
        context,
        path,
        `this cost needs a number of ${isPerPlace ? 'places' : 'teams'}, and the scenario gives none`,
      );
    if (written.value.perDay)
      refuse(context, [...path, 'value'], `'${key}' says the unit: give a plain amount, not '${written.value.text}'`);
    const line = written.line ?? file.costs?.line ?? file.title;
    const amount = priced(context, prices, written, written.value, line, path);
    const kindPath = written.kind === undefined ? ['costs', 'kind'] : [...path, 'kind'];
    const saving = kinds.of(written.kind ?? file.costs?.kind, `${id}.${key}`, `${file.title}, ${unit}`, kindPath);
    // So many times the amount from each day on.
    const times =
      key === 'per_team_year'
        ? teams.map((row) => ({ from: row.from, times: row.teams }))
        : isPerPlace
          ? (steps ?? []).map((row) => ({ from: row.from, times: row.places }))
          : [{ from: opens, times: isPerChildren ? (inputs.children ?? 0) / 10_000 : 1 }];
    times.forEach((row, i) => {
      // A line from after it has closed costs nothing.
      if (closes !== null && row.from >= closes) return;
      const next = times[i + 1]?.from ?? closes;
      const pounds = amount.pounds * row.times;
      const pence = kind === 'per day' ? (pounds * 100) / 7 : pounds * 100;
      costs.push({
        name: times.length === 1 ? `${id}.${key}` : `${id}.${key}_${i + 1}`,
        line,
        payer: payer ?? '',
        kind,
        pence,
        from: row.from,
        to: next !== null && closes !== null ? Math.min(next, closes) : next,
        ...saving,
        ...amount.growth,
      });
    });
    costLines.push(
      assumptionLine({
        name: `${id}.${key}`,
        label: `${file.title}: cost, ${unit}`,
        value: amount.text,
        unit: `GBP ${unit}${amount.terms}`,
        ends: amountEnds(written.value.text, written.interval)?.factors,
        provenance: { ...written, interval: amount.interval },
      }),
    );
  }
  return { costs, costLines: [...costLines, ...kinds.assumptions] };
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
