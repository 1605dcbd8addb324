/** A small portfolio on the system of the twins: family support with places, under two names, and empty chairs. */
import { twinFiles } from './twin-programmes.js';

const PORTFOLIO = `portfolio: chairs
title: Support or chairs
pathway: ./edge.yaml
seed: twins
replications: 6
budget: £400,000
programmes:
  - {use: ./support.yaml, as: first, opens: 2025-04-01, places: [0, 20], step: 10, effects: {entry: 0.5}}
  - {use: ./support.yaml, as: second, opens: 2025-04-01, places: [0, 10], step: 10, effects: {entry: 0.5}}
  - {use: ./idle.yaml, opens: 2025-04-01, places: unlimited, effects: {entry: 0.5}}
goal: {measure: started, want: fewer}
`;

/** The portfolio with some of its words changed, and the files it uses; its path first. */
export function portfolioFiles(...changes: readonly (readonly [string, string])[]): Record<string, string> {
  let text = PORTFOLIO;
  for (const [from, to] of changes) {
    if (text.split(from).length !== 2) throw new Error(`'${from}' is not there exactly once`);
    text = text.replace(from, to);
  }
  const { 'twins.yaml': _, ...files } = twinFiles();
  return { 'chairs.yaml': text, ...files };
}
