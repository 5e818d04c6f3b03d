import type { Caller } from '../../../schema/caller';
import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { followAgencies } from '../../../subgraphs/officers/followAgencies';
import { AgencyReach, Officer } from '../../../subgraphs/officers/Officer.entity';
import { callerAs } from '../../kit/callers';
import { OfficerLife } from '../../kit/officerLife';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { askSubgraph, askWithin, NOW } from '../../kit/subgraph';

const NOT_FOUND = ['What the input names does not exist.'];
const EXPIRING = `query ($within: Duration, $agency: ID, $after: String, $first: Int) {
  expiring(within: $within, agency: $agency, after: $after, first: $first) {
    totalCount pageInfo { endCursor hasNextPage } edges { node { kind expiresAt officer { id } } }
  }
}`;

describe.each(ENGINES)('what is asked of officers on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  }, 30_000);
  afterAll(() => test.close());

  const ask = (caller: Caller, source: string, variables: Readonly<Record<string, unknown>> = {}) =>
    askSubgraph({ subgraph: 'officers', stores: test.stores, caller }, source, variables);
  const inspector = () => callerAs('inspector');

  it('answers what runs out within thirty days, soonest first, over pages', async () => {
    const refresher = { kind: 'REFRESHER', expiresAt: '2026-03-22T00:00:00.000Z', officer: { id: ID.officerFlWso } };
    const credential = {
      kind: 'CREDENTIAL',
      expiresAt: '2026-03-28T00:00:00.000Z',
      officer: { id: ID.officerTxWsoSecond },
    };
    const page = async (variables: object) => {
      const { data } = await ask(inspector(), EXPIRING, { within: 'P30D', ...variables });
      return (data as { expiring: { edges: { node: unknown }[]; totalCount: number; pageInfo: { endCursor: string } } })
        .expiring;
    };
    const first = await page({ first: 1 });
    expect(first).toMatchObject({ totalCount: 2, edges: [{ node: refresher }] });
    expect((await page({ first: 1, after: first.pageInfo.endCursor })).edges).toEqual([{ node: credential }]);
    expect((await page({ agency: ID.agencyTx })).edges).toEqual([{ node: credential }]);
    expect((await page({ within: 'P15D' })).edges).toEqual([{ node: refresher }]);
  });

  it('tells of the clock of a complaint only whom discipline is shown, in list, count and page alike', async () => {
    const life = new OfficerLife(test.stores, 'TFM');
    await life.authorize();
    const shown = async (caller: Caller) => {
      const { data } = await ask(caller, EXPIRING, { agency: ID.agencyGa });
      const { edges, totalCount } = (
        data as { expiring: { edges: { node: { kind: string; officer: { id: string } } }[]; totalCount: number } }
      ).expiring;
      return {
        kinds: edges.filter(({ node }) => node.officer.id === life.id).map(({ node }) => node.kind),
        totalCount,
      };
    };
    const supervisor = callerAs('wso-supervisor', { agency: ID.agencyGa });
    const [before, ofInspector] = [await shown(supervisor), await shown(inspector())];
    const complaint = { kind: 'CIVIL_SUIT', receivedAt: NOW.toISOString() };
    expect((await life.ofOfficer('wso-supervisor', 'fileComplaintNotice', complaint)).errors).toEqual([]);
    expect(await shown(supervisor)).toEqual(before);
    expect(await shown(inspector())).toEqual({
      kinds: ['COMPLAINT', ...ofInspector.kinds],
      totalCount: ofInspector.totalCount + 1,
    });
    expect((await ask(supervisor, '{ complaints { totalCount } }')).data).toEqual({ complaints: null });
    const found = await ask(inspector(), '{ officers(expiringWithin: "P100D") { edges { node { id } } } }');
    expect(JSON.stringify(found.data)).not.toContain(life.id);
  });

  it('finds officers by what runs out, never by a complaint', async () => {
    const found = async (within: string) => {
      const source =
        'query ($w: Duration, $a: ID) { officers(expiringWithin: $w, agency: $a) { edges { node { id } } } }';
      const { data } = await ask(inspector(), source, { w: within, a: ID.agencyTx });
      return (data as { officers: { edges: { node: { id: string } }[] } }).officers.edges.map(({ node }) => node.id);
    };
    expect(await found('P30D')).toEqual([ID.officerTxWsoSecond]);
    expect(await found('P10D')).toEqual([]);
  });

  it('answers the coordinator: trainees, roster, refreshers and the way to an authorization', async () => {
    const coordinator = callerAs('training');
    const life = new OfficerLife(test.stores);
    await life.certify();
    await life.letter();
    const { data } = await ask(
      coordinator,
      `query ($trainee: ID!, $certified: ID!) {
        trainees(outcome: OPEN) { edges { node { officer { id } offering { course { passPercent retakes retakesCount } } examAttempts { scorePercent passed } } } }
        certificationRoster { edges { node { id } } }
        refresherDue(within: "P30D") { totalCount }
        ofTrainee: nominationChecklist(officer: $trainee) { steps { code isDone } }
        ofCertified: nominationChecklist(officer: $certified) { steps { code isDone } }
      }`,
      { trainee: ID.officerTxTrainee, certified: life.id },
    );
    const doneOf = (name: string) =>
      (data as Record<string, { steps: { code: string; isDone: boolean }[] }>)[name]?.steps
        .filter(({ isDone }) => isDone)
        .map(({ code }) => code);
    expect(data).toMatchObject({
      trainees: {
        edges: [
          {
            node: {
              officer: { id: ID.officerTxTrainee },
              offering: { course: { passPercent: 70, retakes: 1, retakesCount: 'EACH_EXAM' } },
              examAttempts: [{ scorePercent: 62, passed: false }],
            },
          },
        ],
      },
      certificationRoster: { edges: [{ node: { id: life.id } }] },
      refresherDue: { totalCount: 0 },
    });
    expect(doneOf('ofTrainee')).toEqual(['NOMINATED', 'VETTED', 'ENROLLED']);
    expect(doneOf('ofCertified')).toEqual(['NOMINATED', 'VETTED', 'ENROLLED', 'CERTIFIED', 'LETTER_SIGNED']);
  });

  it('answers an officer his own authority, and nobody else’s', async () => {
    const own = `query ($id: ID!) { officer(id: $id) { authority { inOrder functions status credentialStatus refresherDueOn } } }`;
    const authority = {
      inOrder: true,
      functions: ['SERVE_EXECUTE_I200', 'SERVE_I205'],
      status: 'AUTHORIZED',
      credentialStatus: 'ISSUED',
      refresherDueOn: null,
    };
    expect((await ask(callerAs('wso'), own, { id: ID.officerTxWso })).data).toEqual({ officer: { authority } });
    expect((await ask(callerAs('wso'), own, { id: ID.officerTxWsoSecond })).data).toEqual({ officer: null });
  });

  it('tells ICE ahead that an officer is going to leave, and whether by ninety days', async () => {
    const life = new OfficerLife(test.stores);
    await life.nominate();
    const leaving = async (leavesOn: string) => {
      await life.ofOfficer('wso-supervisor', 'reportOfficerLeaving', { leavesOn });
      const source = 'query ($id: ID!) { officer(id: $id) { leaving { leavesOn isTimely } } }';
      return (await ask(callerAs('training'), source, { id: life.id })).data;
    };
    expect(await leaving('2026-06-05')).toEqual({ officer: { leaving: { leavesOn: '2026-06-05', isTimely: true } } });
    expect(await leaving('2026-06-04')).toEqual({ officer: { leaving: { leavesOn: '2026-06-04', isTimely: false } } });
    expect((await life.ofOfficer('wso-supervisor', 'reportOfficerLeaving', { leavesOn: '2026-03-06' })).errors).toEqual(
      ['The input does not fit its description.'],
    );
  });

  it.each([
    ['training', 'recordExam', { takenOn: '2026-01-09', scorePercent: 90 }],
    ['training', 'recordDeparture', {}],
    ['ice', 'withdrawAuthorization', { noticeSignedOn: 'x', reason: 'ICE_DECISION' }],
    ['wso-supervisor', 'fileComplaintNotice', { kind: 'OTHER_CONDUCT', receivedAt: '2026-03-07T11:00:00Z' }],
    ['ice', 'authorizeOfficer', null],
  ] as const)(
    'answers NOT_FOUND to %s for %s on an officer of another place, before any other check',
    async (role, mutation, input) => {
      const life = new OfficerLife(test.stores);
      life.id = ID.officerFlWso;
      const answer =
        input === null
          ? await life.letter({ agreement: 'none', functions: [] })
          : await life.ofOfficer(role, mutation, {
              ...input,
              ...(mutation === 'withdrawAuthorization' ? { noticeSignedOn: '2030-01-01' } : {}),
            });
      expect(answer).toEqual({ officer: null, errors: NOT_FOUND });
    },
  );

  it('refuses what was decided by a version that is no longer', async () => {
    const life = new OfficerLife(test.stores);
    const { officer } = await life.nominate();
    const seen = { expectedVersion: officer?.version };
    expect((await life.ofOfficer('ice', 'startVetting', seen)).errors).toEqual([]);
    expect((await life.ofOfficer('ice', 'decideVetting', { outcome: 'SUITABLE', ...seen })).errors).toEqual([
      'What the input names was changed meanwhile; read it again.',
    ]);
  });

  it('lets one of two acts at once on one officer see the other', async () => {
    const life = new OfficerLife(test.stores);
    await life.certify();
    await life.letter();
    await Promise.all([life.form(), life.credential()]);
    const { status } = await test.stores.officers.operational.reads
      .getRepository(Officer)
      .findOneByOrFail({ id: life.id });
    expect(status).toBe('AUTHORIZED');
  });

  it('reaches the officers of an agency first met, and those of one that moved, where jurisdictions places them', async () => {
    const { reads, writes } = test.stores.officers.operational;
    await writes.getRepository(AgencyReach).delete({ agencyId: ID.agencyFlCity });
    const life = new OfficerLife(test.stores);
    const caller = callerAs('training', { agency: ID.agencyFlCity });
    const nominee = { person: { givenName: 'TEST-Oona', surName: 'TEST-Lark' }, model: 'WSO' };
    const facts = { detentionDuty: true, monthsOfService: 12, nominationEligible: true };
    const { officer } = await life.mutate(caller, 'nominateOfficer', { ...nominee, ...facts });
    const seenBy = async (fieldOffice: string) =>
      (await ask(callerAs('ice', { fieldOffice }), 'query ($id: ID!) { officer(id: $id) { id } }', { id: officer?.id }))
        .data;
    expect(await seenBy('Miami')).toEqual({ officer: { id: officer?.id } });
    await writes
      .getRepository(AgencyReach)
      .update({ agencyId: ID.agencyFlCity }, { fieldOffice: 'Atlanta', checkedAt: null });
    expect(await seenBy('Miami')).toEqual({ officer: null });
    const parts = { stores: test.stores.officers, askService: askWithin(test.stores, NOW), now: () => NOW };
    await followAgencies(parts as Parameters<typeof followAgencies>[0]);
    expect(await seenBy('Miami')).toEqual({ officer: { id: officer?.id } });
    expect(await reads.getRepository(AgencyReach).findOneByOrFail({ agencyId: ID.agencyFlCity })).toMatchObject({
      timeZone: 'America/New_York',
      checkedAt: NOW,
    });
  });

  it('nominates nobody for an agency that jurisdictions does not know', async () => {
    const life = new OfficerLife(test.stores);
    const answer = await life.mutate(callerAs('training', { agency: 'unknown' }), 'nominateOfficer', {
      ...{ person: { givenName: 'TEST-Oona', surName: 'TEST-Lark' }, model: 'WSO' },
      ...{ detentionDuty: true, monthsOfService: 12, nominationEligible: true },
    });
    expect(answer).toEqual({ officer: null, errors: NOT_FOUND });
  });
});
