import { officerAuthority as authorityAnswer, ENDING_ANSWERS_AFTER_MS } from '../../../schema/services';
import { ComplaintNotice } from '../../../subgraphs/officers/ComplaintNotice.entity';
import { officerAuthority } from '../../../subgraphs/officers/officerAuthority';
import { OfficerLife } from '../../kit/officerLife';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { NOW } from '../../kit/subgraph';

const ILLEGAL = ['The state of what the input names does not allow this.'];
const UNFIT = ['The input does not fit its description.'];
const HOUR_MS = 3_600_000;
const later = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);

describe.each(ENGINES)('officers in training and under complaint on %s', (engine) => {
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
});
