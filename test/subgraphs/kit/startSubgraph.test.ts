import { CALLER_HEADER, SERVICE_CAPACITY } from '../../../schema/caller';
import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { type RunningSubgraph, startSubgraph } from '../../../subgraphs/kit/startSubgraph';
import { definitions } from '../../../subgraphs/subgraphs';
import { assertCaller, type CallerKey, callerAs, newCallerKey } from '../../kit/callers';
import { openDemonstration, type TestStores } from '../../kit/stores';

const REFUSAL = { status: 401, body: { errors: [{ message: 'The caller is not asserted.' }] } };
const key = newCallerKey();
const warrantsKey = newCallerKey('warrants');
const callerJwks = JSON.stringify({ keys: [key, warrantsKey].flatMap(({ jwks }) => JSON.parse(jwks).keys) });
const service = { ...callerAs('public'), capacity: SERVICE_CAPACITY };

describe('a subgraph', () => {
  let test: TestStores;
  let running: RunningSubgraph;
  beforeAll(async () => {
    test = await openDemonstration('sqlite', new Date());
    running = await startSubgraph({
      config: {
        ...test.configs.officers,
        host: '127.0.0.1',
        port: 0,
        metricsHost: '127.0.0.1',
        metricsPort: null,
        callerJwks,
        cursorKey: Buffer.alloc(32, 1),
        services: null,
        seals: null,
        settings: {},
      },
      definition: definitions.officers,
      stores: test.stores.officers,
    });
  });
  afterAll(async () => {
    await running.close();
    await test.close();
  });

  const send = async (
    assertion: string | null,
    { path = '/graphql', body = { query: '{ me { capacity } }' } as object } = {},
  ) => {
    const response = await fetch(new URL(path, running.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(assertion === null ? {} : { [CALLER_HEADER]: assertion }) },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  };

  it('answers a caller whom the gateway asserts, and says what it answered of persons', async () => {
    const answer = await send(assertCaller(callerAs('wso'), { key, aud: 'officers' }));
    const extensions = { persons: { fields: [], rows: {} } };
    expect(answer).toEqual({ status: 200, body: { data: { me: { capacity: 'wso' } }, extensions } });
  });

  const other: CallerKey = newCallerKey('gateway', key.kid);
  const caller = callerAs('ice');
  it.each<[string, string | null]>([
    ['nothing', null],
    ['an empty text', ''],
    ['another audience', assertCaller(caller, { key, aud: 'warrants' })],
    ['an expired assertion', assertCaller(caller, { key, aud: 'officers', exp: Math.floor(Date.now() / 1000) - 1 })],
    ['another key under the same id', assertCaller(caller, { key: other, aud: 'officers' })],
    ['an unknown key id', assertCaller(caller, { key, aud: 'officers', header: { kid: 'unknown' } })],
    ['another algorithm', assertCaller(caller, { key, aud: 'officers', header: { alg: 'none' } })],
    ['another type of token', assertCaller(caller, { key, aud: 'officers', header: { typ: 'at+jwt' } })],
    [
      'an issuer that does not own the key',
      assertCaller(caller, { key, aud: 'officers', changes: { iss: 'warrants' } }),
    ],
    ['a key of a subgraph in the gateway’s name', assertCaller(caller, { key: warrantsKey, aud: 'officers' })],
    ['an unknown category', assertCaller(caller, { key, aud: 'officers', changes: { categories: ['EVERYTHING'] } })],
    ['a missing claim', assertCaller(caller, { key, aud: 'officers', changes: { rows: undefined } })],
    ['a claim too many', assertCaller(caller, { key, aud: 'officers', changes: { admin: true } })],
    ['a service’s assertion', assertCaller(service, { key, aud: 'officers' })],
    ['a cut assertion', assertCaller(caller, { key, aud: 'officers' }).slice(0, -2)],
  ])('refuses %s in one shape, _service and _entities included', async (_what, assertion) => {
    expect(await send(assertion)).toEqual(REFUSAL);
    expect(await send(assertion, { body: { query: '{ _service { sdl } }' } })).toEqual(REFUSAL);
  });

  it('serves its SDL and its introspection to nobody', async () => {
    const assertion = assertCaller(caller, { key, aud: 'officers' });
    const sdl = await send(assertion, { body: { query: '{ _service { sdl } }' } });
    expect(JSON.stringify(sdl)).not.toContain('type Officer');
    const types = await send(assertion, { body: { query: '{ __schema { types { name } } }' } });
    expect(JSON.stringify(types)).not.toContain('Officer');
  });

  it('answers services on their own path alone, and callers never there', async () => {
    const claimed = [
      [ID.officerTxWso, ID.agencyTx],
      [ID.officerTxWso, ID.agencyFl],
      [ID.officerTxWithdrawn, ID.agencyTx],
      ['unknown', ID.agencyTx],
      [ID.officerFlWso, ID.agencyFl],
      ['toString', ''],
    ];
    const body = { officers: claimed.map(([officer, agency]) => ({ officer, agency })) };
    const path = '/service/officerStanding';
    const answer = await send(assertCaller(service, { key, aud: 'officers' }), { path, body });
    expect(answer.body).toEqual({ standing: [true, false, false, false, true, false] });
    for (const spelt of [path, '/%73ervice/officerStanding', '/service/%6ffficerStanding'])
      expect(await send(assertCaller(caller, { key, aud: 'officers' }), { path: spelt, body })).toEqual(REFUSAL);
  });

  it('lets another subgraph assert itself where it is on the list, and nobody else', async () => {
    const own = { key: warrantsKey, aud: 'officers', changes: { iss: 'warrants' } };
    const input = {
      path: '/service/officerStanding',
      body: { officers: [{ officer: ID.officerTxWso, agency: ID.agencyTx }] },
    };
    expect(await send(assertCaller(service, own), input)).toEqual(REFUSAL);
    expect(await send(assertCaller(callerAs('ice'), own))).toEqual(REFUSAL);
    expect(await send(assertCaller(service, own), { ...input, path: '/service/unknown' })).toEqual(REFUSAL);
  });

  it('tells nothing of what went wrong inside', async () => {
    const assertion = assertCaller(service, { key, aud: 'officers' });
    const answer = await send(assertion, { path: '/service/officerStanding', body: { officers: 7 } });
    expect(answer).toEqual({ status: 500, body: { errors: [{ message: 'Internal.' }] } });
  });
});
