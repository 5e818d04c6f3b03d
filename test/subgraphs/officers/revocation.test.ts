import { officerAuthority as authorityAnswer, ENDING_ANSWERS_AFTER_MS } from '../../../schema/services';
import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { EventRow } from '../../../subgraphs/kit/Act.entity';
import { AgencyReach } from '../../../subgraphs/officers/Officer.entity';
import { officerAuthority } from '../../../subgraphs/officers/officerAuthority';
import { OfficerLife } from '../../kit/officerLife';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { NOW } from '../../kit/subgraph';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const later = (milliseconds: number): Date => new Date(NOW.getTime() + milliseconds);
const UNFIT = ['The input does not fit its description.'];
const ILLEGAL = ['The state of what the input names does not allow this.'];
const REVOCATION = `revocation { decidedAt noticeDueAt noticedAt isTimely }`;

describe.each(ENGINES)('an agency that revokes an officer’s authorizations on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  }, 30_000);
  afterAll(() => test.close());

  const authorized = async (model: 'WSO' | 'JEM' | 'TFM' = 'TFM'): Promise<OfficerLife> => {
    const life = new OfficerLife(test.stores, model);
    await life.authorize();
    life.waits.length = 0;
    return life;
  };
  const revoke = (life: OfficerLife, input: object = {}) => life.ofOfficer('training', 'revokeAuthorization', input);
  const authority = async (officer: string, at: Date) => {
    const body = { officer, at: at.toISOString() };
    return authorityAnswer.parse(JSON.parse(JSON.stringify(await officerAuthority(body, test.stores.officers, at))));
  };
  const withdrawalSeen = async (life: OfficerLife, role: string, fields: string) => {
    const source = `query ($id: ID!) { officer(id: $id) { authorizations { withdrawal { ${fields} } } } }`;
    const { data, errors } = await life.ask(life.caller(role), source, { id: life.id });
    expect(errors).toEqual([]);
    return (data as { officer: { authorizations: { withdrawal: unknown }[] } }).officer.authorizations[0]?.withdrawal;
  };

  it('ends them at once under the Task Force Model; no statement says otherwise when it is answered', async () => {
    const life = await authorized();
    expect((await authority(life.id, NOW)).officer?.status).toBe('AUTHORIZED');
    const answer = await revoke(life);
    expect(answer).toMatchObject({
      errors: [],
      officer: {
        status: 'WITHDRAWN',
        authorizations: [{ status: 'WITHDRAWN' }],
        credentials: [{ status: 'RETURN_DUE' }],
      },
    });
    expect(life.waits).toEqual([ENDING_ANSWERS_AFTER_MS]);
    expect((await authority(life.id, NOW)).officer).toMatchObject({
      status: 'WITHDRAWN',
      authorizations: [{ status: 'WITHDRAWN' }],
    });
    expect((await revoke(life)).errors).toEqual(ILLEGAL);
    const events = await test.stores.officers.operational.reads.getRepository(EventRow).findBy({ entityId: life.id });
    const told = events.find(({ mutation }) => mutation === 'revokeAuthorization');
    expect(told).toMatchObject({ fromStatus: 'AUTHORIZED', capacity: 'training', reason: null });
  });

  it('ends those of one who is suspended', async () => {
    const life = await authorized();
    await life.ofOfficer('ice', 'suspendOfficer', { reason: 'ICE_DECISION' });
    expect((await revoke(life)).officer?.status).toBe('WITHDRAWN');
  });

  it('ends them at a later instant, and may bring that forward but not put it off', async () => {
    const life = await authorized();
    const effectiveAt = later(DAY_MS);
    const put = await revoke(life, { effectiveAt: effectiveAt.toISOString() });
    expect(put.officer).toMatchObject({ status: 'AUTHORIZED', authorizations: [{ status: 'ACTIVE' }] });
    expect((await authority(life.id, NOW)).nextChangeAt).toBe(effectiveAt.toISOString());
    expect((await authority(life.id, later(DAY_MS - 1))).officer?.status).toBe('AUTHORIZED');
    expect((await authority(life.id, effectiveAt)).officer?.status).toBe('WITHDRAWN');
    expect((await revoke(life, { effectiveAt: later(2 * DAY_MS).toISOString() })).errors).toEqual(ILLEGAL);
    expect((await revoke(life)).officer?.status).toBe('WITHDRAWN');
    expect((await authority(life.id, later(1))).officer?.status).toBe('WITHDRAWN');
  });

  it.each(['WSO', 'JEM'] as const)('is refused under %s, whose text leaves it to ICE alone', async (model) => {
    const life = await authorized(model);
    expect(await revoke(life)).toEqual({ officer: null, errors: UNFIT });
    expect((await authority(life.id, NOW)).officer?.status).toBe('AUTHORIZED');
  });

  it('is refused an instant that is over and a decision that is to come', async () => {
    const life = await authorized();
    expect((await revoke(life, { effectiveAt: later(-1).toISOString() })).errors).toEqual(UNFIT);
    expect((await revoke(life, { decidedAt: later(1).toISOString() })).errors).toEqual(UNFIT);
    expect((await authority(life.id, NOW)).officer?.status).toBe('AUTHORIZED');
  });

  it('is refused while nobody says what the agreement lays down', async () => {
    const life = await authorized();
    const reach = test.stores.officers.operational.writes.getRepository(AgencyReach);
    const known = await reach.findOneByOrFail({ agencyId: ID.agencyGa });
    await reach.update({ agencyId: ID.agencyGa }, { clauses: null });
    expect((await revoke(life)).errors).toEqual([
      'Whether the officer may act could not be found out; nothing was confirmed.',
    ]);
    await reach.save(known);
  });

  it('does not find an officer of another agency, before any other check', async () => {
    const life = await authorized();
    const elsewhere = life.caller('training', { agency: ID.agencyTx });
    const input = { officer: life.id, effectiveAt: later(-1).toISOString() };
    expect(await life.mutate(elsewhere, 'revokeAuthorization', input)).toEqual({
      officer: null,
      errors: ['What the input names does not exist.'],
    });
    expect((await authority(life.id, NOW)).officer?.status).toBe('AUTHORIZED');
  });

  it('tells ICE by it: in time within 48 hours of the decision, and a late notice is kept as one', async () => {
    for (const [hours, isTimely] of [
      [48, true],
      [49, false],
    ] as const) {
      const life = await authorized();
      const decidedAt = later(-hours * HOUR_MS);
      await revoke(life, { decidedAt: decidedAt.toISOString() });
      const revocation = {
        decidedAt: decidedAt.toISOString(),
        noticeDueAt: new Date(decidedAt.getTime() + 48 * HOUR_MS).toISOString(),
        noticedAt: NOW.toISOString(),
        isTimely,
      };
      const seen = { effectiveAt: NOW.toISOString(), noticeSignedOn: null, revocation };
      for (const role of ['training', 'ice'])
        expect(await withdrawalSeen(life, role, `effectiveAt noticeSignedOn ${REVOCATION}`)).toEqual(seen);
      expect(await withdrawalSeen(life, 'ice', 'reason')).toEqual({ reason: null });
    }
  });

  it('keeps ICE’s notice and reason when it ends sooner what ICE withdrew', async () => {
    const life = await authorized();
    const notice = { noticeSignedOn: '2026-03-06', reason: 'MISCONDUCT' };
    await life.ofOfficer('ice', 'withdrawAuthorization', { ...notice, effectiveAt: later(DAY_MS).toISOString() });
    expect((await revoke(life)).officer?.status).toBe('WITHDRAWN');
    expect(await withdrawalSeen(life, 'ice', 'noticeSignedOn reason effectiveAt revocation { isTimely }')).toEqual({
      ...notice,
      effectiveAt: NOW.toISOString(),
      revocation: { isTimely: true },
    });
  });

  it('leaves ICE to withdraw sooner, and not later, what the agency revoked', async () => {
    const life = await authorized();
    await revoke(life, { effectiveAt: later(DAY_MS).toISOString() });
    const notice = { noticeSignedOn: '2026-03-06', reason: 'MISCONDUCT' };
    const tooLate = { ...notice, effectiveAt: later(2 * DAY_MS).toISOString() };
    expect((await life.ofOfficer('ice', 'withdrawAuthorization', tooLate)).errors).toEqual(ILLEGAL);
    expect((await life.ofOfficer('ice', 'withdrawAuthorization', notice)).officer?.status).toBe('WITHDRAWN');
    expect(await withdrawalSeen(life, 'ice', 'noticeSignedOn reason revocation { isTimely }')).toEqual({
      ...notice,
      revocation: { isTimely: true },
    });
  });

  it('does it once under a key, and for the version that was seen', async () => {
    const life = await authorized();
    const { data } = await life.ask(life.caller('training'), 'query ($id: ID!) { officer(id: $id) { version } }', {
      id: life.id,
    });
    const { version } = (data as { officer: { version: number } }).officer;
    const input = { idempotencyKey: 'revoke-1', expectedVersion: version };
    expect((await revoke(life, { ...input, expectedVersion: version - 1 })).errors).toEqual([
      'What the input names was changed meanwhile; read it again.',
    ]);
    const first = await revoke(life, input);
    expect(first.officer?.status).toBe('WITHDRAWN');
    expect(await revoke(life, input)).toEqual(first);
    expect((await revoke(life, { ...input, decidedAt: NOW.toISOString() })).errors).toEqual([
      'idempotencyKey was used before with other input.',
    ]);
  });
});
