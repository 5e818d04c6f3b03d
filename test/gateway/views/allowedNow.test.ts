import { buildSchema, getOperationAST, parse } from 'graphql';
import { ERRORS } from '../../../gateway/errors';
import { allowedNow, isAllowedNow } from '../../../gateway/views/allowedNow';
import { type ClassifiedGateway, classifiedGateway } from '../kit/classifiedGateway';
import { json } from '../kit/httpServer';

const { message: CONSTANT } = ERRORS.ILLEGAL_TRANSITION;
const NAMED = 'The state of what the input names does not allow this; allowed now: ';
const BOOK = `mutation { upsertBooking(input: { facility: "F", bookingNumber: "T-1", bookedAt: "2026-03-06T12:00:00Z",
  person: { givenName: "TEST-Ada", surName: "TEST-Lind" } }) { booking { id } } }`;

describe('allowedNow', () => {
  let graph: ClassifiedGateway;
  let extensions: unknown;
  beforeAll(async () => {
    graph = await classifiedGateway(() =>
      json({
        data: { upsertBooking: null },
        errors: [{ message: 'CANARY', path: ['upsertBooking'], extensions }],
      }),
    );
  });
  afterAll(() => graph.close());

  const answerTo = async (query: string, allowed: unknown) => {
    extensions = { code: 'ILLEGAL_TRANSITION', allowed };
    const { text } = await graph.ask(query, graph.key.token({ scope: 'integration:jms', officer: undefined }));
    return JSON.parse(text);
  };

  it('names in the text alone what the caller may do now', async () => {
    expect(await answerTo(BOOK, ['upsertBooking'])).toEqual({
      data: { upsertBooking: null },
      errors: [
        { message: `${NAMED}upsertBooking.`, path: ['upsertBooking'], extensions: { code: 'ILLEGAL_TRANSITION' } },
      ],
    });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an empty list', []],
    [
      'acts of others and names of nothing',
      ['designateSubject', 'recordRemoval', 'CANARY', '__typename', 'toString', ''],
    ],
    ['an act with more behind it', ['upsertBooking; the subject is CANARY', 'upsertBooking\u0000', ' upsertBooking']],
    ['objects and lists', [{ toString: 'upsertBooking' }, ['upsertBooking'], 7, true]],
    ['a text', 'upsertBooking'],
    ['an object', { 0: 'upsertBooking', length: 1 }],
    ['a list too long', [...Array.from({ length: 1000 }, (_, at) => `CANARY${at}`), 'upsertBooking']],
  ])('says the constant sentence when a subgraph claims %s', async (_what, claimed) => {
    const { errors } = await answerTo(BOOK, claimed);
    expect(errors).toEqual([
      { message: CONSTANT, path: ['upsertBooking'], extensions: { code: 'ILLEGAL_TRANSITION' } },
    ]);
  });

  it('takes out what is claimed twice or beside it', async () => {
    const { errors } = await answerTo(BOOK, ['designateSubject', 'upsertBooking', 'CANARY', 'upsertBooking']);
    expect(errors[0].message).toBe(`${NAMED}upsertBooking.`);
  });

  it('says it of no query, which changes no state', async () => {
    const { errors } = await answerTo('{ upsertBooking: warrant(id: "1") { id } }', ['upsertBooking']);
    expect(errors[0]).toMatchObject({ message: CONSTANT, extensions: { code: 'ILLEGAL_TRANSITION' } });
  });

  it('believes no other code’s claim', async () => {
    extensions = { code: 'NOT_FOUND', allowed: ['upsertBooking'] };
    const { text } = await graph.ask(BOOK, graph.key.token({ scope: 'integration:jms', officer: undefined }));
    expect(JSON.parse(text).errors[0]).toMatchObject({
      message: ERRORS.NOT_FOUND.message,
      extensions: { code: 'NOT_FOUND' },
    });
  });

  it('sorts, names twenty at most, and none that the view does not have', () => {
    const names = Array.from({ length: 30 }, (_, at) => `act${String.fromCharCode(65 + (at % 26))}${at}`);
    const schema = buildSchema(
      `type Query { a: Int } type Mutation { ${names.map((one) => `${one}: Int`).join(' ')} }`,
    );
    const operation = getOperationAST(parse('mutation { a }'));
    if (operation == null) throw new Error('No operation.');
    const context = { session: { caller: { acts: [...names, 'hidden', 'constructor'].reverse() } } };
    const message = allowedNow([...names, 'hidden', 'constructor'], { operation, schema, context });
    expect(message).toBe(`${NAMED}${[...names].sort().slice(0, 20).join(', ')}.`);
    expect(isAllowedNow(message)).toBe(true);
    expect(allowedNow(['hidden', 'constructor'], { operation, schema, context })).toBe(CONSTANT);
    expect(allowedNow(names, { operation, schema, context: { session: null } })).toBe(CONSTANT);
  });
});
