/**
 * Where there is no limit a place is granted at once, without the calendar and without a trace there. Two things need to
 * be seen in the calendar all the same, and get more places than anyone will ask for.
 */
import type { LedgerSpec } from '../ledger/spec.js';
import type { PathwayModel } from '../pathway/model.js';
import { hasSiblings } from '../pathway/siblings.js';

const AMPLE = 1_000_000_000;

/** The model with ample places in those of its unlimited resources that are wanted so. */
function ample(model: PathwayModel, isWanted: (name: string) => boolean): PathwayModel {
  if (!model.resources.some(({ name, places }) => places === null && isWanted(name))) return model;
  return {
    ...model,
    resources: model.resources.map((resource) =>
      resource.places === null && isWanted(resource.name)
        ? { ...resource, places: [{ from: -1, places: AMPLE }] }
        : resource,
    ),
  };
}

/** `option` with ample places in what it adds to a baseline: asking for one is where a life with a programme parts. */
export function ampleProgrammes(option: PathwayModel, baseline: PathwayModel): PathwayModel {
  const own = new Set(baseline.resources.map(({ name }) => name));
  return ample(option, (name) => !own.has(name));
}

/**
 * Ample places where the children of a family share one place and the places in use are counted: who of them asks is then
 * known only once all have come to it, in the calendar.
 */
export function ampleWhereCounted(model: PathwayModel, ledger: LedgerSpec): PathwayModel {
  const families = new Set(model.regions.filter(({ of, asks }) => of === 'family' || asks === 'together'));
  if (families.size === 0 || !hasSiblings(model)) return model;
  const asked = new Set(
    [...families].flatMap(({ states }) => states.flatMap(({ queues = [] }) => queues.map(({ resource }) => resource))),
  );
  const counted = new Set(ledger.measures.flatMap((item) => (item.kind === 'use' ? [item.resource] : [])));
  const perFamily = new Set(model.resources.flatMap(({ name, each }) => (each === 'family' ? [name] : [])));
  return ample(model, (name) => asked.has(name) && counted.has(name) && perFamily.has(name));
}
