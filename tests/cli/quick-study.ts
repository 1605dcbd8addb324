/** A small study of Leeds with two programmes, as files to be written beside each other; the first is the scenario. */
import { quickBaseline } from './command.js';

export function quickStudy(): Record<string, string> {
  return {
    'quick.yaml': `
scenario: quick
title: A quick one
baseline: ./quick-baseline.yaml
area: Leeds
start: 2025-04-01
years: 4
replications: 2
stance: optimistic
programmes:
  - {use: mst, opens: 2025-10-01, teams: 2}
  - {use: concurrent_planning, opens: 2025-10-01, teams: 6}
`,
    'quick-baseline.yaml': quickBaseline(),
  };
}
