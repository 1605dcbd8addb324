/**
 * The mean of a phase type, by taking out one phase after another; nothing is subtracted, so each number keeps its relative
 * accuracy (1e-14) however stiff the chain is.
 *
 * Source: W. K. Grassmann, M. I. Taksar and D. P. Heyman, "Regenerative analysis and steady state distributions for Markov
 * chains", Operations Research 33 (1985) 1107-1116.
 */
import { reachedPhases } from './phase-type-table.js';
import type { PhaseTypeSpec } from './spec.js';

/**
 * The mean time to the event, in days.
 *
 * @param spec a phase type that `packHazard` accepts
 * @returns above 0; Infinity where the event may never come
 * @example phaseTypeMean({ family: 'phase_type', start: [1], rates: [[0]], exit: [0.01] }); // 100
 */
export function phaseTypeMean(spec: PhaseTypeSpec): number {
  const reached = reachedPhases(spec.start, spec.rates, spec.exit);
  if (reached.distance.includes(Infinity)) return Infinity;
  const n = reached.start.length;
  const rates = reached.rates.map((row) => [...row]);
  const exit = [...reached.exit];
  const stay = exit.map(() => 1);
  const out = exit.map(() => 0);
  for (let k = n - 1; k >= 0; k -= 1) {
    out[k] = exit[k];
    for (let j = 0; j < k; j += 1) out[k] += rates[k][j];
    for (let i = 0; i < k; i += 1) {
      const share = rates[i][k] / out[k];
      for (let j = 0; j < k; j += 1) if (j !== i) rates[i][j] += share * rates[k][j];
      exit[i] += share * exit[k];
      stay[i] += share * stay[k];
    }
  }
  const mean = exit.map(() => 0);
  for (let k = 0; k < n; k += 1) {
    let sum = stay[k];
    for (let j = 0; j < k; j += 1) sum += rates[k][j] * mean[j];
    mean[k] = sum / out[k];
  }
  const total = reached.start.reduce((sum, share) => sum + share, 0);
  return reached.start.reduce((sum, share, i) => sum + share * mean[i], 0) / total;
}
