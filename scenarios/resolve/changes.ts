/** What a run has otherwise than by default, and who changed it: the scenario, the area's own file, or the command. */
import { formatDate } from '../../engine/time/index.js';
import type { ChangeLine } from '../../engine/study/result.js';
import type { Area } from '../areas/index.js';
import { AREA_COLUMNS } from '../areas/index.js';
import type { BaselineFile, ScenarioFile, Stance } from '../schema/index.js';
import { rateText } from './appraisal.js';
import type { LocalData } from './local-figures.js';
import type { ScenarioOverrides } from './overrides.js';
import { valueText } from './provenance.js';

/** The stance of a scenario that names none. */
const STANCE: Stance = 'central';
const NONE = 'none';
const OWN_FILE = 'the area’s own file';

/** Choices that the scenario makes otherwise than the baseline and the programme's defaults. */
export function choiceChanges(file: ScenarioFile, baseline: BaselineFile | null): ChangeLine[] {
  const { optimism_bias: bias, inflation, discount_rate: rate } = file.appraisal ?? {};
  const starts = baseline?.start_date;
  return [
    ...(file.stance === undefined || file.stance === STANCE
      ? []
      : [line('stance', 'Evidence stance', STANCE, file.stance, 'the scenario, stance')]),
    ...(file.start === undefined || starts === undefined || file.start === starts
      ? []
      : [line('start', 'First day', formatDate(starts), formatDate(file.start), 'the scenario, start')]),
    ...(rate === undefined
      ? []
      : [
          line(
            'discount_rate',
            'Discount rate, a year',
            baseline?.discount_rate === undefined ? NONE : rateText(baseline.discount_rate),
            rateText(rate),
            'the scenario, appraisal',
          ),
        ]),
    ...(bias?.costs === undefined
      ? []
      : [
          line(
            'optimism_costs',
            'Programmes’ own costs are raised by',
            NONE,
            `${bias.costs}`,
            'the scenario, appraisal',
          ),
        ]),
    ...(bias?.benefits === undefined
      ? []
      : [
          line(
            'optimism_benefits',
            'What programmes save is lowered by',
            NONE,
            `${bias.benefits}`,
            'the scenario, appraisal',
          ),
        ]),
    ...(inflation === undefined
      ? []
      : [
          line(
            'inflation',
            'Growth of prices in general, a year',
            NONE,
            valueText(inflation),
            'the scenario, appraisal',
          ),
        ]),
  ];
}

/** What the command asks for in place of what the file says. A study's options and areas are its own, and no change. */
export function commandChanges(file: ScenarioFile, overrides: ScenarioOverrides, area: Area | null): ChangeLine[] {
  const { area: asked, years, seed, stance, replications } = overrides;
  const differs = (now: unknown, before: unknown): boolean => now !== undefined && now !== before;
  return [
    ...(asked === undefined || file.area === undefined || area === null || [area.name, area.code].includes(file.area)
      ? []
      : [line('area', 'Area', file.area, area.name, 'the command, --area')]),
    ...(differs(years, file.years)
      ? [line('years', 'Years', said(file.years), `${years}`, 'the command, --years')]
      : []),
    ...(file.replications !== undefined && differs(replications, file.replications)
      ? [line('replications', 'Replications', `${file.replications}`, `${replications}`, 'the command, --replications')]
      : []),
    ...(differs(seed, file.seed ?? file.scenario)
      ? [line('seed', 'Seed', file.seed ?? file.scenario, `${seed}`, 'the command, --seed')]
      : []),
    ...(differs(stance, file.stance ?? STANCE)
      ? [line('stance', 'Evidence stance', file.stance ?? STANCE, `${stance}`, 'the command, --stance')]
      : []),
  ];
}

/** Figures and unit costs of the area's own in place of published ones; its parameters are told where they are gathered. */
export function localChanges(local: LocalData | null, area: Area | null, baseline: BaselineFile): ChangeLine[] {
  if (local === null) return [];
  const { figures = {}, unit_costs: costs = {}, margins = {} } = local.file;
  return [
    ...AREA_COLUMNS.flatMap((column) => {
      const own = figures[column];
      if (own === undefined) return [];
      const published = area?.figures[column] ?? null;
      const from = published === null ? 'not published' : `${published}`;
      return from === `${own}` ? [] : [line(column, spaced(column), from, `${own}`, `${OWN_FILE}, figures`)];
    }),
    ...Object.entries(costs).map(([name, amount]) => {
      const written = (baseline.costs ?? []).find((cost) => cost.name === name);
      return line(
        `cost: ${name}`,
        `Unit cost: ${written?.label ?? spaced(name)}`,
        written === undefined ? NONE : pounds(written.amount.text),
        pounds(amount.text),
        `${OWN_FILE}, unit_costs`,
      );
    }),
    ...Object.entries(margins).map(([name, levels]) =>
      line(
        `margin: ${name}`,
        `Children on the first day, by ${spaced(name)}`,
        'published of the area, or England’s mix',
        valueText(levels),
        `${OWN_FILE}, margins`,
      ),
    ),
  ];
}

function line(name: string, label: string, from: string, to: string, where: string): ChangeLine {
  return { name, label, from, to, where };
}

const said = (years: number | undefined): string => (years === undefined ? 'not said' : `${years}`);
const spaced = (name: string): string => {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
const pounds = (text: string): string => (text.includes('£') ? text : `£${text}`);
