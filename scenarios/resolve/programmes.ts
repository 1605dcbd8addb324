/** The programmes that a scenario uses. */
import type { PathwayModel } from '../../engine/pathway/model.js';
import type { AssumptionLine, SourceLine } from '../../engine/study/result.js';
import type { ParameterValues, Path } from '../load/index.js';
import { placeOf, problemAt, Problems } from '../load/index.js';
import type { ProgrammeUse, ScenarioFile, Stance } from '../schema/index.js';
import { programmeFile } from '../schema/index.js';
import type { Context, Vocabulary } from './context.js';
import type { Prices } from './prices.js';
import { buildProgramme } from './programme.js';
import type { Session } from './session.js';
import { sourceLines } from './provenance.js';
import { contextOf } from './session.js';
import type { ResolvedProgramme } from './types.js';

/** The run that programmes are put into. */
export interface ProgrammeSetting {
  readonly file: ScenarioFile;
  readonly context: Context;
  readonly model: PathwayModel;
  readonly words: Vocabulary;
  readonly values: ParameterValues;
  readonly stance: Stance;
  readonly endDay: number;
  readonly sources: readonly string[] | null;
  readonly prices: Prices;
}

/** Reads and resolves every programme of a scenario. */
export function buildProgrammes(session: Session, setting: ProgrammeSetting) {
  const { context } = setting;
  const programmes: ResolvedProgramme[] = [];
  const assumptions: AssumptionLine[] = [];
  const notes: string[] = [];
  const sources: SourceLine[] = [];
  const problems = new Problems();
  (setting.file.programmes ?? []).forEach((use: ProgrammeUse, index) => {
    const usePath: Path = ['programmes', index];
    const written = session.named(context.root, [...usePath, 'use'], use.use, 'programmes');
    const { file, root } = session.check(programmeFile, written, setting.values);
    const built = buildProgramme({
      file,
      context: contextOf(root, problems, setting.words, context.startDay),
      use,
      useContext: { ...context, problems },
      usePath,
      stance: setting.stance,
      model: setting.model,
      endDay: setting.endDay,
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
    notes.push(...built.notes);
    sources.push(...sourceLines(file.sources));
  });
  problems.throwIfAny();
  return { programmes, assumptions, notes, sources };
}
