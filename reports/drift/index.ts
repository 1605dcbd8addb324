/** Why a stock drifts under constant inflow: the account of it, and the page that shows it. */
export { accountOf, type DriftAccount, type DriftRun, type DriftRuns, type Estimate, type Series } from './account.js';
export { driftPage, type Drift } from './page.js';
