/** The JSON Schemas for editors come from the schemas that check the files. */
import { describe, expect, test } from 'vitest';
import { FILE_KINDS, jsonSchema } from '../../scenarios/index.js';

describe('the schema of each kind of file', () => {
  test.each(FILE_KINDS)('%s is draft 7, closed, and refers only to what it defines', (kind) => {
    const schema = jsonSchema(kind);
    expect(schema).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#' });
    const text = JSON.stringify(schema);
    const definitions = Object.keys((schema['definitions'] ?? {}) as object);
    for (const [, name] of text.matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g)) expect(definitions).toContain(name);
    expect(text).toContain('"additionalProperties":false');
  });

  test('a parameter may stand for a number in a pathway, and not in a scenario', () => {
    expect(JSON.stringify(jsonSchema('pathway'))).toContain('A parameter of the baseline');
    expect(JSON.stringify(jsonSchema('scenario'))).not.toContain('A parameter of the baseline');
  });
});
