import { Agency, AgencyAlias } from '../../../../subgraphs/jurisdictions/Agency.entity';
import { Agreement } from '../../../../subgraphs/jurisdictions/Agreement.entity';
import type { Store } from '../../../../subgraphs/kit/store';
import { listRow } from '../../../kit/agencyList';
import { callerAs } from '../../../kit/callers';
import { PARTIES, send } from '../../../kit/jurisdictionActs';
import { forgetLists, importRows } from '../../../kit/listImport';
import { ENGINES, openTestStores, type TestStores } from '../../../kit/stores';
import { askSubgraph } from '../../../kit/subgraph';

const ILLEGAL = ['The state of what the input names does not allow this.'];
const acceptedReason = 'TEST-checked by telephone';
const SHERIFF = "TEST-Baldwin County Sheriff's Office";
const mobile = listRow({
  'LAW ENFORCEMENT AGENCY': "TEST-Mobile County Sheriff's Office",
  COUNTY: 'Mobile County',
  MOA: '',
});

interface Page {
  readonly importProposals: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> }[];
  } | null;
}

describe.each(ENGINES)('the proposals of imports on %s', (engine) => {
  let test: TestStores;
  let store: Store;
  beforeAll(async () => {
    test = await openTestStores(engine);
    store = test.stores.jurisdictions.operational;
  });
  beforeEach(() => forgetLists(store));
  afterAll(() => test.close());

  const managerOf = async (name: string) => {
    const { id } = await store.reads.getRepository(Agency).findOneByOrFail({ name });
    return callerAs('moa', { agency: id });
  };
  const ask = async (caller: typeof PARTIES.texas, source: string) => {
    const { data, errors } = await askSubgraph({ subgraph: 'jurisdictions', stores: test.stores, caller }, source);
    expect(errors).toEqual([]);
    return data;
  };
  const proposals = async (caller: typeof PARTIES.texas) => {
    const source =
      '{ importProposals { totalCount edges { node { id kind status before after version agreement { id } listedAgreement { id } } } } }';
    return ((await ask(caller, source)) as Page).importProposals?.edges.map(({ node }) => node) ?? null;
  };
  const review = (caller: typeof PARTIES.texas, importProposal: unknown, accept: boolean) =>
    send(test.stores, {
      mutation: 'reviewImportProposal',
      caller,
      input: { importProposal, accept, expectedVersion: 1 },
      answers: 'importProposal',
    });
  const agreements = () =>
    store.reads.getRepository(Agreement).find({ order: { firstListedOn: 'ASC', generation: 'ASC' } });

  async function importRenewal(): Promise<void> {
    await importRows(store, [listRow(), mobile], { listedOn: '2026-05-14' });
    await importRows(store, [mobile], { listedOn: '2026-05-16', acceptedReason });
    await importRows(store, [listRow({ SIGNED: '2026-05-17' }), mobile], { listedOn: '2026-05-18' });
  }

  async function importRename(): Promise<void> {
    await importRows(store, [listRow(), mobile], { listedOn: '2026-05-14' });
    const renamed = listRow({ 'LAW ENFORCEMENT AGENCY': 'TEST-Baldwin County Corrections Police Department' });
    await importRows(store, [renamed, mobile], { listedOn: '2026-05-16', acceptedReason });
  }

  it('R29: leave a renewal to a person, to whom alone they are shown', async () => {
    await importRenewal();
    const [proposal] = (await proposals(await managerOf(SHERIFF))) ?? [];
    expect(proposal).toMatchObject({ kind: 'RENEWAL', status: 'OPEN', before: '2025-12-09', after: '2026-05-17' });
    expect(await proposals(PARTIES.texas)).toEqual([]);
    expect((await review(PARTIES.texas, proposal?.['id'], true)).errors).toEqual([
      'What the input names does not exist.',
    ]);
    expect(await review(callerAs('ice', { fieldOffice: 'New Orleans' }), proposal?.['id'], true)).toEqual({
      row: null,
      errors: [],
    });
    expect(await proposals(callerAs('public'))).toBeNull();
  });

  it('R29: supersede the agreement by its renewal when a person accepts, and once', async () => {
    await importRenewal();
    const manager = await managerOf(SHERIFF);
    const [proposal] = (await proposals(manager)) ?? [];
    expect(await review(manager, proposal?.['id'], true)).toMatchObject({ errors: [], row: { status: 'ACCEPTED' } });
    const [first, second] = (await agreements()).filter(({ listedName }) => listedName === SHERIFF);
    expect(first).toMatchObject({ status: 'SUPERSEDED', signedOn: '2025-12-09', supersededById: second?.id });
    expect(second).toMatchObject({
      status: 'ACTIVE',
      signedOn: '2026-05-17',
      firstListedOn: '2026-05-18',
      generation: 2,
    });
    const again = { mutation: 'reviewImportProposal', caller: manager, answers: 'importProposal' } as const;
    const input = { importProposal: proposal?.['id'], accept: false };
    expect((await send(test.stores, { ...again, input })).errors).toEqual(ILLEGAL);
    await importRows(store, [listRow({ SIGNED: '2026-05-17' }), mobile], { listedOn: '2026-05-19' });
    expect((await agreements()).map(({ status }) => status).toSorted()).toEqual(['ACTIVE', 'ACTIVE', 'SUPERSEDED']);
  });

  it('change nothing when a person refuses', async () => {
    await importRenewal();
    const manager = await managerOf(SHERIFF);
    const [proposal] = (await proposals(manager)) ?? [];
    const before = await agreements();
    expect((await review(manager, proposal?.['id'], false)).row).toMatchObject({ status: 'REJECTED' });
    expect(await agreements()).toEqual(before);
  });

  it('R29: let what vanished be superseded by what came under another name', async () => {
    await importRename();
    const manager = await managerOf(SHERIFF);
    const [proposal] = (await proposals(manager)) ?? [];
    expect(proposal).toMatchObject({ kind: 'RENAME', status: 'OPEN', before: SHERIFF });
    expect([proposal?.['agreement'], proposal?.['listedAgreement']]).not.toContain(null);
    expect((await review(manager, proposal?.['id'], true)).errors).toEqual([]);
    const gone = (await agreements()).find(({ status }) => status === 'SUPERSEDED');
    const listed = (await agreements()).find(({ id }) => id === gone?.supersededById);
    expect(listed).toMatchObject({
      status: 'ACTIVE',
      listedName: 'TEST-Baldwin County Corrections Police Department',
    });
    expect(await store.reads.getRepository(AgencyAlias).findBy({ agencyId: listed?.agencyId ?? '' })).toMatchObject([
      { name: SHERIFF },
    ]);
  });

  it('are not there before their list is published', async () => {
    await importRows(store, [listRow(), mobile], { listedOn: '2026-05-14' });
    const renamed = listRow({ 'LAW ENFORCEMENT AGENCY': 'TEST-Baldwin County Corrections Police Department' });
    expect((await importRows(store, [renamed, mobile], { listedOn: '2026-05-16' })).applied).toBe(false);
    expect(await proposals(await managerOf(SHERIFF))).toEqual([]);
  });

  it('stand beside the history of lists and what they changed', async () => {
    await importRename();
    const source =
      '{ listPublications { totalCount edges { node { kind listedOn status rowCount events { code } } } } }';
    const list = { kind: 'PARTICIPATING', status: 'PUBLISHED', rowCount: 2 };
    expect(await ask(callerAs('auditor'), source)).toEqual({
      listPublications: {
        totalCount: 2,
        edges: [
          { node: { ...list, listedOn: '2026-05-14', events: [{ code: 'LISTED' }, { code: 'LISTED' }] } },
          { node: { ...list, listedOn: '2026-05-16', events: [{ code: 'DELISTED' }, { code: 'LISTED' }] } },
        ],
      },
    });
    expect(await ask(callerAs('moa', { agency: null }), source)).toEqual({
      listPublications: { totalCount: 0, edges: [] },
    });
  });
});
