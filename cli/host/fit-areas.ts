/** Fits every area's multipliers to its published figures and makes the table that is kept with the baseline. */
import { InputError, type Area, type Files } from '../../scenarios/index.js';
import { hireCrew } from './crew.js';
import { fingerprint } from './known-fits.js';
import { fitArea, makeStock, readScenario } from './run-study.js';

export interface FittedAreas {
  readonly csv: string;
  /** Areas that cannot be fitted, and why. */
  readonly skipped: readonly string[];
}

export async function fitAreas(
  path: string,
  files: Files,
  areas: readonly Area[],
  workers: number,
  onArea: (done: number, name: string) => void,
): Promise<FittedAreas> {
  const crew = hireCrew(workers);
  const skipped: string[] = [];
  const rows: string[] = [];
  let header = '';
  try {
    const options = { workers, files };
    const stock = await makeStock(path, files, options, readScenario(path, { files }), crew, () => {});
    for (const [i, area] of areas.entries()) {
      const local = { ...options, area: area.code };
      try {
        const resolution = readScenario(path, local);
        // oxlint-disable-next-line no-await-in-loop -- one area uses the whole crew
        const fit = await fitArea(path, files, local, resolution, stock, crew, () => {}, false);
        if (fit === null) continue;
        const names = Object.keys(fit.multipliers);
        header ||= [
          'code',
          'name',
          'inputs',
          ...names.map((name) => `multiplier:${name}`),
          ...names.map((name) => `modelled:${name}`),
          ...names.map((name) => `target:${name}`),
        ].join(',');
        const targets = resolution.scenario.start!.fit;
        rows.push(
          [
            area.code,
            area.name.replaceAll(',', ' '),
            fingerprint(resolution),
            ...names.map((name) => fit.multipliers[name]),
            ...names.map((name) => fit.modelled[name]),
            ...names.map((name) => targets.find((item) => item.parameter === name)!.target),
          ].join(','),
        );
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        skipped.push(`${area.name}: ${error.message.split('\n')[0] ?? ''}`);
      }
      onArea(i + 1, area.name);
    }
  } finally {
    await crew.close();
  }
  const head =
    '# Local multipliers of each area, fitted to its published starts and ceases of 2024-25. Made by: npm run fit:areas\n';
  return { csv: `${head}${header}\n${rows.join('\n')}\n`, skipped };
}
