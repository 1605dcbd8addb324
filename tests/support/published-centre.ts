/**
 * What was published of the urgent treatment centre (treat-sim): six scenarios, sixteen measures, the means of 50
 * replications. Source: github.com/pythonhealthdatascience/stars-treat-sim, notebooks/test_package.ipynb, output of cell 4,
 * at commit e4a8c548d9ff7b36baa4fa117c492b66adcd78fa.
 *
 * No standard errors were printed. Those given here are the spread of the same 50 replications, which a re-implementation
 * on the published seeds gives again: all 96 means to the six decimals printed.
 */

/** A mean over 50 replications, and its standard error. */
export type Published = readonly [mean: number, se: number];

/** How a scenario differs from the base: its places, and the mean length of an examination. */
export interface CentreScenario {
  readonly name: string;
  readonly places?: Readonly<Record<string, number>>;
  readonly examination?: number;
}

/** In the order of the columns below. */
export const SCENARIOS: readonly CentreScenario[] = [
  { name: 'base' },
  { name: 'triage + 1', places: { triage: 2 } },
  { name: 'examination + 1', places: { examination: 4 } },
  { name: 'cubicles + 1', places: { cubicles: 2 } },
  { name: 'an examination room for triage', places: { triage: 2, examination: 2 } },
  { name: 'the same, and short examinations', places: { triage: 2, examination: 2 }, examination: 12 },
];

export const BASE_PLACES: Readonly<Record<string, number>> = {
  triage: 1,
  registration: 1,
  examination: 3,
  cubicles: 1,
  trauma_bays: 2,
  trauma_cubicles: 1,
};

/** A line for each measure of the example (|group, where it is broken down): mean and standard error, by scenario. */
const TABLE = `
arrivals                    227.72 2.35       227.72 2.35       227.72 2.35       227.72 2.35       227.72 2.35       227.72 2.35
triage_wait                 35.243019 3       1.325176 0.128    35.243019 3       35.243019 3       1.325176 0.128    1.325176 0.128
triage_use                  0.607039 0.00806  0.303519 0.00403  0.607039 0.00806  0.607039 0.00806  0.303519 0.00403  0.303519 0.00403
registration_wait           105.572644 3.16   135.915119 3.99   105.572644 3.16   105.572644 3.16   135.915119 3.99   135.915119 3.99
registration_use            0.840613 0.00593  0.843954 0.0061   0.840613 0.00593  0.840613 0.00593  0.843954 0.0061   0.843954 0.0061
examination_wait            25.552525 1.28    26.688866 1.3     0.146565 0.0114   25.552525 1.28    148.865965 2.29   66.003847 1.69
examination_use             0.850448 0.00375  0.853567 0.00377  0.667856 0.00435  0.850448 0.00375  0.893629 0.00449  0.868998 0.00389
cubicle_wait                136.660635 3.51   138.575405 3.53   151.808204 3.65   2.280962 0.135    33.568594 2.43    111.337103 3.73
cubicles_use                0.867238 0.00497  0.869324 0.00499  0.867691 0.00497  0.629346 0.00557  0.836384 0.00683  0.871039 0.00516
time_in_centre|kind=minor   234.335783 3.36   232.133275 3.39   223.063821 3.44   192.191909 3.32   280.72944 3.12    244.797808 3.34
trauma_bay_wait             151.680557 10.3   175.135269 11     151.680557 10.3   151.680557 10.3   175.135269 11     175.135269 11
trauma_bays_use             0.826941 0.016    0.840977 0.0158   0.826941 0.016    0.826941 0.016    0.840977 0.0158   0.840977 0.0158
trauma_cubicle_wait         14.305044 1.37    14.997287 1.41    14.305044 1.37    14.305044 1.37    14.997287 1.41    14.997287 1.41
trauma_cubicles_use         0.50101 0.0109    0.506908 0.011    0.50101 0.0109    0.50101 0.0109    0.506908 0.011    0.506908 0.011
time_in_centre|kind=trauma  292.280487 9.76   282.783517 10.5   292.280487 9.76   292.280487 9.76   282.783517 10.5   282.783517 10.5
discharges                  162.16 1.12       162.92 1.13       165.88 1.22       195.3 0.912       138.54 0.935      156.6 1.12
`;

/** By measure (and group), a pair for each scenario. */
export const CENTRE: ReadonlyMap<string, readonly Published[]> = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => {
      const [measure = '', ...numbers] = line.split(/ +/);
      return [measure, SCENARIOS.map((_, j) => [Number(numbers[2 * j]), Number(numbers[2 * j + 1])] as const)];
    }),
);
