import { FED2, type Federation, federate } from './kit/federation';

const calls: string[] = [];

describe('entities', () => {
  let graph: Federation;

  beforeAll(async () => {
    graph = await federate({
      home: {
        sdl: `${FED2}
          type Query {
            user(kind: Kind): User users(like: Like): [User] none: [User!]! gone: User version: Int @shareable
          }
          type Mutation { add(n: Int!): Int }
          enum Kind { ALL HOME }
          input Like { name: String home: Int }
          type User @key(fields: "id") @key(fields: "mail") {
            id: ID mail: String name: String town: String @shareable friend: User parent: User nested: Box
            badge: String @external sign: String @requires(fields: "badge")
          }
          type Box @shareable { user: User }`,
        resolvers: {
          Query: {
            user: () => ({ id: 'u1', mail: 'm1', name: 'TEST-One', town: 'TEST-A', friend: { id: 'u2', mail: 'm2' } }),
            users: () => [{ id: 'u1', mail: 'm1', name: 'TEST-One' }, null, { id: null, mail: 'm2', name: 'TEST-Two' }],
            none: () => [],
            gone: () => ({ id: 'u9', mail: 'm9', name: 'TEST-Nine' }),
            version: () => 1,
          },
          Mutation: { add: (_: unknown, { n }: { n: number }) => calls.push(`home ${n}`) },
          User: {
            __resolveReference: ({ id, mail, badge }: { id?: string; mail?: string; badge?: string }) =>
              id === 'u2' || mail === 'm2'
                ? { id: 'u2', mail: 'm2', name: 'TEST-Two', parent: { id: 'u1', mail: 'm1' } }
                : { id: 'u1', mail: 'm1', name: 'TEST-One', badge },
            sign: ({ badge }: { badge?: string }) => `${badge}!`,
            nested: ({ id }: { id: string }) => ({ user: { id, mail: 'm1' } }),
          },
        },
      },
      work: {
        sdl: `${FED2}
          type Query { version: Int @shareable }
          type Mutation { addAtWork(n: Int!): Int }
          enum Kind { ALL HOME WORK }
          input Like { name: String work: Int }
          extend type Query { worker(kind: Kind, like: Like): User }
          type User @key(fields: "mail") {
            mail: String
            name: String @external
            job: String
            badge: String @requires(fields: "name")
            town: String @override(from: "home")
            boss: User
          }`,
        resolvers: {
          Query: { worker: () => ({ mail: 'm1', job: 'TEST-Job' }), version: () => 1 },
          Mutation: { addAtWork: (_: unknown, { n }: { n: number }) => calls.push(`work ${n}`) },
          User: {
            __resolveReference: (user: { mail: string }) => (user.mail === 'm9' ? null : user),
            job: ({ mail }: { mail: string }) => {
              if (mail === 'm2') throw new Error('TEST-secret reason');
              return 'TEST-Job';
            },
            badge: ({ name }: { name: string }) => `badge of ${name}`,
            town: () => 'TEST-W',
            boss: () => ({ mail: 'm1' }),
          },
        },
      },
      old: {
        sdl: `
          extend type User @key(fields: "id") { id: ID @external name: String @external score: Int nick: String @requires(fields: "name") }
          type Query { oldest: User }`,
        resolvers: {
          Query: { oldest: () => ({ id: 'u1' }) },
          User: {
            __resolveReference: (user: { id: string; name?: string }) => user,
            score: ({ id }: { id: string }) => (id === 'u1' ? 10 : 20),
            nick: ({ name }: { name: string }) => `old ${name}`,
          },
        },
      },
    });
  });
  afterAll(() => graph.close());

  it.each<[string, string, unknown]>([
    ['401 MUST chain requirements', '{ user { sign } }', { user: { sign: 'badge of TEST-One!' } }],
    [
      '402 MUST follow circular references',
      '{ user { friend { boss { boss { name score boss { id } } } } } }',
      { user: { friend: { boss: { boss: { name: 'TEST-One', score: 10, boss: { id: 'u1' } } } } } },
    ],
    [
      '403 MUST go over a second key',
      '{ worker { job score id } }',
      { worker: { job: 'TEST-Job', score: 10, id: 'u1' } },
    ],
    [
      '404 MUST serve a subgraph of federation 1',
      '{ oldest { id name nick score job } }',
      { oldest: { id: 'u1', name: 'TEST-One', nick: 'old TEST-One', score: 10, job: 'TEST-Job' } },
    ],
    [
      '405 MUST read an overridden field from its new owner',
      '{ user { town } worker { town } }',
      { user: { town: 'TEST-W' }, worker: { town: 'TEST-W' } },
    ],
    [
      '406 MUST answer null entries and null keys',
      '{ users { name score } }',
      { users: [{ name: 'TEST-One', score: 10 }, null, { name: 'TEST-Two', score: 20 }] },
    ],
    ['407 MUST ask nobody for an empty list', '{ none { job score } }', { none: [] }],
    [
      '408 MUST answer an entity that is nowhere else with null',
      '{ gone { name job score } }',
      { gone: { name: 'TEST-Nine', job: null, score: 20 } },
    ],
    ['409 MUST answer a shared root field once', '{ version a: version }', { version: 1, a: 1 }],
    [
      '410 MUST find entities in plain objects',
      '{ user { nested { user { job score } } } }',
      { user: { nested: { user: { job: 'TEST-Job', score: 10 } } } },
    ],
    [
      '411 MUST leave out what is skipped',
      '{ user { id @skip(if: true) ... @include(if: false) { job } name @include(if: true) score @skip(if: false) } }',
      { user: { name: 'TEST-One', score: 10 } },
    ],
    [
      '412 MUST take the common values of enums and inputs',
      '{ user(kind: HOME) { name } worker(kind: ALL, like: { name: "x" }) { job } }',
      { user: { name: 'TEST-One' }, worker: { job: 'TEST-Job' } },
    ],
  ])('%s', async (_title, query, data) => {
    expect(await graph.ask(query)).toEqual({ data, errors: [] });
  });

  it('413 MUST decide by variables what is included, at every place', async () => {
    const query =
      'query ($a: Boolean!, $b: Boolean! = true) { user @include(if: $a) { name ... @skip(if: $b) { job ...S } badge @include(if: $a) } } fragment S on User { score @skip(if: $b) }';
    expect(await graph.ask(query, { a: false })).toEqual({ data: {}, errors: [] });
    expect((await graph.ask(query, { a: true })).data).toEqual({
      user: { name: 'TEST-One', badge: 'badge of TEST-One' },
    });
    expect((await graph.ask(query, { a: true, b: false })).data).toEqual({
      user: { name: 'TEST-One', job: 'TEST-Job', score: 10, badge: 'badge of TEST-One' },
    });
  });

  it('414 MUST place an error of an entity where the client asked it', async () => {
    expect(await graph.ask('{ user { name friend { work: job score } } }')).toEqual({
      data: { user: { name: 'TEST-One', friend: { work: null, score: 20 } } },
      errors: [['SUBGRAPH_UNAVAILABLE', 'user.friend.work']],
    });
  });

  it.each([
    ['{ user(kind: WORK) { name } }'],
    ['{ users(like: { home: 1 }) { name } }'],
    ['{ worker(like: { work: 1 }) { name } }'],
  ])('415 MUST refuse what not every subgraph knows: %s', async (query) => {
    expect((await graph.ask(query)).errors.map(([code]) => code)).toContain('GRAPHQL_VALIDATION_FAILED');
  });

  it('416 MUST do mutations in their order over subgraphs', async () => {
    const query = 'mutation { a: add(n: 1) b: addAtWork(n: 2) c: addAtWork(n: 3) d: add(n: 4) }';
    expect(await graph.ask(query)).toEqual({ data: { a: 1, b: 2, c: 3, d: 4 }, errors: [] });
    expect(calls).toEqual(['home 1', 'work 2', 'work 3', 'home 4']);
  });
});
