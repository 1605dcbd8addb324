/** What a command may ask for instead of what the file says. */
import { InputError, problemWithFile } from '../load/index.js';

/** How much there is of a programme, in place of what the scenario says. */
export type ProgrammeSize = { readonly teams: number } | { readonly places: number };

export interface ScenarioOverrides {
  readonly area?: string | undefined;
  readonly years?: number | undefined;
  readonly replications?: number | undefined;
  readonly seed?: string | undefined;
  /** Which option of a study file, which is none by itself; or mix of a portfolio (every programme at its largest, if not said). */
  readonly option?: string | undefined;
  readonly stance?: string | undefined;
  /** A baseline's file, read in place of the one the scenario names. */
  readonly baseline?: string | undefined;
  /** Values of parameters fitted to the area's published figures. */
  readonly fitted?: Readonly<Record<string, number>> | undefined;
  /** Values in place of the baseline's own, as plain data: an area's figures, and what a scenario sets, still come after. */
  readonly parameters?: ReadonlyMap<string, unknown> | undefined;
  /** The baseline by itself: national figures, without the area, its own figures and the scenario's programmes. */
  readonly nationalBaseline?: boolean | undefined;
  /** Sizes of programmes by the names they are used by. */
  readonly sizes?: ReadonlyMap<string, ProgrammeSize> | undefined;
}

/** Refuses what no run could do: InputError names the option at fault. */
export function checkOverrides({ years, replications }: ScenarioOverrides): void {
  if (years !== undefined && !(years > 0 && years <= 200 && Math.abs(years * 12 - Math.round(years * 12)) < 1e-6)) {
    throw new InputError([
      problemWithFile('--years', `a run lasts a whole number of months, up to 200 years: found ${years}`),
    ]);
  }
  if (
    replications !== undefined &&
    !(Number.isInteger(replications) && replications >= 1 && replications <= 1_000_000)
  ) {
    throw new InputError([
      problemWithFile('--replications', `a whole number from 1 to 1000000 is needed: found ${replications}`),
    ]);
  }
}
