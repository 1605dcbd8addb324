/** The pathway of England child by child, as it is and with what a scenario may switch on. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { CLAIMS } from './england-claims.js';
import { anyChange, bornOn, england, runEngland, type Change, type England, type EnglandRun } from './england-runs.js';
import { DAY, isBornOnLeapDay } from './followed.js';

/** What a scenario may switch on. */
const SETTINGS: Readonly<Record<string, string>> = {
  'as it is': '',
  'with places that run short, caseloads and short breaks': `
    in_house_places: 15, agency_places: 6, home_places: 5, supported_places: 4, carer_not_found: {mean: 4 weeks},
    social_workers: 20, caseload_slows: {by: caseload, from: {0: 0.9, 15: 1.2}}, agree_short_breaks: 0.5 per year`,
  'with sibling groups': 'sibling_groups: {1: 0.6, 2: 0.24, 3: 0.11, 4: rest}',
};

/** Tests every claim on so many runs of each setting, the same ones for the same seed. */
export function testEnglandLives(runs: number, seed: number): void {
  describe.each(Object.entries(SETTINGS))('England %s', (_, set) => {
    let base: England;
    const done = new Map<string, EnglandRun>();
    beforeAll(() => {
      base = england(set);
    });
    const runOf = (change: Change): EnglandRun => {
      const key = JSON.stringify(change);
      const run = done.get(key) ?? runEngland(base, change);
      done.set(key, run);
      return run;
    };

    test('who is born on 29 February leaves care at 18, and is a care leaver to 25, on 1 March', () => {
      const { startDay } = base.scenario;
      const stock = bornOn(base.stock, ['2008-02-29', '2004-02-29'], startDay);
      const { children } = runEngland({ ...base, stock }, { seed: 'leap', scales: {} });
      const born = children.filter(({ life }) => isBornOnLeapDay(life, startDay) && life.came <= 0);
      const daysOf = (name: string): Set<string> =>
        new Set(
          born.flatMap(({ life }) =>
            life.events.flatMap(({ transition, time }) =>
              transition === name ? [new Date((time + startDay) * DAY).toISOString()] : [],
            ),
          ),
        );
      expect(daysOf('turn_18')).toEqual(new Set(['2026-03-01T00:00:00.000Z']));
      expect(daysOf('leave_at_18')).toEqual(new Set(['2026-03-01T00:00:00.000Z']));
      expect(daysOf('turn_25')).toEqual(new Set(['2029-03-01T00:00:00.000Z']));
    });

    test.each(Object.entries(CLAIMS))('%s', (__, claim) => {
      fc.assert(
        fc.property(anyChange(base.scenario), (change) => {
          claim(runOf(change));
        }),
        { seed, numRuns: runs, endOnFailure: true },
      );
    });
  });
}
