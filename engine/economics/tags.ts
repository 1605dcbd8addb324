/**
 * What a cost is told apart by: its line, its payer, what a pound less of it is, and which part of a programme it is.
 *
 * A saving is `cashable` where less money is spent (a placement that is bought is not bought), `capacity` where time or
 * places of one's own come free for other work and the money stays spent until they are given up, and `social` where it is a
 * value to children, families or society that no budget sees. Social value is never added to money unless it is said.
 */

export type SavingKind = 'cashable' | 'capacity' | 'social';

/** A programme's cost: once, for as long as it is kept whether or not it is used, or for each child. */
export type ProgrammePart = 'set-up' | 'running' | 'per child';

export interface CostTags {
  /** Budget line under which it is reported. */
  readonly line: string;
  readonly payer: string;
  /** What a pound less of it is; not said where absent. */
  readonly saving?: SavingKind;
  /** Set where it is a programme's. */
  readonly part?: ProgrammePart;
}

export const KIND_LABELS = {
  cashable: 'Cashable',
  capacity: 'Capacity released',
  social: 'Social',
} as const satisfies Readonly<Record<SavingKind, string>>;

export const NOT_CLASSED = 'Not classed';

export const PART_LABELS = {
  'set-up': 'Set-up',
  running: 'Running',
  'per child': 'Per child',
} as const satisfies Readonly<Record<ProgrammePart, string>>;

/** The kind of a cost, as tables name it. What a programme costs is money spent, and so cashable, unless it says otherwise. */
export function kindOf({ saving, part }: CostTags): string {
  return saving !== undefined ? KIND_LABELS[saving] : part === undefined ? NOT_CLASSED : KIND_LABELS.cashable;
}

/** Every line, payer, kind and part that a set of costs has, each once, in a settled order. */
export interface CostFacets {
  readonly lines: readonly string[];
  readonly payers: readonly string[];
  /** Empty where no cost says its kind. */
  readonly kinds: readonly string[];
  /** The same of programmes' costs alone; empty where there are none. */
  readonly programmes: {
    readonly lines: readonly string[];
    readonly parts: readonly string[];
    readonly payers: readonly string[];
    readonly kinds: readonly string[];
  };
}

export function costFacets(costs: readonly CostTags[]): CostFacets {
  const own = costs.filter(({ part }) => part !== undefined);
  const hasKinds = costs.some(({ saving }) => saving !== undefined);
  const kinds = (of: readonly CostTags[]): string[] =>
    hasKinds
      ? [...Object.values(KIND_LABELS), NOT_CLASSED].filter((kind) => of.some((cost) => kindOf(cost) === kind))
      : [];
  return {
    lines: once(costs.map(({ line }) => line)),
    payers: once(costs.map(({ payer }) => payer)),
    kinds: kinds(costs),
    programmes: {
      lines: once(own.map(({ line }) => line)),
      parts: Object.values(PART_LABELS).filter((label) => own.some(({ part }) => PART_LABELS[part!] === label)),
      payers: once(own.map(({ payer }) => payer)),
      kinds: kinds(own),
    },
  };
}

function once(values: readonly string[]): string[] {
  return [...new Set(values)];
}
