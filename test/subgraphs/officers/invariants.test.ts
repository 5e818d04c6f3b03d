import { officerAuthority as authorityAnswer, ENDING_ANSWERS_AFTER_MS } from '../../../schema/services';
import { EventRow } from '../../../subgraphs/kit/Act.entity';
import { newId } from '../../../subgraphs/kit/newId';
import { officerAuthority } from '../../../subgraphs/officers/officerAuthority';
import { officerStanding } from '../../../subgraphs/officers/officerStanding';
import { revokeForAgreement } from '../../../subgraphs/officers/revokeForAgreement';
import { OfficerLife } from '../../kit/officerLife';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { NOW } from '../../kit/subgraph';

const ILLEGAL = ['The state of what the input names does not allow this.'];
const UNFIT = ['The input does not fit its description.'];
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const later = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);

describe.each(ENGINES)('officers on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  }, 30_000);
  afterAll(() => test.close());

  const life = (model: 'WSO' | 'JEM' | 'TFM' = 'WSO') => new OfficerLife(test.stores, model);
  const authority = async (officer: string, at: Date) => {
    const body = { officer, at: at.toISOString() };
    return authorityAnswer.parse(JSON.parse(JSON.stringify(await officerAuthority(body, test.stores.officers, at))));
  };
  const standing = async (officer: string, at: Date) =>
    officerStanding({ officers: [{ officer, agency: life().place.agency }] }, test.stores.officers, at);
  const revoke = (agreement: string, at: Date) =>
    revokeForAgreement({ operational: test.stores.officers.operational, newId }, { agreement, at });

  it('R8 are authorized with the last of letter, Form 70-006 and credential, in whatever order they come', async () => {
    for (const order of [
      ['letter', 'form', 'credential'],
      ['letter', 'credential', 'form'],
      ['credential', 'letter', 'form'],
    ] as const) {
      const one = life();
      await one.certify();
      const seen: string[] = [];
      for (const paper of order) seen.push((await one[paper]()).officer?.status ?? '');
      expect(seen).toEqual(['CERTIFIED', 'CERTIFIED', 'AUTHORIZED']);
    }
  });

  it('R8 are not authorized by a credential that is lost, or a letter without its form', async () => {
    const one = life();
    await one.certify();
    const issued = await one.credential();
    await one.ofOfficer('training', 'recordCredentialLost', { credential: issued.officer?.credentials[0]?.id });
    await one.letter();
    const answer = await one.form();
    expect(answer.officer).toMatchObject({ status: 'CERTIFIED', authorizations: [{ status: 'PENDING' }] });
    expect((await authority(one.id, one.now)).officer?.authorizations).toMatchObject([{ status: 'PENDING' }]);
    expect((await one.credential()).officer).toMatchObject({
      status: 'AUTHORIZED',
      authorizations: [{ status: 'ACTIVE' }],
    });
  });

  it.each([
    ['who is not certified', 'train', ILLEGAL],
    ['who was authorized already', 'authorize', ILLEGAL],
  ] as const)('R8 refuse a letter for an officer %s', async (_who, reached, errors) => {
    const one = life();
    await one[reached]();
    expect((await one.letter()).errors).toEqual(errors);
  });

  it.each([
    ['a function that the model does not delegate', { functions: ['INTERROGATE'] }],
    ['no function', { functions: [] }],
    ['a signature that is not the director’s', { signedByPosition: 'SUPERVISORY_OFFICER' }],
    ['a day to come', { letterSignedOn: '2026-03-12' }],
  ])('R8 refuse a letter with %s', async (_what, changes) => {
    const one = life();
    await one.certify();
    expect((await one.letter(changes)).errors).toEqual(UNFIT);
  });

  it('R8 refuse a letter under an agreement of another agency, as one that does not exist', async () => {
    const one = life();
    await one.certify();
    const errors = ['What the input names does not exist.'];
    expect((await one.letter({ agreement: life('JEM').place.agreement })).errors).toEqual(errors);
    expect((await one.letter({ agreement: 'unknown' })).errors).toEqual(errors);
  });

  it('R9 lose every authorization at the instant at which the agreement ends, and are certified again', async () => {
    const one = life('JEM');
    await one.authorize();
    const endedAt = later(HOUR_MS);
    expect(await revoke(one.place.agreement, endedAt)).toBe(2);
    expect(await revoke(one.place.agreement, endedAt)).toBe(0);
    one.now = later(2 * HOUR_MS);
    const { data } = await one.ask(
      one.caller('training'),
      'query ($id: ID!) { officer(id: $id) { status authorizations { status endedAt } credentials { status } } }',
      { id: one.id },
    );
    expect(data).toEqual({
      officer: {
        status: 'CERTIFIED',
        authorizations: [{ status: 'REVOKED_BY_MOA_END', endedAt: endedAt.toISOString() }],
        credentials: [{ status: 'RETURN_DUE' }],
      },
    });
    const [before, after] = [await authority(one.id, later(HOUR_MS - 1)), await authority(one.id, endedAt)];
    expect(before.officer).toMatchObject({ status: 'AUTHORIZED', authorizations: [{ status: 'ACTIVE' }] });
    expect(after.officer).toMatchObject({ status: 'CERTIFIED', authorizations: [{ status: 'REVOKED_BY_MOA_END' }] });
  });

  it('R10 are withdrawn at the stated instant, at once where none is stated', async () => {
    const [soon, atOnce] = [life(), life()];
    await soon.authorize();
    await atOnce.authorize();
    const notice = { noticeSignedOn: '2026-03-06', reason: 'MISCONDUCT' };
    const effectiveAt = later(DAY_MS);
    const put = await soon.ofOfficer('ice', 'withdrawAuthorization', {
      ...notice,
      effectiveAt: effectiveAt.toISOString(),
    });
    expect(put.officer).toMatchObject({ status: 'AUTHORIZED', authorizations: [{ status: 'ACTIVE' }] });
    expect((await authority(soon.id, NOW)).nextChangeAt).toBe(effectiveAt.toISOString());
    for (const [at, isStanding, status] of [
      [later(DAY_MS - 1), true, 'AUTHORIZED'],
      [effectiveAt, false, 'WITHDRAWN'],
    ] as const) {
      expect((await authority(soon.id, at)).officer?.status).toBe(status);
      expect(await standing(soon.id, at)).toEqual({ standing: [isStanding] });
    }
    expect((await atOnce.ofOfficer('ice', 'withdrawAuthorization', notice)).officer).toMatchObject({
      status: 'WITHDRAWN',
      authorizations: [{ status: 'WITHDRAWN' }],
      credentials: [{ status: 'RETURN_DUE' }],
    });
    expect(await standing(atOnce.id, NOW)).toEqual({ standing: [false] });
  });

  it('R10 answer an ending only when every statement that says otherwise has run out', async () => {
    const notice = { noticeSignedOn: '2026-03-06', reason: 'ICE_DECISION' };
    for (const [role, mutation, input] of [
      ['ice', 'withdrawAuthorization', notice],
      ['ice', 'suspendOfficer', { reason: 'ICE_DECISION' }],
      ['training', 'recordDeparture', {}],
    ] as const) {
      const one = life();
      await one.authorize();
      one.waits.length = 0;
      expect((await one.ofOfficer(role, mutation, input)).errors).toEqual([]);
      expect(one.waits).toEqual([ENDING_ANSWERS_AFTER_MS]);
    }
  });

  it('R10 are stated as they were before they were withdrawn, for an instant before', async () => {
    const one = life();
    await one.authorize();
    one.now = later(DAY_MS);
    await one.ofOfficer('ice', 'withdrawAuthorization', { noticeSignedOn: '2026-03-06', reason: 'ICE_DECISION' });
    const { officer } = await authority(one.id, later(DAY_MS - 1));
    expect(officer).toMatchObject({
      status: 'AUTHORIZED',
      credential: { status: 'ISSUED' },
      authorizations: [{ status: 'ACTIVE' }],
    });
  });

  it('keep every change of state with who did it, in which capacity, when and why', async () => {
    const one = life();
    await one.authorize();
    await one.ofOfficer('ice', 'suspendOfficer', { reason: 'TRAINING_LAPSED' });
    const events = await test.stores.officers.operational.reads.getRepository(EventRow).findBy({ entityId: one.id });
    const told = events.map(({ mutation, fromStatus, toStatus, capacity, reason }) =>
      [mutation, fromStatus, toStatus, capacity, reason].join(' '),
    );
    expect(told.sort()).toEqual([
      'decideVetting VETTING IN_TRAINING ice ',
      'nominateOfficer  NOMINATED training ',
      'recordCredentialIssued CERTIFIED AUTHORIZED training ',
      'recordExam IN_TRAINING CERTIFIED training ',
      'startVetting NOMINATED VETTING ice ',
      'suspendOfficer AUTHORIZED SUSPENDED ice TRAINING_LAPSED',
    ]);
    expect(events.every(({ at, actorSub }) => at.getTime() === NOW.getTime() && actorSub.startsWith('test-'))).toBe(
      true,
    );
  });
});
