import { json } from '../kit/httpServer';
import { type OpenGateway, openGateway } from '../kit/openGateway';

describe('outgoingError', () => {
  let graph: OpenGateway;
  beforeAll(async () => {
    graph = await openGateway({ names: () => json({ data: {} }), cities: () => json({ data: {} }) });
  });
  afterAll(() => graph.close());

  it.each<[string, object, string]>([
    ['a misspelt field', { query: '{ peple { name } }' }, 'Cannot query field "peple" on type "Query".'],
    ['a hidden field', { query: '{ people { hiddenNumber } }' }, 'Cannot query field "hiddenNumber" on type "Person".'],
    ['a misspelt type', { query: '{ ... on Qery { __typename } }' }, 'Unknown type "Qery".'],
    [
      'a misspelt enum value',
      { query: 'mutation { rename(name: "x", kind: FUL) { name } }' },
      'Value "FUL" does not exist in "Kind" enum.',
    ],
    [
      'a misspelt enum value in a variable',
      { query: 'mutation ($k: Kind) { rename(name: "x", kind: $k) { name } }', variables: { k: 'FUL' } },
      'Variable "$k" got invalid value "FUL"; Value "FUL" does not exist in "Kind" enum.',
    ],
    [
      'a value that asks itself',
      {
        query: 'mutation ($k: Kind) { rename(name: "x", kind: $k) { name } }',
        variables: { k: 'FUL Did you mean "a"?' },
      },
      'Variable "$k" got invalid value "FUL"; Value "FUL" does not exist in "Kind" enum.',
    ],
  ])('suggests nothing for %s', async (_what, body, message) => {
    const { status, body: answered } = await graph.ask(body);
    expect(status).toBe(400);
    expect(JSON.stringify(answered)).not.toContain('mean the');
    const [error] = (answered as { errors: { message: string; extensions: object }[] }).errors;
    expect(Object.keys(answered as object)).toEqual(['errors']);
    expect(error?.message.replaceAll(' Did you mean "a"?', '')).toBe(message);
    expect(Object.keys(error?.extensions ?? {})).toEqual(['code']);
  });

  it('refuses more wrong variables than graphql-js counts as INPUT_INVALID too', async () => {
    const names = Array.from({ length: 80 }, (_, at) => `$v${at}: Kind!`).join(' ');
    const uses = Array.from({ length: 80 }, (_, at) => `a${at}: rename(name: "x", kind: $v${at}) { name }`).join(' ');
    const { status, body } = await graph.ask({ query: `mutation (${names}) { ${uses} }` });
    expect(status).toBe(400);
    const codes = (body as { errors: { extensions: { code: string } }[] }).errors.map(
      ({ extensions }) => extensions.code,
    );
    expect(new Set(codes)).toEqual(new Set(['INPUT_INVALID']));
  });
});
