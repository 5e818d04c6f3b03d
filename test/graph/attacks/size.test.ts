import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { ERRORS, type ErrorCode } from '../../../gateway/errors';
import { askEveryWay } from '../../kit/everyWay';
import { startGraph, type TestGraph } from '../../kit/graph';

const many = (count: number, part: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => part(at)).join(' ');
const doubling = (count: number): string =>
  `{ me { ...F0 } } ${many(count, (at) => `fragment F${at} on Caller { ...F${at + 1} ...F${at + 1} }`)} fragment F${count} on Caller { x: capacity }`;
/** Far above what any of these takes on a busy machine, far below what an unbounded planner would take. */
const MAX_MS = 10_000;
const OFFICER = 'officer { id agency { id facilities(first: 2) { id } } certifications(first: 2) { id } }';
const PLACE = 'facility { id agencies(first: 2) { id officers(first: 2) { edges { node { id } } } } }';
const SERVED = `subject { id } ${PLACE} service { id ${OFFICER} agreement { id agency { id } } hold { id ${PLACE} } }`;
const WIDE = `{ ${['warrants', 'myServiceQueue'].map((list) => `${list}(first: 2) { edges { node { id ${SERVED} } } }`).join(' ')} holds(first: 2) { edges { node { id ${PLACE} service { ${OFFICER} } } } } }`;
/** Few tokens, many places: each fragment is spread twice by the one before. */
const branching = (count: number): string =>
  `{ agency(id: "1") { ...F0 } } ${many(count, (at) => `fragment F${at} on Agency { name facilities(first: 1) { agencies(first: 1) { ...F${at + 1} } } agreements(first: 1) { agency { ...F${at + 1} } } }`)} fragment F${count} on Agency { name }`;
const agencies =
  '{ agencies(first: 50) { edges { node { facilities(first: 50) { agencies(first: 50) { name } } } } } }';

jest.setTimeout(120_000);

describe('what asks too much', () => {
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
    ['twenty-one root aliases', `{ ${many(21, (at) => `a${at}: me { capacity }`)} }`, 'ROOT_FIELDS_EXCEEDED'],
    ['two hundred __typename aliases', `{ ${many(200, (at) => `t${at}: __typename`)} }`, 'ALIASES_EXCEEDED'],
    ['fragments that branch at each level', branching(6), 'FIELDS_EXCEEDED'],
    ['thirty directives', `{ me ${many(30, () => '@skip(if: false)')} { capacity } }`, 'DIRECTIVES_EXCEEDED'],
    ['a list nested 3000 deep', `{ agency(id: ${'['.repeat(3000)}${']'.repeat(3000)}) { id } }`, 'TOKENS_EXCEEDED'],
    ['lists within lists within lists', agencies, 'COST_EXCEEDED'],
    [
      'a chain of agencies and facilities',
      `{ agencies(first: 1) { edges { node { ${'facilities(first: 1) { agencies(first: 1) { '.repeat(8)} name ${'} }'.repeat(8)} } } } }`,
      'DEPTH_EXCEEDED',
    ],
  ])('A25 is refused: %s', async (_what, document, code) => {
    const { status, body } = await askEveryWay(graph, document);
    const { errors, data } = body as { errors: { message: string; extensions: object }[]; data?: unknown };
    expect({ status, data }).toEqual({ status: 400, data: undefined });
    expect(errors.map(({ message, extensions }) => ({ message, extensions }))).toContainEqual({
      message: ERRORS[code].message,
      extensions: { code },
    });
  });

  it('A25 is refused: 900 KB of commas, unread', async () => {
    const { status, body } = await graph.ask(`{ me { capacity ${','.repeat(900_000)} } }`);
    expect({ status, body }).toEqual({
      status: 413,
      body: { errors: [{ message: ERRORS.BODY_TOO_LARGE.message, extensions: { code: 'BODY_TOO_LARGE' } }] },
    });
  });

  it.each<[string, (body: string) => Buffer]>([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['gzip, gzip', (body) => gzipSync(gzipSync(body))],
  ])('B15 is not unpacked: %s', async (encoding, pack) => {
    const bomb = pack(JSON.stringify({ query: `{ me { capacity } } #${'x'.repeat(50_000_000)}` }));
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
    const { status, body } = await graph.send(bomb.subarray(0, 60_000), { headers });
    expect({ status, body }).toMatchObject({
      status: 415,
      body: { errors: [{ extensions: { code: 'MEDIA_TYPE_UNSUPPORTED' } }] },
    });
  });

  it.each<[string, string]>([
    ['six thousand equal fields', `{ me { ${'capacity '.repeat(6000)} } }`],
    ['two thousand equal fields with arguments', `{ ${'agency(id: 1) { id } '.repeat(2000)} }`],
    ['equal fields in fragments', `{ ${'...F '.repeat(1500)} } fragment F on Query { me { capacity } }`],
  ])('B16 is refused before it is compared with itself: %s', async (_what, document) => {
    const begun = performance.now();
    const { status, body } = await graph.ask(document);
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'TOKENS_EXCEEDED' } }] },
    });
    expect(performance.now() - begun).toBeLessThan(MAX_MS);
  });

  it.each<[string, string]>([
    ['a fragment that spreads itself', `{ me { ...F } } fragment F on Caller { ...F }`],
    [
      'two fragments that spread each other',
      `{ me { ...F } } fragment F on Caller { ...G } fragment G on Caller { ...F }`,
    ],
    [
      'fields as deep as they may be',
      `{ ${'agency(id: "x") { facilities(first: 1) { agencies(first: 1) { facilities(first: 1) { '.repeat(3)} name ${'} } } }'.repeat(3)} }`,
    ],
    ['every list at once over three subgraphs', WIDE],
    ['inline fragments inside each other', `{ ${'... on Query { '.repeat(150)} me { capacity } ${'} '.repeat(150)} }`],
  ])('B14 is planned or refused in little time: %s', async (_what, document) => {
    const begun = performance.now();
    const { status } = await graph.ask(document, { token: graph.token('inspector') });
    expect([200, 400]).toContain(status);
    expect(performance.now() - begun).toBeLessThan(MAX_MS);
  });

  it('and the graph answers on', async () => {
    expect((await graph.ask('{ me { capacity } }')).body).toEqual({ data: { me: { capacity: 'public' } } });
  });
});
