/** Finds an area by its code, its name or what people call it; says plainly what became of one that is no more. */
import { nearest } from '../load/index.js';
import type { Area } from './table.js';

export type AreaFinding =
  | { readonly found: true; readonly area: Area }
  | { readonly found: false; readonly message: string; readonly suggestions: readonly string[] };

/** Authorities that no longer exist, and those that took over. */
const ABOLISHED: Readonly<
  Record<string, { readonly name: string; readonly until: string; readonly now: readonly string[] }>
> = {
  cumbria: { name: 'Cumbria', until: 'April 2023', now: ['Cumberland', 'Westmorland and Furness'] },
  northamptonshire: {
    name: 'Northamptonshire',
    until: 'April 2021',
    now: ['North Northamptonshire', 'West Northamptonshire'],
  },
  bournemouth: { name: 'Bournemouth', until: 'April 2019', now: ['Bournemouth, Christchurch and Poole'] },
  poole: { name: 'Poole', until: 'April 2019', now: ['Bournemouth, Christchurch and Poole'] },
  christchurch: { name: 'Christchurch', until: 'April 2019', now: ['Bournemouth, Christchurch and Poole'] },
  cheshire: { name: 'Cheshire', until: 'April 2009', now: ['Cheshire East', 'Cheshire West and Chester'] },
  bedfordshire: { name: 'Bedfordshire', until: 'April 2009', now: ['Bedford', 'Central Bedfordshire'] },
  berkshire: {
    name: 'Berkshire',
    until: 'April 1998',
    now: ['Bracknell Forest', 'Reading', 'Slough', 'West Berkshire', 'Windsor and Maidenhead', 'Wokingham'],
  },
};

/** Codes of authorities that are no more, by the key above. */
const ABOLISHED_CODES: Readonly<Record<string, string>> = {
  E10000006: 'cumbria',
  E10000021: 'northamptonshire',
  E06000028: 'bournemouth',
  E06000029: 'poole',
};

/** Codes that changed while the authority (or, for Dorset, its name) went on. */
const OLD_CODES: Readonly<Record<string, string>> = {
  E10000002: 'E06000060', // Buckinghamshire, unitary from April 2020
  E10000009: 'E06000059', // Dorset, unitary without Christchurch from April 2019
  E10000023: 'E06000065', // North Yorkshire, unitary from April 2023
  E10000027: 'E06000066', // Somerset, unitary from April 2023
  E08000020: 'E08000037', // Gateshead, boundary change of 2013
  E06000048: 'E06000057', // Northumberland, boundary change of 2013
};

/** What people call places. */
const NICKNAMES: Readonly<Record<string, string>> = {
  barking: 'Barking and Dagenham',
  bath: 'Bath and North East Somerset',
  banes: 'Bath and North East Somerset',
  bcp: 'Bournemouth, Christchurch and Poole',
  blackburn: 'Blackburn with Darwen',
  brighton: 'Brighton and Hove',
  durham: 'County Durham',
  'east riding': 'East Riding of Yorkshire',
  hammersmith: 'Hammersmith and Fulham',
  hull: 'Kingston upon Hull, City of',
  kensington: 'Kensington and Chelsea',
  newcastle: 'Newcastle upon Tyne',
  redcar: 'Redcar and Cleveland',
  richmond: 'Richmond upon Thames',
  scilly: 'Isles of Scilly',
  'scilly isles': 'Isles of Scilly',
  southend: 'Southend-on-Sea',
  stockton: 'Stockton-on-Tees',
  stoke: 'Stoke-on-Trent',
  telford: 'Telford and Wrekin',
  yorkshire: 'Yorkshire and The Humber',
  'yorkshire and humber': 'Yorkshire and The Humber',
  'yorkshire and humberside': 'Yorkshire and The Humber',
  windsor: 'Windsor and Maidenhead',
  'east england': 'East of England',
};

