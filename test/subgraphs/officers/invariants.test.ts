import { officerAuthority as authorityAnswer, ENDING_ANSWERS_AFTER_MS } from '../../../schema/services';
import { EventRow } from '../../../subgraphs/kit/Act.entity';
import { newId } from '../../../subgraphs/kit/newId';
import { ComplaintNotice } from '../../../subgraphs/officers/ComplaintNotice.entity';
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

  it.each([
    [
      'WSO',
      1,
      [
        [1, 60],
        [1, 70],
      ],
      ['IN_TRAINING', 'CERTIFIED'],
    ],
    [
      'WSO',
      1,
      [
        [1, 69],
        [1, 69],
      ],
      ['IN_TRAINING', 'DISQUALIFIED'],
    ],
    [
      'JEM',
      3,
      [
        [1, 50],
        [1, 80],
        [2, 80],
        [3, 80],
      ],
      ['IN_TRAINING', 'IN_TRAINING', 'IN_TRAINING', 'CERTIFIED'],
    ],
    [
      'JEM',
      3,
      [
        [1, 50],
        [1, 80],
        [2, 50],
      ],
      ['IN_TRAINING', 'IN_TRAINING', 'DISQUALIFIED'],
    ],
    [
      'TFM',
      1,
      [
        [1, 50],
        [1, 50],
        [1, 50],
        [1, 90],
      ],
      ['IN_TRAINING', 'IN_TRAINING', 'IN_TRAINING', 'CERTIFIED'],
    ],
  ] as const)('R11 of %s, with %i examinations, after the results %j are %j', async (model, exams, results, states) => {
    const one = life(model);
    await one.train(exams);
    const seen: string[] = [];
    for (const [exam, score] of results) seen.push((await one.sit(score, { exam })).officer?.status ?? '');
    expect(seen).toEqual(states);
  });

  it('R11 take no examination after the last, none that was passed, and none without a class', async () => {
    const one = life('JEM');
    await one.train(2);
    await one.sit(80);
    expect((await one.sit(80)).errors).toEqual(UNFIT);
    expect((await one.sit(80, { exam: 3 })).errors).toEqual(UNFIT);
    const bare = life();
    await bare.nominate();
    expect((await bare.sit(80)).errors).toEqual(ILLEGAL);
  });

  it('R12 are nominated only when eligible, and for the Task Force Model after two years', async () => {
    expect((await life().nominate({ nominationEligible: false })).errors).toEqual(UNFIT);
    expect((await life('TFM').nominate({ monthsOfService: 23 })).errors).toEqual(UNFIT);
    expect((await life('TFM').nominate({ monthsOfService: 24 })).officer?.status).toBe('NOMINATED');
    expect((await life().nominate({ monthsOfService: 0 })).officer?.status).toBe('NOMINATED');
  });

  it('R13 lapse two years after the letter under the Task Force Model, unless it is renewed, and else never', async () => {
    const [lapsing, renewed, jem] = [life('TFM'), life('TFM'), life('JEM')];
    const authorized = await renewed.authorize();
    await lapsing.authorize();
    await jem.authorize();
    const lapse = new Date('2028-02-02T00:00:00.000Z');
    const authorization = authorized.officer?.authorizations[0];
    expect(authorization?.validUntilAt).toBe(lapse.toISOString());
    await lapsing.credential({ expiresOn: '2030-01-01' });
    renewed.now = new Date('2028-01-15T12:00:00.000Z');
    const renewal = { authorization: authorization?.id, letterSignedOn: '2028-01-14' };
    expect((await renewed.ofOfficer('ice', 'renewAuthorization', renewal)).errors).toEqual([]);
    // A letter older than that would take time from the term.
    const older = { ...renewal, letterSignedOn: '2028-01-13' };
    expect((await renewed.ofOfficer('ice', 'renewAuthorization', older)).errors).toEqual(UNFIT);
    const statusesAt = async (at: Date) =>
      Promise.all([lapsing, renewed, jem].map(async ({ id }) => (await authority(id, at)).officer?.status));
    expect(await statusesAt(new Date(lapse.getTime() - 1))).toEqual(['AUTHORIZED', 'AUTHORIZED', 'AUTHORIZED']);
    expect(await statusesAt(lapse)).toEqual(['CERTIFIED', 'AUTHORIZED', 'AUTHORIZED']);
  });

  it('R20 are off duty under the Task Force Model from the notice of a complaint until it is adjudicated', async () => {
    const one = life('TFM');
    await one.authorize();
    one.waits.length = 0;
    const complaint = { kind: 'DISCRIMINATION', receivedAt: later(-HOUR_MS).toISOString() };
    expect((await one.ofOfficer('wso-supervisor', 'fileComplaintNotice', complaint)).officer?.status).toBe('SUSPENDED');
    expect(one.waits).toEqual([ENDING_ANSWERS_AFTER_MS]);
    expect((await one.ofOfficer('ice', 'reinstateOfficer')).errors).toEqual(ILLEGAL);
    const { data } = await one.ask(
      one.caller('ice'),
      '{ complaints(open: true) { edges { node { id officer { id } } } } }',
    );
    const { complaints } = data as { complaints: { edges: { node: { id: string; officer: { id: string } } }[] } };
    const [open] = complaints.edges.map(({ node }) => node).filter(({ officer }) => officer.id === one.id);
    const adjudicated = { complaint: open?.id, outcome: 'UNFOUNDED' };
    expect((await one.ofOfficer('ice', 'adjudicateComplaint', adjudicated)).officer?.status).toBe('SUSPENDED');
    expect((await one.ofOfficer('ice', 'reinstateOfficer')).officer?.status).toBe('AUTHORIZED');
  });

  it('R20 are not authorized under the Task Force Model before a complaint is adjudicated, and are with that', async () => {
    const one = life('TFM');
    await one.certify();
    const complaint = { kind: 'OTHER_CONDUCT', receivedAt: NOW.toISOString() };
    await one.ofOfficer('wso-supervisor', 'fileComplaintNotice', complaint);
    await one.letter({ form70006ExecutedOn: '2026-02-03' });
    expect((await one.credential()).officer?.status).toBe('CERTIFIED');
    const [open] = await test.stores.officers.operational.reads
      .getRepository(ComplaintNotice)
      .findBy({ officerId: one.id });
    const adjudicated = { complaint: open?.id, outcome: 'UNFOUNDED' };
    expect((await one.ofOfficer('ice', 'adjudicateComplaint', adjudicated)).officer?.status).toBe('AUTHORIZED');
  });

  it('R20 are told of in time within 48 hours without weekends; a late notice is kept as one', async () => {
    const one = life();
    await one.authorize();
    const before = await one.ofOfficer('training', 'scheduleReview', {});
    const source = `mutation ($input: FileComplaintNoticeInput!) { fileComplaintNotice(input: $input) { dueAt officer { status version } } }`;
    // Friday noon in Texas: the weekend of 7 and 8 March stands still, with the change of clocks in it.
    const friday = { officer: one.id, kind: 'OTHER_CONDUCT', receivedAt: '2026-03-06T18:00:00.000Z' };
    one.now = new Date('2026-03-10T17:00:00.001Z');
    const { data } = await one.ask(one.caller('wso-supervisor'), source, { input: friday });
    expect(data).toEqual({
      fileComplaintNotice: {
        dueAt: '2026-03-10T17:00:00.000Z',
        // What he does not see of it does not change his version either.
        officer: { status: 'AUTHORIZED', version: before.officer?.version },
      },
    });
    const shown = await one.ask(
      one.caller('ice'),
      'query ($id: ID!) { officer(id: $id) { complaints { isTimely dueAt } } }',
      {
        id: one.id,
      },
    );
    expect(shown.data).toEqual({
      officer: { complaints: [{ isTimely: false, dueAt: '2026-03-10T17:00:00.000Z' }] },
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
