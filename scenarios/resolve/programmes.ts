/** The programmes that a scenario uses. */
import type { PathwayModel } from '../../engine/pathway/model.js';
import type { AssumptionLine, ChangeLine, SourceLine } from '../../engine/study/result.js';
import type { Located, ParameterValues, Path } from '../load/index.js';
import { placeOf, problemAt, Problems } from '../load/index.js';
import { formatDate } from '../../engine/time/index.js';
import type { ProgrammeUse, ScenarioFile, Stance } from '../schema/index.js';
import { programmeFile } from '../schema/index.js';
import type { Context, Vocabulary } from './context.js';
import { known } from './context.js';
import { programmeIds } from './library/read.js';
import type { ProgrammeSize } from './overrides.js';
import type { Prices } from './prices.js';
import { buildProgramme } from './programme.js';
import type { Session } from './session.js';
import { sourceLines } from './provenance.js';
import { contextOf } from './session.js';
import { withParents } from './extends-programme.js';
import { trialLookup } from './trial-lookup.js';
import type { ResolvedProgramme } from './types.js';

/** One use of a programme file: by what name it is used, and what the file calls itself. */
interface Used {
  readonly id: string;
  readonly programme: string;
  readonly file: Context;
}

/** The run that programmes are put into. */
export interface ProgrammeSetting {
  readonly file: ScenarioFile;
  readonly context: Context;
  readonly model: PathwayModel;
  readonly words: Vocabulary;
  readonly values: ParameterValues;
  readonly stance: Stance;
  readonly endDay: number;
  /** How many years the command asks for in place of the file. */
  readonly yearsAsked: number | undefined;
  readonly sources: readonly string[] | null;
  readonly prices: Prices;
  /** The name of the area, for roll-outs; null where there is none. */
  readonly area: string | null;
  /** Its children of 0 to 17; null where that is not known. */
  readonly children: number | null;
  /** Sizes in place of those of the scenario, by name. */
  readonly sizes?: ReadonlyMap<string, ProgrammeSize> | undefined;
}

/** Reads and resolves every programme of a scenario. */
export function buildProgrammes(session: Session, setting: ProgrammeSetting) {
  const { context } = setting;
  const programmes: ResolvedProgramme[] = [];
  const assumptions: AssumptionLine[] = [];
  const changes: ChangeLine[] = [];
  const notes: string[] = [];
  const sources: SourceLine[] = [];
  const problems = new Problems();
  const used: Used[] = [];
  (setting.file.programmes ?? []).forEach((use: ProgrammeUse, index) => {
    const usePath: Path = ['programmes', index];
    const written = withParents(session, session.named(context.root, [...usePath, 'use'], use.use, 'programmes'));
    const { file, root } = session.check(programmeFile, written, setting.values);
    const fileContext = contextOf(root, problems, setting.words, context.startDay);
    used.push({ id: use.as ?? file.programme, programme: file.programme, file: fileContext });
    const opensOn = openingOf(setting, use, usePath, problems, notes);
    if (opensOn === null) return;
    const built = buildProgramme({
      file,
      context: fileContext,
      use: resized(use, setting.sizes?.get(use.as ?? file.programme)),
      useContext: { ...context, problems },
      usePath,
      stance: setting.stance,
      model: setting.model,
      endDay: setting.endDay,
      yearsAsked: setting.yearsAsked,
      opensOn,
      trials: trialLookup(session.files, written),
      children: setting.children,
      sources: setting.sources,
      prices: setting.prices,
    });
    const { id } = built.programme;
    if (programmes.some((other) => other.id === id)) {
      const message = `the programme '${id}' is already used: give this use a name of its own with 'as'`;
      problems.add(problemAt(placeOf(context.root, [...usePath, use.as === undefined ? 'use' : 'as']), message));
    }
    programmes.push(built.programme);
    assumptions.push(...built.assumptions);
    changes.push(...built.changes);
    notes.push(...built.notes);
    sources.push(...sourceLines(file.sources));
  });
  checkOverlaps(session, used, programmes);
  problems.throwIfAny();
  notes.push(...multiplying(programmes.map((one) => withUses(one, used))));
  const roots: ReadonlyMap<string, Located> = new Map(used.map(({ id, file }) => [id, file.root]));
  return { programmes: programmes.map((one) => withUses(one, used)), assumptions, changes, notes, sources, roots };
}

