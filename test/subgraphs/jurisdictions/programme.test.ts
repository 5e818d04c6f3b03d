import { ulid } from 'ulid';
import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { Agency, AgencyJurisdiction } from '../../../subgraphs/jurisdictions/Agency.entity';
import { Agreement } from '../../../subgraphs/jurisdictions/Agreement.entity';
import { statusAt } from '../../../subgraphs/jurisdictions/rules/statusAt';
import { statusSql } from '../../../subgraphs/jurisdictions/statusSql';
import { unitOfWork } from '../../../subgraphs/kit/unitOfWork';
import { callerAs } from '../../kit/callers';
import { PARTIES, restoreAgreements, send } from '../../kit/jurisdictionActs';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { askSubgraph, NOW } from '../../kit/subgraph';

const MARYLAND = '01KZMARYTAND0000000000000A';

describe.each(ENGINES)('the programme on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
    await unitOfWork(test.stores.jurisdictions.operational, async (manager) => {
      const sheriff = { kind: 'SHERIFF', level: 'COUNTY', fieldOfficeId: null };
      await manager.insert(Agency, {
        ...sheriff,
        id: MARYLAND,
        slug: 'MD-test',
        name: 'TEST-Chesapeake',
        stateAbbr: 'MD',
      });
      await manager.insert(AgencyJurisdiction, { id: ulid(), agencyId: MARYLAND, geoid: '24003' });
      await manager.insert(Agency, {
        ...sheriff,
        id: ulid(),
        slug: 'TX-test-2',
        name: 'TEST-Pecan Bend',
        stateAbbr: 'TX',
      });
    });
  });
  beforeEach(() => restoreAgreements(test.stores));
  afterAll(() => test.close());

  const { texas, sanAntonio, florida } = PARTIES;
  const ask = async (source: string, { caller = callerAs('public'), now = NOW } = {}) => {
    const answer = await askSubgraph({ subgraph: 'jurisdictions', stores: test.stores, caller, now }, source);
    expect(answer.errors).toEqual([]);
    return answer.data;
  };
  const insert = (agreement: Partial<Agreement>) =>
    unitOfWork(test.stores.jurisdictions.operational, (manager) =>
      manager.insert(Agreement, { generation: 1, isSuspended: false, moaStatus: 'LINK_PENDING', ...agreement }),
    );
  const notice = (now = NOW) =>
    send(test.stores, {
      mutation: 'giveSuspensionNotice',
      caller: sanAntonio,
      input: { agreement: ID.agreementTxWso, receivedOn: '2026-03-01' },
      now,
    });

  it('counts agreements by model and by the status they have now', async () => {
    await notice();
    const counts = '{ agreementCounts { model status count } }';
    const later = new Date('2026-09-01T00:00:00Z');
    expect(await ask(counts, { now: later })).toEqual({
      agreementCounts: [
        { model: 'JEM', status: 'ACTIVE', count: 1 },
        { model: 'TFM', status: 'ACTIVE', count: 1 },
        { model: 'WSO', status: 'ACTIVE', count: 2 },
        { model: 'WSO', status: 'SUSPENDED', count: 1 },
      ],
    });
    const one = '{ agreements(status: SUSPENDED) { totalCount edges { node { id } } } }';
    expect(await ask(one, { now: later })).toEqual({
      agreements: { totalCount: 1, edges: [{ node: { id: ID.agreementTxWso } }] },
    });
    expect(await ask(one)).toEqual({ agreements: { totalCount: 0, edges: [] } });
    expect(await ask('{ agreementCounts(state: "GA") { count } }')).toEqual({ agreementCounts: [{ count: 1 }] });
  });

  it('finds in SQL the status that the rule finds', async () => {
    const instants = ['2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z'].map((at) => new Date(at));
    const times = [null, ...instants];
    const terms = ['ACTIVE', 'SUSPENDED', 'TERMINATED'].flatMap((status) =>
      ['SUSPENDED', 'TERMINATED'].flatMap((dueStatus) =>
        times.flatMap((dueAt) =>
          times.map((expiresAt) => ({ status, dueAt, dueStatus: dueAt === null ? null : dueStatus, expiresAt })),
        ),
      ),
    );
    const party = { agencyId: MARYLAND, stateAbbr: 'MD', model: 'TFM' };
    for (const [place, term] of terms.entries())
      await insert({ ...party, ...term, id: ulid(), generation: place + 10 });
    const { reads } = test.stores.jurisdictions.operational;
    for (const at of [NOW, ...instants]) {
      const { entities, raw } = await reads
        .getRepository(Agreement)
        .createQueryBuilder('made')
        .addSelect(statusSql('made'), 'found')
        .setParameters({ asOf: at })
        .getRawAndEntities<{ readonly found: string }>();
      expect(raw.map(({ found }) => found)).toEqual(entities.map((agreement) => statusAt(agreement, at)));
    }
  });

  it('shows running notices to the parties and nobody else, until they are taken back', async () => {
    const clock =
      '{ noticeClock(dueWithin: "P90D") { totalCount edges { node { kind givenBy effectiveAt agreement { id } } } } }';
    await notice();
    const edges = [
      {
        node: {
          ...{ kind: 'SUSPENSION', givenBy: 'ICE', effectiveAt: '2026-05-30T05:00:00.000Z' },
          agreement: { id: ID.agreementTxWso },
        },
      },
    ];
    for (const caller of [texas, sanAntonio, callerAs('auditor'), callerAs('inspector')])
      expect(await ask(clock, { caller })).toEqual({ noticeClock: { totalCount: 1, edges } });
    expect(await ask(clock, { caller: florida })).toEqual({ noticeClock: { totalCount: 0, edges: [] } });
    expect(await ask(clock)).toEqual({ noticeClock: null });
    await send(test.stores, {
      mutation: 'withdrawAgreementNotice',
      caller: sanAntonio,
      input: { agreement: ID.agreementTxWso },
    });
    expect(await ask(clock, { caller: texas })).toEqual({ noticeClock: { totalCount: 0, edges: [] } });
  });

  it('names the agreements of the caller’s own whose meeting is due', async () => {
    const due = (within: string) => `{ meetingsDue(dueWithin: "${within}") { edges { node { id } } } }`;
    const edges = [{ node: { id: ID.agreementTxWso } }];
    expect(await ask(due('P39D'), { caller: texas })).toEqual({ meetingsDue: { edges: [] } });
    expect(await ask(due('P40D'), { caller: texas })).toEqual({ meetingsDue: { edges } });
    expect(await ask(due('P40D'), { caller: sanAntonio })).toEqual({ meetingsDue: { edges } });
    expect(await ask(due('P366D'), { caller: florida })).toEqual({
      meetingsDue: { edges: [ID.agreementFlJem, ID.agreementFlWso].sort().map((id) => ({ node: { id } })) },
    });
    expect(await ask(due('P366D'))).toEqual({ meetingsDue: null });
  });

  it('R21: shows an agreement in force that the law forbids, from the day of the law on', async () => {
    const id = ulid();
    await insert({ id, agencyId: MARYLAND, stateAbbr: 'MD', model: 'WSO', status: 'ACTIVE' });
    const source = '{ policyConflicts { edges { node { id policyCheck { agreement rules { citation } } } } } }';
    expect(await ask(source, { now: new Date('2026-02-17T04:59:59Z') })).toEqual({ policyConflicts: { edges: [] } });
    expect(await ask(source, { now: new Date('2026-02-17T05:00:00Z') })).toEqual({
      policyConflicts: {
        edges: [
          {
            node: {
              id,
              policyCheck: {
                agreement: 'PROHIBITED',
                rules: [{ citation: 'Crim. Proc. 5-104.1 (per mgaleg statute field)' }],
              },
            },
          },
        ],
      },
    });
    const past = `{ agreements(state: "MD") { edges { node { policyCheck(asOf: "2026-02-01T00:00:00Z") { agreement civilWarrantArrest } } } } }`;
    expect(await ask(past)).toEqual({
      agreements: { edges: [{ node: { policyCheck: { agreement: 'NO_RULE', civilWarrantArrest: 'NO_RULE' } } }] },
    });
  });

  it('says who lacks an agreement that the law demands, and by when', async () => {
    const source = `{ mandateCompliance(state: "TX") { deadlineOn countyCount coveredCountyCount rules { instrument } agenciesWithout { totalCount edges { node { name } } } } }`;
    expect(await ask(source)).toEqual({
      mandateCompliance: {
        deadlineOn: '2026-12-01',
        countyCount: 254,
        coveredCountyCount: 1,
        rules: [{ instrument: 'SB 8 (89R)' }],
        agenciesWithout: { totalCount: 1, edges: [{ node: { name: 'TEST-Pecan Bend' } }] },
      },
    });
    await send(test.stores, {
      mutation: 'terminateAgreement',
      caller: texas,
      input: { agreement: ID.agreementTxWso, receivedOn: '2026-03-07', exigent: true },
    });
    expect(await ask(source)).toMatchObject({
      mandateCompliance: { coveredCountyCount: 0, agenciesWithout: { totalCount: 2 } },
    });
    expect(await ask('{ mandateCompliance(state: "MD") { deadlineOn } }')).toEqual({ mandateCompliance: null });
  });

  it('shows the rules of a state as of an instant, with how well they are known', async () => {
    const source = `{ jurisdiction(geoid: "37") { name level before: policies(asOf: "2025-09-30T12:00:00Z") { instrument } now: policies { instrument confidence holdClock } } }`;
    expect(await ask(source)).toEqual({
      jurisdiction: {
        ...{ name: 'North Carolina', level: 'STATE', before: [{ instrument: 'HB 10 (2024)' }] },
        now: [{ instrument: 'HB 318 (2025)', confidence: 'SEEN', holdClock: 'H48_FROM_SCHEDULED_RELEASE' }],
      },
    });
  });
});
