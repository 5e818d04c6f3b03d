import { ulid } from 'ulid';
import type { Caller } from '../../../../schema/caller';
import { AdministrativeWarrant } from '../../../../subgraphs/warrants/AdministrativeWarrant.entity';
import { ClaimReport } from '../../../../subgraphs/warrants/ClaimReport.entity';
import { ServiceStop } from '../../../../subgraphs/warrants/ServiceStop.entity';
import { callerAs } from '../../../kit/callers';
import { ENGINES, openDemonstration, type TestStores } from '../../../kit/stores';
import { askSubgraph, NOW } from '../../../kit/subgraph';

const REPORT = `mutation ($input: ReportClaimInput!) { reportClaim(input: $input) { receipt { id receivedAt } } }`;
const OPEN = `{ claimsOpen { totalCount edges { node { id onTime status detail receivedAt } } } }`;
const SAID = 'TEST: the person says where he was born.';

describe.each(ENGINES)('claims on %s', (engine) => {
  let test: TestStores;
  let warrant: AdministrativeWarrant;
  beforeEach(async () => {
    test = await openDemonstration(engine, NOW);
    warrant = await rows(AdministrativeWarrant).findOneByOrFail({ form: 'I205', status: 'LODGED' });
  });
  afterEach(() => test.close());

  const rows = <T extends object>(entity: new () => T) => test.stores.warrants.operational.reads.getRepository(entity);
  const ask = (caller: Caller, source: string, variables = {}) =>
    askSubgraph(
      { subgraph: 'warrants', stores: test.stores, caller },
      source,
      JSON.parse(JSON.stringify(variables)) as Record<string, unknown>,
    );
  const report = (changes: object = {}, caller = callerAs('wso')) =>
    ask(caller, REPORT, {
      input: { warrant: warrant.id, receivedAt: new Date(NOW.getTime() - 59 * 60_000), detail: SAID, ...changes },
    });
  const step = (name: string, input: object) =>
    ask(
      callerAs('ice'),
      `mutation ($input: ${name === 'endServiceStop' ? 'WarrantStepInput' : 'ClaimStepInput'}!) { ${name}(input: $input) { __typename } }`,
      { input },
    );

  it('R3 are written by a WSO and read by ICE alone: what was said lies sealed in the database', async () => {
    const { data, errors } = await report();
    expect(errors).toEqual([]);
    expect(data).toEqual({ reportClaim: { receipt: { id: expect.any(String), receivedAt: NOW.toISOString() } } });
    const [claim] = await rows(ClaimReport).find();
    expect(JSON.stringify(claim)).not.toContain('TEST');
    expect(claim?.sealed.split('.')).toHaveLength(5);
    for (const role of ['wso', 'wso-supervisor', 'jms', 'moa', 'auditor', 'inspector'])
      expect((await ask(callerAs(role), OPEN)).data).toEqual({ claimsOpen: null });
    expect((await ask(callerAs('ice'), OPEN)).data).toEqual({
      claimsOpen: {
        totalCount: 1,
        edges: [
          {
            node: {
              id: claim?.id,
              onTime: true,
              status: 'REPORTED',
              detail: SAID,
              receivedAt: new Date(NOW.getTime() - 59 * 60_000).toISOString(),
            },
          },
        ],
      },
    });
    expect((await ask(callerAs('ice', { fieldOffice: 'Miami' }), OPEN)).data).toMatchObject({
      claimsOpen: { totalCount: 0 },
    });
  });

  it('R18 stop the service in the same act, until ICE ends the stop', async () => {
    await report();
    expect(await rows(AdministrativeWarrant).findOneBy({ id: warrant.id })).toMatchObject({
      status: 'STOPPED_PENDING_ICE',
    });
    expect(await rows(ServiceStop).find()).toMatchObject([{ warrantId: warrant.id, endedAt: null }]);
    expect((await step('endServiceStop', { warrant: warrant.id })).errors).toEqual([]);
    expect(await rows(ServiceStop).find()).toMatchObject([{ endedAt: NOW }]);
    expect(await rows(AdministrativeWarrant).findOneBy({ id: warrant.id })).toMatchObject({ status: 'DESIGNATED' });
  });

  it('R18 are taken again while stopped and for a served warrant, which keeps its status', async () => {
    await report();
    await report();
    const served = await rows(AdministrativeWarrant).findOneByOrFail({ status: 'EXECUTED' });
    expect((await report({ warrant: served.id })).errors).toEqual([]);
    expect(await rows(ClaimReport).count()).toBe(3);
    expect(await rows(ServiceStop).count()).toBe(2);
    expect(await rows(AdministrativeWarrant).findOneBy({ id: served.id })).toMatchObject({ status: 'EXECUTED' });
  });

  it('R18 say when they came late', async () => {
    await report({ receivedAt: new Date(NOW.getTime() - 61 * 60_000) });
    expect((await ask(callerAs('ice'), OPEN)).data).toMatchObject({
      claimsOpen: { edges: [{ node: { onTime: false } }] },
    });
  });

  it.each([
    ['nothing', { detail: '' }],
    ['too much', { detail: 'é'.repeat(1501) }],
    ['of tomorrow', { receivedAt: new Date(NOW.getTime() + 60_000) }],
    ['of three days ago', { receivedAt: new Date(NOW.getTime() - 72 * 3_600_000) }],
  ])('are refused when they say %s', async (_what, changes) => {
    expect((await report(changes)).errors).toEqual(['The input does not fit its description.']);
    expect(await rows(ClaimReport).count()).toBe(0);
    expect(await rows(ServiceStop).count()).toBe(0);
  });

  it('are acknowledged and resolved by ICE, in the protected store alone', async () => {
    await report();
    const [claim] = await rows(ClaimReport).find();
    const before = await rows(AdministrativeWarrant).findOneByOrFail({ id: warrant.id });
    const input = { claim: claim?.id, idempotencyKey: ulid() };
    expect((await step('resolveClaim', { claim: claim?.id })).errors).toEqual([
      'The state of what the input names does not allow this.',
    ]);
    expect((await step('acknowledgeClaim', input)).errors).toEqual([]);
    expect((await step('acknowledgeClaim', input)).errors).toEqual([]);
    expect((await ask(callerAs('ice'), OPEN)).data).toMatchObject({
      claimsOpen: { edges: [{ node: { status: 'ACKNOWLEDGED' } }] },
    });
    expect((await step('resolveClaim', { claim: claim?.id })).errors).toEqual([]);
    expect((await ask(callerAs('ice'), OPEN)).data).toMatchObject({ claimsOpen: { totalCount: 0 } });
    expect(await rows(AdministrativeWarrant).findOneBy({ id: warrant.id })).toEqual(before);
    expect(await rows(ClaimReport).find()).toEqual([claim]);
  });

  it('are answered with what the same document has just made of them', async () => {
    await report();
    const [claim] = await rows(ClaimReport).find();
    const source = `mutation ($input: ClaimStepInput!) {
      first: acknowledgeClaim(input: $input) { claim { status } } second: resolveClaim(input: $input) { claim { status } }
    }`;
    const { data } = await ask(callerAs('ice'), source, { input: { claim: claim?.id } });
    expect(data).toEqual({
      first: { claim: { status: 'ACKNOWLEDGED' } },
      second: { claim: { status: 'RESOLVED' } },
    });
  });
});
