/** A chart's specification as JSON that can be read and edited: one datum a line, and short objects on one line. */
import type { ChartSpec } from '../charts/types.js';
import { isVega } from './svg.js';

const WIDTH = 110;

/** The file of a chart's specification: `looked-after.vl.json`, or `pathway-flow.vg.json` where it is in Vega. */
export function specFile(name: string, spec: ChartSpec): string {
  return `${name}.${isVega(spec) ? 'vg' : 'vl'}.json`;
}

export function specJson(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || flat.length + indent.length <= WIDTH) return flat;
  const deeper = `${indent} `;
  const [open, close, parts] = Array.isArray(value)
    ? ['[', ']', value.map((item) => specJson(item, deeper))]
    : [
        '{',
        '}',
        Object.entries(value)
          .filter(([, item]) => item !== undefined)
          .map(([key, item]) => `${JSON.stringify(key)}: ${specJson(item, deeper)}`),
      ];
  return `${open}\n${parts.map((part) => `${deeper}${part}`).join(',\n')}\n${indent}${close}`;
}
