/** The smallest pathway: units that stay in one state until a clock takes them out. */
export interface StayOptions {
  readonly units?: number;
  readonly years?: number;
  /** More of the transition: a `scale`, a `multiply`, a `when`. */
  readonly more?: string;
  /** More of the file: indented as at its top level. */
  readonly file?: string;
  /** Further regions, indented by two. */
  readonly regions?: string;
  /** More of the arrivals: an age, attributes. */
  readonly arrivals?: string;
}

/** `units` of them are there on day 0; they `go` by a clock. Measures: the plain ones (`in_case`, `go`, `time_in_here`). */
export function stay(clock: string, options: StayOptions = {}): string {
  const { units = 1000, years = 10, more = '', file = '', regions = '', arrivals = '' } = options;
  return `
pathway: stay
run: {start: 2025-04-01, years: ${years}, replications: 1, seed: stay}
${file}
arrivals:
  units: {rate: 0 per day, at_start: ${units}, enters: {case: here}${arrivals === '' ? '' : `, ${arrivals}`}}
regions:
  case:
    initial: here
    states:
      here: {}
      gone: {final: true}
    transitions:
      go: {from: here, to: gone, clock: ${clock}${more === '' ? '' : `, ${more}`}}
${regions}
`;
}
