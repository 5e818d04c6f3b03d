import { FED2, type Federation, federate } from './kit/federation';

const DECLARED = '($yes: Boolean!, $no: Boolean!)';
const VALUES = { yes: true, no: false };

describe('objects of which every field is left out', () => {
  let graph: Federation;

  beforeAll(async () => {
    const person = { id: '1', name: 'TEST-Ada', friend: { id: '2', name: 'TEST-Bo' } };
    graph = await federate({
      people: {
        sdl: `${FED2}
          type Query { person: Person people: [Person!]! nobody: Person }
          type Mutation { rename: Person }
          type Person @key(fields: "id") { id: ID! name: String friend: Person }`,
        resolvers: {
          Query: { person: () => person, people: () => [person], nobody: () => null },
          Mutation: { rename: () => person },
        },
      },
      towns: {
        sdl: `${FED2} type Person @key(fields: "id") { id: ID! town: String neighbor: Person }`,
        resolvers: { Person: { town: () => 'TEST-Town', neighbor: () => ({ id: '3' }) } },
      },
    });
  });
  afterAll(() => graph.close());

  it.each<[string, string, unknown]>([
    ['161 opposite conditions', '{ person @skip(if: $no) { name @include(if: $no) } }', { person: {} }],
    ['162 the same, turned', '{ person @include(if: $yes) { name @skip(if: $yes) } }', { person: {} }],
    ['163 the same, left out', '{ person @skip(if: $yes) { name @include(if: $yes) } }', {}],
    ['164 two variables', '{ person @skip(if: $no) { name @skip(if: $yes) } }', { person: {} }],
    ['165 another subgraph', '{ person @skip(if: $no) { town @include(if: $no) } }', { person: {} }],
    ['166 a list', '{ people @skip(if: $no) { name @include(if: $no) } }', { people: [{}] }],
    ['167 null', '{ nobody @skip(if: $no) { name @include(if: $no) } }', { nobody: null }],
    [
      '168 below an object of another subgraph',
      '{ person { neighbor @skip(if: $no) { town @include(if: $no) } } }',
      { person: { neighbor: {} } },
    ],
    [
      '169 objects in objects',
      '{ person @skip(if: $no) { friend @include(if: $yes) { name @include(if: $no) } } }',
      { person: { friend: {} } },
    ],
    [
      '170 fragments',
      '{ person @skip(if: $no) { ... on Person { name @include(if: $no) } ...F } } fragment F on Person { town @include(if: $no) }',
      { person: {} },
    ],
    [
      '171 fragments with conditions',
      '{ ... @skip(if: $no) { person @include(if: $yes) { ... @include(if: $no) { name } } } }',
      { person: {} },
    ],
    [
      '172 beside what is not left out',
      '{ person @skip(if: $no) { name @include(if: $no) } again: person { name } }',
      { person: {}, again: { name: 'TEST-Ada' } },
    ],
    [
      '173 the field twice',
      '{ person @skip(if: $no) { name @include(if: $no) } person @include(if: $yes) { town @skip(if: $no) } }',
      { person: { town: 'TEST-Town' } },
    ],
    ['174 both conditions', '{ person @skip(if: $no) @include(if: $yes) { name @skip(if: $yes) } }', { person: {} }],
  ])('%s: MUST be answered as an object where it is there', async (_case, query, data) => {
    const used = query.includes('$yes') ? (query.includes('$no') ? DECLARED : '($yes: Boolean!)') : '($no: Boolean!)';
    for (let time = 0; time < 3; time += 1)
      expect(await graph.ask(`query ${used} ${query}`, VALUES)).toEqual({ data, errors: [] });
  });

  it('175 MUST be acted upon', async () => {
    const query = 'mutation ($no: Boolean!) { rename @skip(if: $no) { name @include(if: $no) } }';
    expect(await graph.ask(query, VALUES)).toEqual({ data: { rename: {} }, errors: [] });
  });
});
