/** Members of families lived one at a time, on a kernel of their own: nothing of a sibling is anywhere near. */
import { Tally } from '../../engine/ledger/tally.js';
import { compileLedger, ledgerBreaks } from '../../engine/ledger/compile.js';
import { compilePathway } from '../../engine/pathway/compile.js';
import { deriveKey, seedKey } from '../../engine/random/index.js';
import { Kernel } from '../../engine/simulate/kernel.js';
import { resolveText } from './pathway-files.js';
import { LifeObserver, type Life } from './lives.js';

export interface Member {
  readonly stream: number;
  readonly unit: number;
  readonly member: number;
  readonly came: number;
}

/** The lives of the members named, in the order given. Places must be unlimited and levels not shared. */
export function membersAlone(text: string, chosen: readonly Member[]): Life[] {
  const scenario = resolveText(text);
  const pathway = compilePathway(scenario.model, ledgerBreaks(scenario.ledger));
  const ledger = compileLedger(scenario.ledger, pathway);
  const horizon = scenario.endDay - scenario.startDay;
  const keys = pathway.streams.map((stream) => deriveKey(seedKey(scenario.seed), 0, 0, 0, stream.nameHash));
  return chosen.map(({ stream, unit, member, came }) => {
    const kernel = new Kernel(
      pathway,
      new Tally(ledger, [0, horizon], pathway.variables.count, pathway.stateBase),
      scenario.startDay,
      horizon,
    );
    const observer = new LifeObserver(pathway);
    kernel.observer = observer;
    kernel.key = keys[stream]!;
    kernel.arrive(pathway.streams[stream]!, stream, unit, came, member);
    kernel.burst();
    return [...observer.lives.values()][0]!;
  });
}