function resized(use: ProgrammeUse, size: ProgrammeSize | undefined): ProgrammeUse {
  if (size === undefined) return use;
  const { teams: _teams, places: _places, capacity: _capacity, ...rest } = use;
  return { ...rest, ...size };
}

/** Refuses, in what a programme says of others, names that neither the library nor the scenario has. */
function checkOverlaps(session: Session, used: readonly Used[], programmes: readonly ResolvedProgramme[]): void {
  const allowed = new Set([...programmeIds(session.files), ...used.flatMap(({ id, programme }) => [programme, id])]);
  for (const { id, file } of used) {
    const { overlap } = programmes.find((one) => one.id === id) ?? {};
    overlap?.with.forEach((name, i) => {
      known(file, ['overlap', 'with', i], 'programme', name, [...allowed]);
    });
  }
}

/** Rules of overlap are for rates; a reader is told of whatever else two programmes with a rule both change. */
function multiplying(programmes: readonly ResolvedProgramme[]): readonly string[] {
  const changes = ({ effects }: ResolvedProgramme): ReadonlySet<string> =>
    new Set(
      effects.flatMap(({ acts }) => {
        if (acts.kind === 'time_ratio' || acts.kind === 'diverted') return acts.transitions;
        if (!('of' in acts)) return [];
        return 'transitions' in acts.of
          ? acts.of.transitions.map((name) => `${name} towards ${acts.towards}`)
          : [`${acts.of.region} towards ${acts.towards}`];
      }),
    );
  return programmes.flatMap((one) =>
    (one.overlap === null || one.overlap.rule === 'exclusive' ? [] : one.overlap.with).flatMap((id) => {
      const other = programmes.find((item) => item.id === id);
      if (other === undefined || other.id === one.id) return [];
      const both = [...changes(one)].filter((name) => changes(other).has(name));
      if (both.length === 0) return [];
      return [
        `${one.id} and ${other.id} both change ${both.join(', ').replaceAll('_', ' ')}: their rule of overlap is for rates, so these effects add to each other.`,
      ];
    }),
  );
}

/** A programme whose rule names others by the names they are used by, of which one programme may have several. */
function withUses(programme: ResolvedProgramme, used: readonly Used[]): ResolvedProgramme {
  const { overlap } = programme;
  if (overlap === null) return programme;
  const named = overlap.with.flatMap((name) =>
    used.flatMap(({ id, programme: file }) => (name === id || name === file ? [id] : [])),
  );
  return { ...programme, overlap: { ...overlap, with: [...new Set(named)] } };
}

/** The day a programme opens; in a roll-out, in the area that is run, and null where it does not come to that area. */
function openingOf(
  { context, area, endDay }: ProgrammeSetting,
  use: ProgrammeUse,
  usePath: Path,
  problems: Problems,
  notes: string[],
): number | null {
  if (typeof use.opens === 'number') return use.opens;
  if (area === null) {
    const message = 'a roll-out opens by area, and this scenario has none: give one date';
    problems.add(problemAt(placeOf(context.root, [...usePath, 'opens']), message));
    return null;
  }
  const found = Object.entries(use.opens).find(([name]) => name.toLowerCase() === area.toLowerCase())?.[1];
  const id = use.as ?? use.use;
  if (found === undefined) {
    notes.push(
      `${id} does not come to ${area} in the roll-out (${Object.keys(use.opens).join(', ')}): it is left out.`,
    );
    return null;
  }
  if (found < endDay) return found;
  notes.push(`${id} comes to ${area} on ${formatDate(found)}, after the run has ended: it is left out.`);
  return null;
}
