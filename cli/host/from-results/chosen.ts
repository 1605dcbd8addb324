/** The part of results that a chart is of: a study of several areas or stances is asked for one of each. */
import type { AreaStudy } from '../../../reports/study/index.js';
import { InputError, problemWithFile } from '../../../scenarios/index.js';
import type { Results } from './read.js';

/** What is typed: `--area` and `--stance`. */
export interface PartAsked {
  readonly area?: string | undefined;
  readonly stance?: string | undefined;
}

/** @throws InputError where a run is of another area or stance */
export function checkRun({ result }: Extract<Results, { kind: 'run' }>, { area, stance }: PartAsked): void {
  const own = result.area?.name ?? '';
  if (area !== undefined && area !== own) refuse('--area', 'of', area, [own]);
  if (stance !== undefined && stance !== result.stance) refuse('--stance', 'under', stance, [result.stance]);
}

/**
 * The studies meant: all where nothing is asked, and just one where something is.
 *
 * @throws InputError where there is none such, or several: what to name besides
 */
export function chosenStudies(studies: readonly AreaStudy[], { area, stance }: PartAsked): readonly AreaStudy[] {
  const areaOf = ({ report }: AreaStudy): string => report.area;
  const inArea = area === undefined ? studies : studies.filter((study) => areaOf(study) === area);
  if (inArea.length === 0) refuse('--area', 'of', area ?? '', studies.map(areaOf));
  const chosen = stance === undefined ? inArea : inArea.filter((study) => stanceOf(study) === stance);
  if (chosen.length === 0) refuse('--stance', 'under', stance ?? '', inArea.map(stanceOf));
  if ((area === undefined && stance === undefined) || chosen.length === 1) return chosen;
  const [missing, of] = area === undefined ? (['--area', areaOf] as const) : (['--stance', stanceOf] as const);
  const kinds = area === undefined ? 'areas' : 'stances';
  throw new InputError([
    problemWithFile(
      missing,
      `these results of ${area ?? `stance ${stance ?? ''}`} are of ${chosen.length} ${kinds}: name one with ${missing} too`,
      { allowed: once(chosen.map(of)) },
    ),
  ]);
}

/** What a study, or its part, believes of the evidence. */
export const stanceOf = ({ report, frame }: AreaStudy): string => report.stanceName ?? frame.stance;

function refuse(what: string, how: string, found: string, allowed: readonly string[]): never {
  throw new InputError([
    problemWithFile(what, `these results are not ${how} '${found}'`, { found, allowed: once(allowed) }),
  ]);
}

const once = (names: readonly string[]): readonly string[] => [...new Set(names)];
