/** What a unit asks of the resources that are shared, and what it holds of them: read by whoever hands them out. */
import type { CompiledPathway } from '../pathway/compiled.js';
import { drawBlock, unit32 } from '../random/index.js';
import type { Choices } from './choices.js';
import type { UnitLayout } from './layout.js';
import type { Luck } from './luck.js';

export class Asking {
  constructor(
    private readonly pathway: CompiledPathway,
    private readonly layout: UnitLayout,
    private readonly I: Int32Array,
    private readonly luck: Luck,
    private readonly choices: Choices,
  ) {}

  /** Whether the unit's events must go through the calendar: it stands in a queue, or holds what may be taken back. */
  isTied(): boolean {
    const { I, layout, pathway } = this;
    for (let q = 0; q < pathway.resourceNames.length; q++) if (I[layout.tickets + q] !== 0) return true;
    return this.mayLose();
  }

  /** Whether the unit holds places that others wait for: its own events come with the releases of their instant. */
  holdsLimited(): boolean {
    const { I, layout, pathway } = this;
    for (let r = 0; r < pathway.regionCount; r++) {
      const held = I[layout.held + r]!;
      if (held !== 0 && pathway.limited[held - 1] === 1) return true;
    }
    return false;
  }

  /** Whether the unit holds a place that may be taken back. */
  mayLose(): boolean {
    const { I, layout, pathway } = this;
    for (let r = 0; r < pathway.regionCount; r++) {
      const held = I[layout.held + r]!;
      if (held !== 0 && pathway.takesBack[held - 1] === 1) return true;
    }
    return false;
  }

  /** How many places the unit asks for in a queue state, at least 1. */
  needOf(state: number): number {
    const q = this.pathway.needs[state]!;
    return q < 0 ? 1 : Math.max(1, Math.floor(this.choices.quantity(q) + 0.5));
  }

  /** A quantity as it is for the unit now. */
  quantity(q: number): number {
    return this.choices.quantity(q);
  }

  /** Whether the unit will not join the queue of a resource for which `waiting` others wait already. */
  balks(resource: number, state: number, waiting: number): boolean {
    const { balkFrom, balkShares, balkDecision } = this.pathway.resources[resource]!;
    let share = 0;
    for (let i = 0; i < balkFrom.length && waiting >= balkFrom[i]!; i++) share = balkShares[i]!;
    if (share === 0) return false;
    const { I, layout, luck } = this;
    const isShared = this.pathway.asksTogether[this.pathway.stateRegion[state]!] === 1;
    drawBlock(
      luck.key,
      I[layout.unit]!,
      // Each queue state is a decision of its own.
      (balkDecision ^ this.pathway.holdDecision[state]!) >>> 0,
      I[layout.visits + state]!,
      isShared ? 0 : luck.member,
      luck.words,
    );
    return unit32(luck.words[0]!) < share;
  }

  /** Whether site `i` of a queue is open to the unit. */
  isOpen(i: number): boolean {
    const { I, pathway } = this;
    for (let k = pathway.siteGuardFirst[i]!, end = pathway.siteGuardFirst[i + 1]!; k < end; k++)
      if (pathway.sets[pathway.testOffset[k]! + I[pathway.testVariable[k]!]!] === 0) return false;
    return true;
  }

  /** Whether the unit counts in a shared level. */
  counts(level: number): boolean {
    const { I, pathway } = this;
    const { guardFirst, guardEnd } = pathway.levels[level]!;
    for (let k = guardFirst; k < guardEnd; k++)
      if (pathway.sets[pathway.testOffset[k]! + I[pathway.testVariable[k]!]!] === 0) return false;
    return true;
  }
}
