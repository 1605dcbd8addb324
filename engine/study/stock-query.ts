/** Asks of a stock what conditions and dimensions ask of a child. */
import type { Dimension } from '../ledger/spec.js';
import type { Atom, Condition, PathwayModel } from '../pathway/model.js';
import type { Stock } from '../simulate/start.js';
import { birthday, DAYS_PER_YEAR } from '../time/index.js';

export class StockQuery {
  private readonly labels: ReadonlyMap<string, ReadonlyMap<string, string>>;
  private readonly levels: ReadonlyMap<string, readonly string[]>;
  constructor(
    private readonly stock: Stock,
    model: PathwayModel,
    private readonly epoch: number,
  ) {
    this.labels = new Map(
      model.regions.map((region) => [region.name, new Map(region.states.map((state) => [state.name, state.label]))]),
    );
    this.levels = new Map(model.attributes.map((attribute) => [attribute.name, attribute.levels]));
  }

  private state(row: number, region: string): string {
    const r = this.stock.regions.indexOf(region);
    return this.stock.stateNames[r]![this.stock.states[row * this.stock.regions.length + r]!]!;
  }

  /** Whether the child of a row has attained an age on day 0. */
  private hasAge(row: number, years: number): boolean {
    const birth = this.stock.births[row]!;
    const at =
      Math.floor(years) === years && years >= 0
        ? birthday(birth + this.epoch, years) - this.epoch
        : birth + Math.floor(years * DAYS_PER_YEAR + 0.5);
    return at <= 0;
  }

  matches(row: number, condition: Condition): boolean {
    return condition.every((atom) => this.holds(row, atom));
  }

  private attribute(row: number, name: string): string {
    const a = this.stock.attributes.indexOf(name);
    return this.levels.get(name)![this.stock.levels[row * this.stock.attributes.length + a]!]!;
  }

  private count(row: number, counter: string): number {
    return this.stock.counts[row * this.stock.counters.length + this.stock.counters.indexOf(counter)]!;
  }

  private holds(row: number, atom: Atom): boolean {
    if (atom.kind === 'level' || atom.frozen !== undefined)
      throw new Error(
        'a starting population is chosen by what a child is now, not by a frozen value or a shared level',
      );
    switch (atom.kind) {
      case 'state':
        return atom.states.includes(this.state(row, atom.region)) !== (atom.not ?? false);
      case 'attribute':
        return atom.levels.includes(this.attribute(row, atom.attribute)) !== (atom.not ?? false);
      case 'age':
        return (
          (atom.from === undefined || this.hasAge(row, atom.from)) &&
          (atom.below === undefined || !this.hasAge(row, atom.below))
        );
      case 'time':
        return (atom.from === undefined || atom.from <= 0) && (atom.before === undefined || atom.before > 0);
      case 'count': {
        const n = this.count(row, atom.counter);
        return n >= (atom.atLeast ?? 0) && n < (atom.below ?? Number.POSITIVE_INFINITY);
      }
    }
  }

  /** The label of the cell of a dimension that a row falls in. */
  level(row: number, dimension: Dimension): string {
    switch (dimension.kind) {
      case 'age': {
        let band = 0;
        for (let i = 1; i < dimension.from.length; i++) if (this.hasAge(row, dimension.from[i]!)) band = i;
        return dimension.labels[band]!;
      }
      case 'count': {
        const n = this.count(row, dimension.counter);
        let band = 0;
        for (let i = 1; i < dimension.from.length; i++) if (n >= dimension.from[i]!) band = i;
        return dimension.labels[band]!;
      }
      case 'attribute':
        return this.attribute(row, dimension.attribute);
      case 'state':
        return this.labels.get(dimension.region)!.get(this.state(row, dimension.region))!;
      case 'grouped': {
        const state = this.state(row, dimension.region);
        for (const [label, members] of Object.entries(dimension.groups)) if (members.includes(state)) return label;
        return dimension.rest ?? '';
      }
    }
  }
}