/** Finds an area. Letter case, punctuation, "City of", "Council" and the like do not matter. */
export function findArea(areas: readonly Area[], text: string): AreaFinding {
  const wanted = text.trim();
  const code = wanted.toUpperCase();
  const living = areas.filter((area) => !Object.hasOwn(ABOLISHED_CODES, area.code));
  const byCode = living.find((area) => area.code === (Object.hasOwn(OLD_CODES, code) ? OLD_CODES[code] : code));
  if (byCode !== undefined) return { found: true, area: byCode };

  const exact = living.filter((area) => plain(area.name) === plain(wanted));
  if (exact[0] !== undefined && exact.length === 1) return { found: true, area: exact[0] };

  const gone = ABOLISHED[ownKey(ABOLISHED_CODES, code) ?? ownKey(ABOLISHED, core(wanted)) ?? ''];
  if (gone !== undefined) {
    const now = gone.now.join(gone.now.length > 2 ? ', ' : ' and ');
    const verb = gone.now.length > 1 ? 'are' : 'is';
    return {
      found: false,
      message: `${gone.name} ended in ${gone.until}: in its place there ${verb} now ${now}`,
      suggestions: gone.now,
    };
  }

  const called = ownKey(NICKNAMES, core(wanted));
  const same = living.filter((area) =>
    called === undefined ? core(area.name) === core(wanted) : area.name === called,
  );
  if (same[0] !== undefined && same.length === 1) return { found: true, area: same[0] };

  return {
    found: false,
    message: `there is no area '${wanted}' in England: give an authority, a region or England, by name or ONS code`,
    suggestions: suggest(living, wanted),
  };
}

/** The areas whose name, or whose longer words, are near what was written; names that contain it first. */
function suggest(areas: readonly Area[], wanted: string): readonly string[] {
  const key = core(wanted);
  const within = areas.filter(({ name }) => key.length >= 4 && plain(name).includes(key)).map(({ name }) => name);
  const keys = areas.flatMap(({ name }) => {
    const parts = core(name)
      .split(' ')
      .filter((part) => part.length >= 5);
    return [core(name), ...parts].map((part) => ({ part, name }));
  });
  const near = nearest(
    key,
    keys.map(({ part }) => part),
    8,
  ).flatMap((part) => keys.filter((item) => item.part === part).map(({ name }) => name));
  return [...new Set([...within, ...near])].slice(0, 5);
}

/** Every area by name: England, then regions, then authorities, each in the order of their names. */
export function areaList(areas: readonly Area[]): readonly Area[] {
  const rank: Readonly<Record<Area['level'], number>> = { National: 0, Regional: 1, 'Local authority': 2 };
  return areas
    .filter((area) => !Object.hasOwn(ABOLISHED_CODES, area.code))
    .toSorted((a, b) => rank[a.level] - rank[b.level] || (a.name < b.name ? -1 : 1));
}

function ownKey(table: Readonly<Record<string, unknown>>, key: string): string | undefined {
  if (!Object.hasOwn(table, key)) return undefined;
  const value = table[key];
  return typeof value === 'string' ? value : key;
}

/** Small letters, no punctuation, `and` for `&`. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(/[.,'’()]/g, ' ')
    .replaceAll('-', ' ')
    .replaceAll(/\bsaint\b/g, 'st')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The name without what councils put around it. London alone is the region, so the City keeps its name. */
function core(name: string): string {
  const short = plain(name)
    .replaceAll(/\b(metropolitan|borough|district|county|city|unitary)? ?council\b/g, '')
    .replaceAll(/\b(the )?(royal|london|metropolitan) borough of\b/g, '')
    .replaceAll(/\b(borough|county|city) of\b/g, '')
    .replaceAll(/^(the|county|city) /g, '')
    .replaceAll(/ (city|county|region)$/g, '')
    .replaceAll(/\bthe\b/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return short === 'london' && plain(name) !== 'london' ? 'city of london' : short;
}
