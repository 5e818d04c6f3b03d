import { FED2, type Federation, federate } from './kit/federation';

/** Two subgraphs that know different members of one union, and an interface that a third one extends as an object. */
const CARD = { __typename: 'Card', id: 'c1', title: 'TEST-Card' };
const FILM = { __typename: 'Film', id: 'f1', title: 'TEST-Film', length: 90 };

describe('abstract types', () => {
  let graph: Federation;

  beforeAll(async () => {
    graph = await federate({
      one: {
        sdl: `${FED2}
          type Query { best: Item @shareable items: [Item!]! thing: Thing things: [Thing!]! shelf: Shelf }
          union Item = Card | Film
          interface Thing @key(fields: "id") { id: ID! title: String }
          type Card implements Thing @key(fields: "id") { id: ID! title: String }
          type Film implements Thing @key(fields: "id") { id: ID! title: String length: Int @shareable }
          type Shelf @key(fields: "id") { id: ID! first: Item @provides(fields: "... on Film { seller { town } }") }
          type Seller @key(fields: "id") { id: ID! town: String @external }
          extend type Film { seller: Seller }`,
        resolvers: {
          Query: {
            best: () => CARD,
            items: () => [CARD, FILM],
            thing: () => FILM,
            things: () => [CARD, FILM],
            shelf: () => ({ id: 's1', first: { ...FILM, seller: { id: 'p1', town: 'TEST-Near' } } }),
          },
          Thing: { __resolveReference: ({ id }: { id: string }) => (id === 'c1' ? CARD : id === 'f1' ? FILM : null) },
          Card: { __resolveReference: () => CARD },
          Film: { __resolveReference: () => FILM, seller: () => ({ id: 'p1', town: 'TEST-Near' }) },
        },
      },
      two: {
        sdl: `${FED2}
          type Query { best: Item @shareable newest: Item seller: Seller }
          union Item = Card | Song
          type Card @key(fields: "id") { id: ID! price: Int }
          type Song @key(fields: "id") { id: ID! artist: String }
          type Seller @key(fields: "id") { id: ID! town: String @shareable name: String }`,
        resolvers: {
          Query: {
            best: () => ({ __typename: 'Card', id: 'c1', price: 3 }),
            newest: () => ({ __typename: 'Song', id: 'g1', artist: 'TEST-Artist' }),
            seller: () => ({ id: 'p1', name: 'TEST-Seller', town: 'TEST-Far' }),
          },
          Card: { __resolveReference: ({ id }: { id: string }) => ({ id, price: 3 }) },
          Seller: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'TEST-Seller', town: 'TEST-Far' }) },
        },
      },
      three: {
        sdl: `${FED2}
          type Query { reviewed: [Thing!]! }
          type Thing @key(fields: "id") @interfaceObject {
            id: ID! title: String @external stars: Int label: String @requires(fields: "title")
          }`,
        resolvers: {
          Query: { reviewed: () => [{ id: 'c1' }, { id: 'f1' }] },
          Thing: {
            __resolveReference: (thing: { id: string }) => thing,
            stars: ({ id }: { id: string }) => (id === 'c1' ? 1 : 5),
            label: ({ title }: { title: string }) => `about ${title}`,
          },
        },
      },
    });
  });
  afterAll(() => graph.close());

  it.each<[string, string, unknown]>([
    [
      '301 MUST answer a union that two subgraphs share in part',
      '{ best { ... on Card { id price } } }',
      { best: { id: 'c1', price: 3 } },
    ],
    [
      '302 MUST ask each subgraph for the members it knows alone',
      '{ items { __typename ... on Card { price } ... on Film { length } ... on Song { artist } } newest { ... on Song { artist } ... on Film { length } } }',
      {
        items: [
          { __typename: 'Card', price: 3 },
          { __typename: 'Film', length: 90 },
        ],
        newest: { artist: 'TEST-Artist' },
      },
    ],
    ['303 MUST answer no member with an empty object', '{ newest { ... on Film { length } } }', { newest: {} }],
    [
      '304 MUST read an interface object’s fields from any implementation',
      '{ things { __typename id stars label } thing { ... on Film { stars length } } }',
      {
        things: [
          { __typename: 'Card', id: 'c1', stars: 1, label: 'about TEST-Card' },
          { __typename: 'Film', id: 'f1', stars: 5, label: 'about TEST-Film' },
        ],
        thing: { stars: 5, length: 90 },
      },
    ],
    [
      '305 MUST find the type behind an interface object',
      '{ reviewed { id kind: __typename title ... on Film { length } } }',
      {
        reviewed: [
          { id: 'c1', kind: 'Card', title: 'TEST-Card' },
          { id: 'f1', kind: 'Film', title: 'TEST-Film', length: 90 },
        ],
      },
    ],
    [
      '306 MUST take what is provided on a union’s member',
      '{ shelf { first { ... on Film { seller { town } } } } thing { ... on Film { seller { town name } } } }',
      {
        shelf: { first: { seller: { town: 'TEST-Near' } } },
        thing: { seller: { town: 'TEST-Far', name: 'TEST-Seller' } },
      },
    ],
    [
      '307 MUST answer type names under every name',
      '{ a: __typename thing { b: __typename __typename } items { c: __typename } }',
      { a: 'Query', thing: { b: 'Film', __typename: 'Film' }, items: [{ c: 'Card' }, { c: 'Film' }] },
    ],
    [
      '308 MUST follow nested fragments on abstract types',
      '{ things { ...T } } fragment T on Thing { ... on Thing { title ... on Card { id price } ...F } } fragment F on Film { length }',
      {
        things: [
          { title: 'TEST-Card', id: 'c1', price: 3 },
          { title: 'TEST-Film', length: 90 },
        ],
      },
    ],
  ])('%s', async (_title, query, data) => {
    expect(await graph.ask(query)).toEqual({ data, errors: [] });
  });
});
