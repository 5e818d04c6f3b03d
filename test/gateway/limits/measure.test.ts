import { readFileSync } from 'node:fs';
import { buildSchema, getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { LIMITS } from '../../../gateway/limits/limits';
import { measure, type Size } from '../../../gateway/limits/measure';
import { projectFile } from '../../../schema/files';

const schema = buildSchema(readFileSync(projectFile('schema', 'views', 'ice.graphql'), 'utf8'));

function sizeOf(source: string): Size {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('The document has no operation.');
  return measure(operation, { document, schema });
}

describe('measure', () => {
  it('multiplies by first, by its default, and by fifty for a variable', () => {
    const query = (args: string) => `query ($n: Int) { warrants${args} { totalCount } }`;
    expect(sizeOf(query('(first: 7)')).cost).toBe(8);
    expect(sizeOf(query('')).cost).toBe(21);
    expect(sizeOf(query('(first: $n)')).cost).toBe(51);
  });

  it('counts each field as often as a fragment brings it, and none of introspection', () => {
    const query = `{ a: agency(id: "1") { ...A } b: agency(id: "2") { ...A __typename } __schema { types { name fields { name } } } }
      fragment A on Agency { name fieldOffice { name } }`;
    expect(sizeOf(query).fields).toBe(8);
  });

  it('counts aliases, of __typename too, through fragments', () => {
    expect(sizeOf('{ me { ...A ...A } } fragment A on Caller { a: __typename b: capacity }').aliases).toBe(4);
  });

  it('counts root fields and directives through fragments', () => {
    const size = sizeOf('query @a { ...R @b } fragment R on Query @c { me @d { capacity } agencies { totalCount } }');
    expect(size).toMatchObject({ rootFields: 2, directives: 4 });
  });

  it('measures a fragment that doubles twenty times at once, and one that spreads itself', () => {
    const doubling = Array.from(
      { length: 20 },
      (_, at) => `fragment F${at} on Caller { ...F${at + 1} ...F${at + 1} }`,
    ).join(' ');
    expect(sizeOf(`{ me { ...F0 } } ${doubling} fragment F20 on Caller { x: capacity }`).aliases).toBe(2 ** 20);
    expect(sizeOf('{ me { ...A } } fragment A on Caller { capacity ...A }')).toMatchObject({ depth: 2, cost: 2 });
  });

  it('knows the depth of what stands behind fragments', () => {
    expect(
      sizeOf(
        '{ warrants { ... on AdministrativeWarrantConnection { edges { ...E } } } } fragment E on AdministrativeWarrantEdge { node { id } }',
      ).depth,
    ).toBe(4);
  });

  it('lets the introspection of the usual tools pass', () => {
    const size = sizeOf(
      getIntrospectionQuery({
        inputValueDeprecation: true,
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        oneOf: true,
      }),
    );
    expect(LIMITS.filter(({ of, max }) => size[of] > max)).toEqual([]);
  });
});
