import { DEMONSTRATION as ID } from '../../../../subgraphs/demonstration/ids';
import { ActingRevision } from '../../../../subgraphs/jurisdictions/ActingRevision.entity';
import { Agreement, AgreementEvent, AgreementNotice } from '../../../../subgraphs/jurisdictions/Agreement.entity';
import { MoaTemplate } from '../../../../subgraphs/jurisdictions/MoaTemplate.entity';
import { ActRow, EventRow } from '../../../../subgraphs/kit/Act.entity';
import { callerAs } from '../../../kit/callers';
import { PARTIES, restoreAgreements, type Sent, send, stated } from '../../../kit/jurisdictionActs';
import { ENGINES, openDemonstration, type TestStores } from '../../../kit/stores';
import { askSubgraph, NOW } from '../../../kit/subgraph';

const ILLEGAL = ['The state of what the input names does not allow this.'];
const INVALID = ['The input does not fit its description.'];
const NOT_FOUND = ['What the input names does not exist.'];
const TODAY = '2026-03-07';
const later = (days: number) => new Date(NOW.getTime() + days * 24 * 3_600_000);

describe.each(ENGINES)('the acts on agreements on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  });
  beforeEach(() => restoreAgreements(test.stores));
  afterAll(() => test.close());

  const { texas, sanAntonio, florida, miami } = PARTIES;
  const act = (mutation: string, caller: Sent['caller'], input: object, rest: Partial<Sent> = {}) =>
    send(test.stores, { mutation, caller, input, ...rest });
  const tx = (input: object = {}) => ({ agreement: ID.agreementTxWso, ...input });
  const reads = () => test.stores.jurisdictions.operational.reads;
  const row = (id: string) => reads().getRepository(Agreement).findOneByOrFail({ id });
  const revision = async () => (await reads().getRepository(ActingRevision).findOneByOrFail({ id: 1 })).revision;
  const template = (model: string) => reads().getRepository(MoaTemplate).findOneByOrFail({ model });
  const draft = async (model = 'JEM') =>
    act('draftAgreement', texas, { agency: ID.agencyTx, model, template: (await template(model)).id });

  it('takes an agreement from draft to force by both signatures, from the later on', async () => {
    const before = await revision();
    const id = (await draft()).row?.['id'] as string;
    expect(await stated(test.stores, id)).toBe('DRAFT');
    expect((await act('countersignAgreement', sanAntonio, { agreement: id, signedOn: TODAY })).errors).toEqual(ILLEGAL);
    expect((await act('signAgreement', texas, { agreement: id, signedOn: '2026-03-05' })).row).toMatchObject({
      status: 'SIGNED_LEA',
    });
    expect(await stated(test.stores, id)).toBe('SIGNED_LEA');
    const signed = await act('countersignAgreement', sanAntonio, { agreement: id, signedOn: '2026-03-04' });
    expect(signed).toMatchObject({ errors: [], row: { status: 'ACTIVE' } });
    expect(await row(id)).toMatchObject({ effectiveOn: '2026-03-05', iceSignedOn: '2026-03-04', generation: 1 });
    expect(await stated(test.stores, id)).toBe('ACTIVE');
    expect(await revision()).toBe(before + 3);
  });

  it('lets nobody sign for the other party or for others', async () => {
    const id = (await draft()).row?.['id'] as string;
    expect(await act('signAgreement', sanAntonio, { agreement: id, signedOn: TODAY })).toEqual({
      row: null,
      errors: [],
    });
    expect((await act('signAgreement', florida, { agreement: id, signedOn: TODAY })).errors).toEqual(NOT_FOUND);
    expect((await act('draftAgreement', florida, { agency: ID.agencyTx, model: 'JEM', template: 'x' })).errors).toEqual(
      NOT_FOUND,
    );
    expect((await act('signAgreement', texas, { agreement: id, signedOn: '2026-03-09' })).errors).toEqual(INVALID);
  });

  it.each([
    ['an unknown agreement', '01KZZZZZZZZZZZZZZZZZZZZZZZ'],
    ['one of another agency', ID.agreementFlWso],
    ['a text that is no id', "' OR 1=1 --"],
  ])('answers NOT_FOUND before any other check for %s', async (_what, agreement) => {
    const input = { agreement, receivedOn: '2199-01-01', expectedVersion: 99, idempotencyKey: 'with blank' };
    expect(await act('suspendAgreement', texas, input)).toEqual({ row: null, errors: NOT_FOUND });
    expect(await reads().getRepository(ActRow).count()).toBe(0);
  });

  it('is no act of a WSO, a supervisor or an auditor', async () => {
    for (const role of ['wso', 'wso-supervisor', 'auditor', 'inspector', 'training']) {
      const input = tx({ receivedOn: TODAY, exigent: true });
      expect(await act('suspendAgreement', callerAs(role), input)).toEqual({ row: null, errors: [] });
    }
    expect((await row(ID.agreementTxWso)).status).toBe('ACTIVE');
  });

  it('supersedes the agreement in force when the same model is signed anew, in one act', async () => {
    const renewal = (await draft('WSO')).row?.['id'] as string;
    expect((await draft('WSO')).errors).toEqual(ILLEGAL);
    await act('signAgreement', texas, { agreement: renewal, signedOn: TODAY });
    await act('countersignAgreement', sanAntonio, { agreement: renewal, signedOn: TODAY });
    expect(await row(renewal)).toMatchObject({ status: 'ACTIVE', generation: 2 });
    expect(await row(ID.agreementTxWso)).toMatchObject({ status: 'SUPERSEDED', supersededById: renewal });
    expect(await stated(test.stores, ID.agreementTxWso)).toBe('SUPERSEDED');
  });

  it('R9: suspends a WSO agreement ninety days after receipt, and says so before', async () => {
    const paused: number[] = [];
    const pause = async (milliseconds: number): Promise<void> => void paused.push(milliseconds);
    const noticed = await act('giveSuspensionNotice', sanAntonio, tx({ receivedOn: '2026-03-02' }), { pause });
    expect(noticed.row).toMatchObject({ status: 'SUSPENSION_NOTICED' });
    expect(paused).toEqual([2500]);
    const [at, before] = [new Date('2026-05-31T05:00:00.000Z'), new Date('2026-05-31T04:59:59.999Z')];
    expect(await stated(test.stores, ID.agreementTxWso, before)).toBe('SUSPENSION_NOTICED');
    expect(await stated(test.stores, ID.agreementTxWso, at)).toBe('SUSPENDED');
  });

  it('R9: suspends at once what needs no notice, and answers when every statement has run out', async () => {
    let during: string | undefined;
    const pause = async (): Promise<void> => {
      during = await stated(test.stores, ID.agreementFlJem);
    };
    const input = { agreement: ID.agreementFlJem, receivedOn: TODAY };
    expect((await act('suspendAgreement', miami, input, { pause })).row).toMatchObject({ status: 'SUSPENDED' });
    expect(during).toBe('SUSPENDED');
  });

  it('refuses to suspend a WSO agreement at once but in exigent circumstances', async () => {
    expect((await act('suspendAgreement', sanAntonio, tx({ receivedOn: TODAY }))).errors).toEqual(ILLEGAL);
    expect((await act('suspendAgreement', sanAntonio, tx({ receivedOn: TODAY, exigent: true }))).row).toMatchObject({
      status: 'SUSPENDED',
    });
  });

  it('refuses a notice under a text that sets no days for it', async () => {
    const input = { agreement: ID.agreementFlJem, receivedOn: TODAY };
    expect((await act('giveSuspensionNotice', miami, input)).errors).toEqual(ILLEGAL);
    expect(await reads().getRepository(AgreementNotice).count()).toBe(0);
  });

  it('lets the party alone that gave it take a notice back or end a suspension', async () => {
    await act('giveSuspensionNotice', sanAntonio, tx({ receivedOn: TODAY }));
    expect((await act('withdrawAgreementNotice', texas, tx())).errors).toEqual(ILLEGAL);
    expect((await act('withdrawAgreementNotice', sanAntonio, tx())).row).toMatchObject({ status: 'ACTIVE' });
    await act('suspendAgreement', sanAntonio, tx({ receivedOn: TODAY, exigent: true }));
    expect((await act('reinstateAgreement', texas, tx())).errors).toEqual(ILLEGAL);
    expect((await act('reinstateAgreement', sanAntonio, tx())).row).toMatchObject({ status: 'ACTIVE' });
    expect(await stated(test.stores, ID.agreementTxWso, later(200))).toBe('ACTIVE');
  });

  it('R9: a suspended agreement gives no authority under a notice of termination, nor when that is taken back', async () => {
    await act('suspendAgreement', sanAntonio, tx({ receivedOn: TODAY, exigent: true }));
    expect((await act('giveTerminationNotice', sanAntonio, tx({ receivedOn: TODAY }))).row).toMatchObject({
      status: 'TERMINATION_NOTICED',
    });
    expect(await stated(test.stores, ID.agreementTxWso)).toBe('SUSPENDED');
    expect((await act('withdrawAgreementNotice', sanAntonio, tx())).row).toMatchObject({ status: 'SUSPENDED' });
    expect(await stated(test.stores, ID.agreementTxWso)).toBe('SUSPENDED');
  });

  it('terminates after ninety days, writes that down with the next act, and allows none after it', async () => {
    await act('giveTerminationNotice', texas, tx({ receivedOn: '2026-03-01' }));
    const now = later(120);
    expect(await stated(test.stores, ID.agreementTxWso, now)).toBe('TERMINATED');
    for (const mutation of ['withdrawAgreementNotice', 'reinstateAgreement'])
      expect((await act(mutation, texas, tx(), { now })).errors).toEqual(ILLEGAL);
    const source = `query ($a: ID!) { agreement(agency: $a, model: WSO) { status statusHistory { code } } }`;
    expect(
      await askSubgraph({ subgraph: 'jurisdictions', stores: test.stores, caller: texas, now }, source, {
        a: ID.agencyTx,
      }),
    ).toEqual({
      errors: [],
      data: {
        agreement: { status: 'TERMINATED', statusHistory: [{ code: 'LISTED' }, { code: 'TERMINATION_NOTICED' }] },
      },
    });
  });

  it('lets the agency end a JEM agreement at once and ICE only with days or in exigent circumstances', async () => {
    const approval = { body: 'State Board of Immigration Enforcement', approvedOn: TODAY, reference: 'TEST-1' };
    const input = { agreement: ID.agreementFlJem, receivedOn: TODAY };
    await act('recordTerminationApproval', florida, { agreement: ID.agreementFlJem, ...approval });
    expect((await act('terminateAgreement', miami, input)).errors).toEqual(ILLEGAL);
    expect((await act('terminateAgreement', florida, input)).row).toMatchObject({ status: 'TERMINATED' });
  });

  it('R22: nobody ends an agreement in Florida before its approval is recorded, and all may suspend', async () => {
    const input = { agreement: ID.agreementFlWso, receivedOn: TODAY, exigent: true };
    const notice = { agreement: ID.agreementFlWso, receivedOn: TODAY };
    for (const caller of [florida, miami]) {
      expect((await act('terminateAgreement', caller, input)).errors).toEqual(ILLEGAL);
      expect((await act('giveTerminationNotice', caller, notice)).errors).toEqual(ILLEGAL);
    }
    const approval = { agreement: ID.agreementFlWso, approvedOn: TODAY, reference: 'TEST-2026-14' };
    const other = { ...approval, body: 'TEST-Somebody Else' };
    expect((await act('recordTerminationApproval', florida, other)).errors).toEqual(INVALID);
    const body = 'State Board of Immigration Enforcement';
    expect((await act('recordTerminationApproval', florida, { ...approval, body })).errors).toEqual([]);
    expect((await act('terminateAgreement', florida, input)).row).toMatchObject({ status: 'TERMINATED' });
  });

  it('R22: asks for no approval where the law asks for none', async () => {
    expect((await act('terminateAgreement', texas, tx({ receivedOn: TODAY, exigent: true }))).row).toMatchObject({
      status: 'TERMINATED',
    });
  });

  it('R29: what left the list waits for a person’s word', async () => {
    await test.stores.jurisdictions.operational.writes
      .getRepository(Agreement)
      .update({ id: ID.agreementTxWso }, { status: 'DELISTED_UNKNOWN' });
    expect(await act('confirmAgreementInForce', texas, tx())).toEqual({ row: null, errors: [] });
    expect((await act('confirmAgreementInForce', sanAntonio, tx())).row).toMatchObject({ status: 'ACTIVE' });
    await test.stores.jurisdictions.operational.writes
      .getRepository(Agreement)
      .update({ id: ID.agreementTxWso }, { status: 'DELISTED_UNKNOWN' });
    expect((await act('confirmAgreementEnded', texas, tx())).row).toMatchObject({ status: 'TERMINATED' });
  });

  it('has at most one agreement of a model in force: none comes back beside its renewal', async () => {
    await act('suspendAgreement', sanAntonio, tx({ receivedOn: TODAY, exigent: true }));
    const renewal = (await draft('WSO')).row?.['id'] as string;
    await act('signAgreement', texas, { agreement: renewal, signedOn: TODAY });
    await act('countersignAgreement', sanAntonio, { agreement: renewal, signedOn: TODAY });
    expect((await row(ID.agreementTxWso)).status).toBe('SUSPENDED');
    expect((await act('reinstateAgreement', sanAntonio, tx())).errors).toEqual(ILLEGAL);
  });

  it('ends with the term that an addendum sets', async () => {
    const addendum = tx({ signedOn: TODAY, expiresOn: '2026-06-30', url: 'https://www.ice.gov/TEST-addendum.pdf' });
    expect((await act('recordAddendum', sanAntonio, addendum)).errors).toEqual([]);
    expect(await stated(test.stores, ID.agreementTxWso, new Date('2026-07-01T04:59:59.999Z'))).toBe('ACTIVE');
    expect(await stated(test.stores, ID.agreementTxWso, new Date('2026-07-01T05:00:00.000Z'))).toBe('EXPIRED');
    for (const url of ['http://www.ice.gov/x.pdf', 'javascript:alert(1)', 'https://user@host/x'])
      expect((await act('recordAddendum', sanAntonio, tx({ signedOn: TODAY, url }))).errors).toEqual(INVALID);
  });

  it('matches a text of the same model alone', async () => {
    const [wso, jem] = [await template('WSO'), await template('JEM')];
    expect((await act('matchAgreementTemplate', texas, tx({ template: jem.id }))).errors).toEqual(INVALID);
    expect((await act('matchAgreementTemplate', texas, tx({ template: 'none' }))).errors).toEqual(NOT_FOUND);
    expect((await act('matchAgreementTemplate', texas, tx({ template: wso.id }))).errors).toEqual([]);
    expect((await row(ID.agreementTxWso)).templateId).toBe(wso.id);
  });

  it('counts the next meeting from the last one', async () => {
    const source = `query ($a: ID!) { agreement(agency: $a, model: WSO) { nextMeetingDueOn meetings { heldOn } } }`;
    const due = async (caller = texas) =>
      (await askSubgraph({ subgraph: 'jurisdictions', stores: test.stores, caller }, source, { a: ID.agencyTx })).data;
    expect(await due()).toEqual({ agreement: { nextMeetingDueOn: '2026-04-16', meetings: [] } });
    for (const heldOn of ['2026-02-10', '2025-11-01']) await act('recordReviewMeeting', texas, tx({ heldOn }));
    expect(await due()).toEqual({
      agreement: { nextMeetingDueOn: '2027-02-10', meetings: [{ heldOn: '2026-02-10' }, { heldOn: '2025-11-01' }] },
    });
    expect(await due(florida)).toEqual({ agreement: { nextMeetingDueOn: null, meetings: null } });
  });

  it('is done for the version that was seen, once under a key, with who did it', async () => {
    const { version } = await row(ID.agreementTxWso);
    const input = tx({ receivedOn: TODAY, exigent: true, expectedVersion: version, idempotencyKey: 'suspend-1' });
    expect((await act('suspendAgreement', sanAntonio, { ...input, expectedVersion: version + 1 })).errors).toEqual([
      'What the input names was changed meanwhile; read it again.',
    ]);
    const first = await act('suspendAgreement', sanAntonio, input);
    expect(await act('suspendAgreement', sanAntonio, input)).toEqual(first);
    expect(await reads().getRepository(EventRow).findBy({ entityId: ID.agreementTxWso })).toEqual([
      expect.objectContaining({
        entity: 'Agreement',
        fromStatus: 'ACTIVE',
        toStatus: 'SUSPENDED',
        actorSub: 'test-ice',
      }),
    ]);
    const codes = await reads().getRepository(AgreementEvent).findBy({ agreementId: ID.agreementTxWso });
    expect(codes.map(({ code }) => code).sort()).toEqual(['LISTED', 'SUSPENDED']);
  });

  it('lets one of two parties at once suspend and the other find it done', async () => {
    const input = tx({ receivedOn: TODAY, exigent: true });
    const outcomes = await Promise.all([
      act('suspendAgreement', sanAntonio, input),
      act('suspendAgreement', texas, input),
    ]);
    expect(outcomes.map(({ errors }) => errors).sort()).toEqual([[], ILLEGAL]);
    expect(await reads().getRepository(AgreementNotice).count()).toBe(1);
  });
});
