import { FED2, type Federation, federate } from './kit/federation';

const USERS = ['TEST-Ada', 'TEST-Bo', 'TEST-Cy', 'TEST-Di'];

describe('@requires with arguments', () => {
  let graph: Federation;

  beforeAll(async () => {
    graph = await federate({
      threads: {
        sdl: `${FED2}
          type Query { thread: Thread }
          type Thread @key(fields: "id") {
            id: ID!
            replies(first: Int = 4): [Reply!]!
            price(in: Unit!): Int
            mood: Mood
          }
          type Reply { by: String! }
          type Mood { level(of: Unit!): Int }
          enum Unit { ONE TEN }`,
        resolvers: {
          Query: { thread: () => ({ id: '1', mood: {} }) },
          Thread: {
            __resolveReference: ({ id }: { id: string }) => ({ id, mood: {} }),
            replies: (_: unknown, { first }: { first: number }) => USERS.slice(0, first).map((by) => ({ by })),
            price: (_: unknown, args: { in: string }) => (args.in === 'TEN' ? 70 : 7),
          },
          Mood: { level: (_: unknown, { of }: { of: string }) => (of === 'TEN' ? 30 : 3) },
        },
      },
      digests: {
        sdl: `${FED2}
          type Thread @key(fields: "id") {
            id: ID!
            replies(first: Int = 4): [Reply!]! @external
            price(in: Unit!): Int @external
            mood: Mood @external
            last: String @requires(fields: "replies(first: 3) { by }")
            count: Int @requires(fields: "replies { by }")
            small: Int @requires(fields: "price(in: ONE)")
            large: Int @requires(fields: "price(in: TEN)")
            high: Int @requires(fields: "price(in: TEN) mood { level(of: TEN) }")
            low: Int @requires(fields: "mood { level(of: ONE) }")
          }
          type Reply @external { by: String! }
          type Mood @external { level(of: Unit!): Int }
          enum Unit { ONE TEN }`,
        resolvers: {
          Thread: {
            last: ({ replies }: { replies: { by: string }[] }) => replies.at(-1)?.by,
            count: ({ replies }: { replies: unknown[] }) => replies.length,
            small: ({ price }: { price: number }) => price,
            large: ({ price }: { price: number }) => price,
            high: ({ price, mood }: { price: number; mood: { level: number } }) => price + mood.level,
            low: ({ mood }: { mood: { level: number } }) => mood.level,
          },
        },
      },
    });
  });
  afterAll(() => graph.close());

  it.each<[string, string, unknown]>([
    ['101 MUST ask with the arguments that are required', '{ last }', { last: 'TEST-Cy' }],
    [
      '102 MUST answer the client by his own arguments beside it',
      '{ last replies(first: 1) { by } }',
      { last: 'TEST-Cy', replies: [{ by: 'TEST-Ada' }] },
    ],
    [
      '103 MUST answer the client by his own arguments before it',
      '{ replies(first: 1) { by } last }',
      { replies: [{ by: 'TEST-Ada' }], last: 'TEST-Cy' },
    ],
    [
      '104 MUST answer two aliases of the client beside it',
      '{ last replies: replies(first: 2) { by } one: replies(first: 1) { by } }',
      { last: 'TEST-Cy', replies: [{ by: 'TEST-Ada' }, { by: 'TEST-Bo' }], one: [{ by: 'TEST-Ada' }] },
    ],
    ['105 MUST fill two requirements that differ', '{ small large }', { small: 7, large: 70 }],
    ['106 MUST fill requirements that differ below', '{ high low }', { high: 100, low: 3 }],
    [
      '107 MUST fill all of them at once',
      '{ last count small large high low }',
      { last: 'TEST-Cy', count: 4, small: 7, large: 70, high: 100, low: 3 },
    ],
    [
      '108 MUST tell required defaults from the client’s',
      '{ count replies(first: 1) { by } }',
      { count: 4, replies: [{ by: 'TEST-Ada' }] },
    ],
    [
      '109 MUST keep a client’s alias that is a planner’s word',
      '{ small price__1: id price__2: __typename }',
      { small: 7, price__1: '1', price__2: 'Thread' },
    ],
  ])('%s', async (_title, selection, thread) => {
    expect(await graph.ask(`{ thread ${selection} }`)).toEqual({ data: { thread }, errors: [] });
  });

  it('110 MUST answer the client by a variable beside it', async () => {
    const query =
      'query ($first: Int = 2) { thread { last ...A ...B } } fragment A on Thread { replies(first: $first) { by } } fragment B on Thread { replies(first: $first) { by } }';
    const two = { last: 'TEST-Cy', replies: [{ by: 'TEST-Ada' }, { by: 'TEST-Bo' }] };
    expect(await graph.ask(query)).toEqual({ data: { thread: two }, errors: [] });
    const one = { last: 'TEST-Cy', replies: [{ by: 'TEST-Ada' }] };
    expect(await graph.ask(query, { first: 1 })).toEqual({ data: { thread: one }, errors: [] });
  });

  it('111 MUST hide its invented names from clients', async () => {
    const query = '{ __schema { types { name fields { name } } } }';
    expect(JSON.stringify(await graph.ask(query))).not.toMatch(/__\d/);
    expect(await graph.ask('{ thread { price__1 } }')).toEqual({
      data: null,
      errors: [['GRAPHQL_VALIDATION_FAILED', '']],
    });
  });

  it('112 MUST ask subgraphs for fields they have alone', async () => {
    await graph.ask('{ thread { small large last } }');
    for (const { body } of graph.sent()) {
      const { query, variables } = JSON.parse(body);
      expect(query).not.toMatch(/(^|[\s{])\w+__\d+(?!\w*:)[\s}]/);
      expect(JSON.stringify(variables)).not.toMatch(/__\d/);
    }
  });
});
