import { FED2, type Federation, federate, type Subgraph } from './kit/federation';

/** Where the key that a subgraph resolves is not its first, and the planner comes back to it for a requirement. */
const CASES: Readonly<Record<string, Subgraph>> = {
  offices: {
    sdl: `${FED2}
      type Query { office: Office }
      type Office @key(fields: "code") { code: ID! rooms: [Room!]! }
      type Room
        @key(fields: "serial", resolvable: false)
        @key(fields: "floor { level } number", resolvable: true)
        @key(fields: "number", resolvable: false) {
        serial: ID!
        number: ID!
        floor: Floor!
        label: String! @external
        sign: String! @requires(fields: "label")
      }
      type Floor @shareable { level: ID! wing: ID! }`,
    resolvers: {
      Query: {
        office: () => ({ code: 'TEST-O', rooms: [{ serial: 's1', number: '1', floor: { level: '2', wing: 'w' } }] }),
      },
      Room: {
        __resolveReference: (room: { number?: string; floor?: object }) => (room.number && room.floor ? room : null),
        sign: ({ label }: { label: string }) => `to ${label}`,
      },
    },
  },
  labels: {
    sdl: `${FED2}
      type Room
        @key(fields: "number")
        @key(fields: "serial", resolvable: false)
        @key(fields: "floor { wing }", resolvable: false) {
        number: ID! serial: ID! floor: Floor! label: String!
      }
      type Floor @shareable { level: ID! wing: ID! }`,
    resolvers: {
      Room: {
        __resolveReference: ({ number }: { number: string }) => ({
          number,
          serial: `s${number}`,
          floor: { level: '2', wing: 'w' },
          label: `TEST-Room ${number}`,
        }),
      },
    },
  },
};

describe('keys that are not resolvable', () => {
  let graph: Federation;

  beforeAll(async () => {
    graph = await federate(CASES);
  });
  afterAll(() => graph.close());

  it('121 MUST come back to a subgraph by a key that it resolves', async () => {
    expect(await graph.ask('{ office { code rooms { serial label sign } } }')).toEqual({
      data: { office: { code: 'TEST-O', rooms: [{ serial: 's1', label: 'TEST-Room 1', sign: 'to TEST-Room 1' }] } },
      errors: [],
    });
  });
});

describe('a root field that no subgraph can answer', () => {
  let graph: Federation;

  beforeAll(async () => {
    graph = await federate({
      left: {
        sdl: `${FED2}
          type Query { thing: Thing sound: String }
          interface Thing @key(fields: "id") { id: ID! }`,
        resolvers: { Query: { thing: () => ({ id: '1' }), sound: () => 'TEST-sound' } },
      },
      right: {
        sdl: `${FED2}
          type Query { other: Thing }
          type Thing @key(fields: "id", resolvable: false) @interfaceObject { id: ID! size: Int }`,
        resolvers: { Query: { other: () => ({ id: '1', size: 3 }) } },
      },
    });
  });
  afterAll(() => graph.close());

  it('131 MUST say so instead of a silent null', async () => {
    expect(await graph.ask('{ thing { size } }')).toEqual({ data: null, errors: [['INTERNAL', '']] });
    expect(await graph.ask('{ sound thing { size } }')).toEqual({ data: null, errors: [['INTERNAL', '']] });
  });

  it('132 MUST answer it as soon as it is skipped', async () => {
    const query =
      'query ($no: Boolean! = false) { sound thing @include(if: $no) { size } ... @skip(if: true) { thing { size } } }';
    expect(await graph.ask(query)).toEqual({ data: { sound: 'TEST-sound' }, errors: [] });
    expect(await graph.ask(query, { no: true })).toEqual({ data: null, errors: [['INTERNAL', '']] });
  });

  it('133 MUST answer where the interface object can', async () => {
    expect(await graph.ask('{ other { id size } __typename __schema { queryType { name } } }')).toEqual({
      data: { other: { id: '1', size: 3 }, __typename: 'Query', __schema: { queryType: { name: 'Query' } } },
      errors: [],
    });
  });
});

describe('aliases that are names the plan needs', () => {
  let graph: Federation;

  beforeAll(async () => {
    graph = await federate({
      people: {
        sdl: `${FED2}
          type Query { person: Person people: [Person] }
          type Person @key(fields: "secret") { secret: ID! @inaccessible name: String town: String note(of: Int): String }`,
        resolvers: {
          Query: {
            person: () => ({ secret: 'TEST-hidden', name: 'TEST-Ada', town: 'TEST-Town', note: 'TEST-note' }),
            people: () => [{ secret: 'TEST-hidden', name: 'TEST-Ada', town: null, note: 'TEST-note' }, null],
          },
        },
      },
      towns: {
        sdl: `${FED2}
          type Person @key(fields: "secret") {
            secret: ID! @inaccessible
            town: String @external
            note(of: Int): String @external
            mayor: String @requires(fields: "town")
            memo: String @requires(fields: "note")
          }`,
        resolvers: {
          Person: {
            mayor: ({ town }: { town: string | null }) => {
              if (town === null) throw new Error('no town');
              return `mayor of ${town}`;
            },
            memo: ({ note }: { note: string }) => `memo ${note}`,
          },
        },
      },
    });
  });
  afterAll(() => graph.close());

  it.each<[string, string, unknown]>([
    [
      '141 MUST NOT answer the hidden key',
      '{ secret: name mayor }',
      { secret: 'TEST-Ada', mayor: 'mayor of TEST-Town' },
    ],
    ['142 MUST NOT require the alias', '{ town: name mayor }', { town: 'TEST-Ada', mayor: 'mayor of TEST-Town' }],
    [
      '143 MUST NOT take it for a type',
      '{ __typename: name mayor }',
      { __typename: 'TEST-Ada', mayor: 'mayor of TEST-Town' },
    ],
    [
      '144 MUST NOT require the client’s arguments',
      '{ note(of: 1) memo }',
      { note: 'TEST-note', memo: 'memo TEST-note' },
    ],
    [
      '145 MUST keep them apart in fragments',
      '{ ...F own__secret: name mayor } fragment F on Person { secret: __typename id: town }',
      { secret: 'Person', id: 'TEST-Town', own__secret: 'TEST-Ada', mayor: 'mayor of TEST-Town' },
    ],
  ])('%s', async (_title, selection, person) => {
    const [fields = '', fragment = ''] = selection.split(/(?= fragment)/);
    expect(await graph.ask(`{ person ${fields} } ${fragment}`)).toEqual({ data: { person }, errors: [] });
  });

  it('146 MUST place an error under the client’s name', async () => {
    expect(await graph.ask('{ secret: people { town: name __typename: mayor } }')).toEqual({
      data: { secret: [{ town: 'TEST-Ada', __typename: null }, null] },
      errors: [['SUBGRAPH_UNAVAILABLE', 'secret.0.__typename']],
    });
  });
});
