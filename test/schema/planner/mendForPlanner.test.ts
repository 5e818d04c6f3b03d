import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { parse, print } from 'graphql';
import { projectFile } from '../../../schema/files';
import { mendForPlanner } from '../../../schema/planner/mendForPlanner';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@external", "@requires"])';

function supergraph(requires: readonly [string, string]): string {
  const [one, two] = requires;
  const { supergraphSdl, errors } = composeServices([
    {
      name: 'prices',
      url: 'http://prices.invalid',
      typeDefs: parse(`${LINK} type Query { good: Good } type Good @key(fields: "id") { id: ID! price(in: Int): Int }`),
    },
    {
      name: 'taxes',
      url: 'http://taxes.invalid',
      typeDefs: parse(`${LINK} type Good @key(fields: "id") {
        id: ID! price(in: Int): Int @external
        one: Int @requires(fields: "${one}") two: Int @requires(fields: "${two}") free: Int
      }`),
    },
  ]);
  if (supergraphSdl === undefined) throw new Error(errors?.join('\n'));
  return supergraphSdl;
}

describe('mendForPlanner', () => {
  it('gives one twin to requirements that agree, and no clone', () => {
    const { twins, clones } = mendForPlanner(supergraph(['price(in: 1)', 'price(in: 1)']));
    expect(
      [...twins].map(
        ([
          name,
          {
            field,
            arguments: [argument],
          },
        ]) => [name, field, argument && print(argument)],
      ),
    ).toEqual([['price__1', 'price', 'in: 1']]);
    expect(clones).toEqual(new Map());
  });

  it('moves a requirement that disagrees to a clone, which has no root field', () => {
    const { twins, clones, supergraphSdl } = mendForPlanner(supergraph(['price(in: 1)', 'price(in: 2)']));
    expect([...twins.keys()]).toEqual(['price__1', 'price__2']);
    expect(clones).toEqual(new Map([['TAXES__1', 'taxes']]));
    expect(supergraphSdl).toContain('two: Int @join__field(graph: TAXES__1, requires: "price__2")');
    expect(supergraphSdl).toContain('free: Int @join__field(graph: TAXES) @join__field(graph: TAXES__1)');
    expect(supergraphSdl).toMatch(/good: Good @join__field\(graph: PRICES\)\n/);
  });

  it('adds nothing that a client sees', () => {
    const before = supergraph(['price(in: 1)', 'price']);
    const api = (sdl: string): string => print(Supergraph.build(sdl).apiSchema().toAST());
    expect(api(mendForPlanner(before).supergraphSdl)).toBe(api(before));
  });

  it('leaves our own supergraph as it is, but for the order of keys', () => {
    const own = readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8');
    const { supergraphSdl, twins, clones } = mendForPlanner(own);
    const lines = (sdl: string): readonly string[] =>
      print(parse(sdl))
        .split(/(?=@join__type)|\s+/)
        .sort();
    expect(lines(supergraphSdl)).toEqual(lines(own));
    expect([twins.size, clones.size]).toEqual([0, 0]);
  });

  it('keeps the names of all that a plan may fetch by itself', () => {
    const { plannerNames } = mendForPlanner(supergraph(['price(in: 1)', 'price']));
    expect([...plannerNames].sort()).toEqual(['__typename', 'id', 'price', 'price__1']);
  });
});
