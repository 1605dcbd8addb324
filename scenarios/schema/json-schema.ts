/** The JSON Schemas that give an editor completion and red lines, from the same schemas that check the files. */
import { z } from './zod.js';
import { baselineFile } from './baseline.js';
import { measuresFile } from './measure.js';
import { pathwayFile } from './pathway.js';
import { portfolioFile } from './portfolio.js';
import { programmeFile } from './programme.js';
import { areaDataFile, scenarioFile } from './scenario.js';
import { validationFile } from './validation.js';

const FILES = {
  scenario: scenarioFile,
  pathway: pathwayFile,
  baseline: baselineFile,
  programme: programmeFile,
  measures: measuresFile,
  'area-data': areaDataFile,
  validation: validationFile,
  portfolio: portfolioFile,
} as const;

export type FileKind = keyof typeof FILES;
export const FILE_KINDS = Object.keys(FILES) as readonly FileKind[];

type Json = { [key: string]: unknown };

/** Kinds of file in which `$name` may stand for any value. */
const WITH_PARAMETERS: ReadonlySet<FileKind> = new Set(['pathway', 'baseline', 'programme', 'measures']);

/** JSON Schema, draft 7, of one kind of file. */
export function jsonSchema(kind: FileKind): Json {
  const schema = z.toJSONSchema(FILES[kind], { target: 'draft-7', io: 'input', unrepresentable: 'any' }) as Json;
  const full = kind === 'baseline' ? unlessExtending(schema) : schema;
  return WITH_PARAMETERS.has(kind) ? allowParameters(full) : full;
}

/** A baseline that extends another has from there what it does not give itself. */
function unlessExtending({ required, ...schema }: Json): Json {
  return { ...schema, if: { required: ['extends'] }, then: { required: ['baseline'] }, else: { required } };
}

const PARAMETER = {
  type: 'string',
  pattern: '^\\$[A-Za-z][A-Za-z0-9_-]*$',
  description: 'A parameter of the baseline',
};

/** Lets every property's value also be the name of a parameter. */
function allowParameters(schema: Json): Json {
  const changed: Json = {};
  for (const [key, value] of Object.entries(schema)) {
    if ((key === 'properties' || key === 'definitions') && isObject(value)) {
      const inner = Object.entries(value).map(([name, property]) => {
        const below = isObject(property) ? allowParameters(property) : property;
        return [name, key === 'properties' ? orParameter(below) : below] as const;
      });
      changed[key] = Object.fromEntries(inner);
    } else if ((key === 'additionalProperties' || key === 'items') && isObject(value)) {
      changed[key] = orParameter(allowParameters(value));
    } else if ((key === 'anyOf' || key === 'allOf' || key === 'oneOf') && Array.isArray(value)) {
      changed[key] = value.map((item: unknown) => (isObject(item) ? allowParameters(item) : item));
    } else {
      changed[key] = value;
    }
  }
  return changed;
}

function orParameter(schema: unknown): unknown {
  if (!isObject(schema) || schema['type'] === 'string') return schema;
  const { description } = schema;
  return { anyOf: [schema, PARAMETER], ...(description !== undefined && { description }) };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
