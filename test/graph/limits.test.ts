import { ERRORS, type ErrorCode } from '../../gateway/errors';
import { startGraph, type TestGraph } from '../kit/graph';

const many = (count: number, part: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ');
const doubling = (count: number): string =>
  `{ me { ...F0 } } ${many(count, (at) => `fragment F${at} on Caller { ...F${at + 1} ...F${at + 1} }`)} fragment F${count} on Caller { x: capacity }`;
const agencies =
  '{ agencies(first: 50) { edges { node { facilities(first: 50) { agencies(first: 50) { name } } } } } }';

describe('A25 what asks too much', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph('sqlite');
  });
  afterAll(() => graph.stop());

  it.each<[string, string, ErrorCode]>([
    ['fragments that double ten times', doubling(10), 'ALIASES_EXCEEDED'],
    ['fragments that double twenty times', doubling(20), 'ALIASES_EXCEEDED'],
    ['a thousand root aliases', `{ ${many(1000, (at) => `a${at}: me { capacity }`)} }`, 'TOKENS_EXCEEDED'],
    ['fifty root aliases', `{ ${many(50, (at) => `a${at}: me { capacity }`)} }`, 'ALIASES_EXCEEDED'],
    ['two hundred __typename aliases', `{ ${many(200, (at) => `t${at}: __typename`)} }`, 'ALIASES_EXCEEDED'],
    ['thirty directives', `{ me ${many(30, () => '@skip(if: false)')} { capacity } }`, 'DIRECTIVES_EXCEEDED'],
    ['a list nested 3000 deep', `{ agency(id: ${'['.repeat(3000)}${']'.repeat(3000)}) { id } }`, 'TOKENS_EXCEEDED'],
    ['ten thousand equal fields', `{ me { ${'capacity '.repeat(6000)} } }`, 'TOKENS_EXCEEDED'],
    ['lists within lists within lists', agencies, 'COST_EXCEEDED'],
    [
      'a chain of agencies and facilities',
      `{ agencies(first: 1) { edges { node { ${'facilities(first: 1) { agencies(first: 1) { '.repeat(8)} name ${'} }'.repeat(8)} } } } }`,
      'DEPTH_EXCEEDED',
    ],
  ])('is refused: %s', async (_what, document, code) => {
    const { status, body } = await graph.ask(document);
    const { errors, data } = body as { errors: { message: string; extensions: object }[]; data?: unknown };
    expect({ status, data }).toEqual({ status: 400, data: undefined });
    expect(errors.map(({ message, extensions }) => ({ message, extensions }))).toContainEqual({
      message: ERRORS[code].message,
      extensions: { code },
    });
  });

  it('is refused: 900 KB of commas, unread', async () => {
    const { status, body } = await graph.ask(`{ me { capacity ${','.repeat(900_000)} } }`);
    expect({ status, body }).toEqual({
      status: 413,
      body: { errors: [{ message: ERRORS.BODY_TOO_LARGE.message, extensions: { code: 'BODY_TOO_LARGE' } }] },
    });
  });

  it('and the graph answers on', async () => {
    expect((await graph.ask('{ me { capacity } }')).body).toEqual({ data: { me: { capacity: 'public' } } });
  });
});
