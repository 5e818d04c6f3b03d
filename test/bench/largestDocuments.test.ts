import { readFileSync } from 'node:fs';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { LIMITS, MAX_TOKENS } from '../../gateway/limits/limits';
import { measure } from '../../gateway/limits/measure';
import { projectFile } from '../../schema/files';
import { largestDocuments } from './largestDocuments';

const schema = buildSchema(readFileSync(projectFile('schema', 'views', 'ice.graphql'), 'utf8'));

describe('largestDocuments', () => {
  it('are valid, within every limit, at that of fields, and the same for a seed', () => {
    const documents = largestDocuments(schema, { count: 20, seed: 1 });
    const sizes = documents.map((source) => {
      const document = parse(source, { maxTokens: MAX_TOKENS });
      expect(validate(schema, document)).toEqual([]);
      const operation = getOperationAST(document);
      if (operation == null) throw new Error('No operation.');
      return measure(operation, { document, schema });
    });
    expect(sizes.filter((size) => LIMITS.some(({ of, max }) => size[of] > max))).toEqual([]);
    const max = LIMITS.find(({ of }) => of === 'fields')?.max ?? 0;
    expect(sizes.filter(({ fields }) => fields > 0.9 * max).length).toBeGreaterThan(10);
    expect(new Set(documents).size).toBe(20);
    expect(largestDocuments(schema, { count: 20, seed: 1 })).toEqual(documents);
  });
});
