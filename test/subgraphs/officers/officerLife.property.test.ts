import fc from 'fast-check';
import { officerAuthority as authorityAnswer } from '../../../schema/services';
import { EventRow } from '../../../subgraphs/kit/Act.entity';
import { DOMAIN_ERRORS } from '../../../subgraphs/kit/errors';
import { newId } from '../../../subgraphs/kit/newId';
import { Authorization } from '../../../subgraphs/officers/Authorization.entity';
import { Certification } from '../../../subgraphs/officers/Certification.entity';
import { ComplaintNotice } from '../../../subgraphs/officers/ComplaintNotice.entity';
import { Credential } from '../../../subgraphs/officers/Credential.entity';
import { ExamAttempt } from '../../../subgraphs/officers/Nomination.entity';
import { Officer } from '../../../subgraphs/officers/Officer.entity';
import { officerAuthority } from '../../../subgraphs/officers/officerAuthority';
import { revokeForAgreement } from '../../../subgraphs/officers/revokeForAgreement';
import { examOutcome } from '../../../subgraphs/officers/rules/examOutcome';
import { officerStatusAt } from '../../../subgraphs/officers/rules/statusAt';
import { clausesOf } from '../../kit/clauses';
import { type Answer, OfficerLife } from '../../kit/officerLife';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { NOW } from '../../kit/subgraph';

const HOUR_MS = 3_600_000;
const MODELS = ['WSO', 'JEM', 'TFM'] as const;
const STARTS = ['nominate', 'train', 'certify', 'authorize', 'authorize'] as const;
const RUNS = 20;

type Step = (life: OfficerLife, size: number) => Promise<Answer | undefined>;

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

describe.each(ENGINES)('the life of an officer on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  }, 30_000);
  afterAll(() => test.close());

  const reads = () => test.stores.officers.operational.reads;
  const credentialOf = async (officerId: string) =>
    (
      await reads()
        .getRepository(Credential)
        .findOne({ where: { officerId }, order: { id: 'DESC' } })
    )?.id ?? 'none';

  /** What may be tried, at any time and with anything; most of it is refused. */
  const steps: Readonly<Record<string, Step>> = {
    nominate: (life) => life.nominate(),
    startVetting: (life) => life.ofOfficer('ice', 'startVetting'),
    vetted: (life, size) =>
      life.ofOfficer(
        'ice',
        'decideVetting',
        size > 3 ? { outcome: 'SUITABLE' } : { outcome: 'UNSUITABLE', reason: 'BACKGROUND' },
      ),
    sit: (life, size) => life.sit(size > 4 ? 90 : 40, { exam: 1 + (size % 2) }),
    disqualify: (life) => life.ofOfficer('ice', 'disqualifyOfficer', { reason: 'CONDUCT' }),
    letter: (life) => life.letter({ letterSignedOn: dayOf(life.now) }),
    form: (life) => life.form(),
    credential: (life, size) =>
      life.credential(
        size > 5 ? { expiresOn: dayOf(new Date(life.now.getTime() + 48 * HOUR_MS)) } : { expiresOn: null },
      ),
    lost: async (life) =>
      life.ofOfficer('training', 'recordCredentialLost', { credential: await credentialOf(life.id) }),
    returned: async (life) =>
      life.ofOfficer('training', 'recordCredentialReturned', {
        credential: await credentialOf(life.id),
        returnedOn: dayOf(life.now),
      }),
    suspend: (life) => life.ofOfficer('ice', 'suspendOfficer', { reason: 'ICE_DECISION' }),
    reinstate: (life) => life.ofOfficer('ice', 'reinstateOfficer'),
    withdraw: (life, size) =>
      life.ofOfficer('ice', 'withdrawAuthorization', {
        noticeSignedOn: dayOf(life.now),
        reason: 'ICE_DECISION',
        effectiveAt: size > 4 ? new Date(life.now.getTime() + size * HOUR_MS).toISOString() : null,
      }),
    revoke: (life, size) =>
      life.ofOfficer('training', 'revokeAuthorization', {
        effectiveAt: size > 4 ? new Date(life.now.getTime() + size * HOUR_MS).toISOString() : null,
      }),
    depart: (life, size) => (size > 6 ? life.ofOfficer('training', 'recordDeparture') : Promise.resolve(undefined)),
    complain: (life) =>
      life.ofOfficer('wso-supervisor', 'fileComplaintNotice', {
        kind: 'OTHER_CONDUCT',
        receivedAt: life.now.toISOString(),
      }),
    adjudicate: async (life) => {
      const [open] = await reads().getRepository(ComplaintNotice).findBy({ officerId: life.id });
      return life.ofOfficer('ice', 'adjudicateComplaint', { complaint: open?.id ?? 'none', outcome: 'UNFOUNDED' });
    },
    agreementEnds: async (life) => {
      const end = { agreement: life.place.agreement, at: life.now };
      await revokeForAgreement({ operational: test.stores.officers.operational, newId }, end);
      return undefined;
    },
    wait: async (life, size) => {
      const years = size === 8 ? 2 * 365 * 24 : 0;
      life.now = new Date(life.now.getTime() + (size * 7 + years) * HOUR_MS);
      return undefined;
    },
  };

  async function stateOf({ id, now }: OfficerLife) {
    const body = { officer: id, at: now.toISOString() };
    const answer = await officerAuthority(body, test.stores.officers, now);
    const of = { officerId: id };
    const officer = await reads().getRepository(Officer).findOneByOrFail({ id });
    const attempts = await reads()
      .getRepository(ExamAttempt)
      .findBy({ nominationId: officer.nominationId ?? '' });
    return {
      officer,
      statement: authorityAnswer.parse(JSON.parse(JSON.stringify(answer))),
      authorizations: await reads().getRepository(Authorization).findBy(of),
      credentials: await reads().getRepository(Credential).findBy(of),
      certifications: await reads().getRepository(Certification).findBy(of),
      openComplaints: (await reads().getRepository(ComplaintNotice).findBy(of)).filter(
        (one) => one.adjudicatedAt === null,
      ),
      attempts,
      events: await reads().getRepository(EventRow).findBy({ entityId: id }),
    };
  }

  /** Sentences that an officer's state must never make true. */
  function broken(life: OfficerLife, state: Awaited<ReturnType<typeof stateOf>>): readonly string[] {
    const { officer, statement, authorizations, certifications, openComplaints, attempts, events } = state;
    const status = officerStatusAt(officer, life.now);
    const stated = statement.officer?.authorizations ?? [];
    const active = authorizations.filter(({ id }) => stated.some((one) => one.id === id && one.status === 'ACTIVE'));
    const isOver = ['WITHDRAWN', 'DEPARTED'].includes(status);
    const sittings = { clauses: clausesOf(life.model), examCount: 20, sittings: attempts };
    const rules: Readonly<Record<string, boolean>> = {
      'R8 an authorized officer has no authorization in force': status === 'AUTHORIZED' && active.length === 0,
      'R8 an authorization is in force without Form 70-006, supervision or certification':
        active.some((one) => one.form70006ExecutedOn === null || one.supervisingPosition === null) ||
        (active.length > 0 && certifications.length === 0),
      'R8 an officer who is not authorized has an authorization in force': status !== 'AUTHORIZED' && active.length > 0,
      'R10 one who is withdrawn or has left can act':
        isOver && stated.some((one) => ['ACTIVE', 'PENDING', 'SUSPENDED'].includes(one.status)),
      'R10 one who is withdrawn or has left need not return his credential':
        isOver && statement.officer?.credential?.status === 'ISSUED',
      'R11 one who used up his retakes goes on':
        ['CERTIFIED', 'IN_TRAINING'].includes(status) && examOutcome(sittings) === 'DISQUALIFIED',
      'R13 a term is missing, or one that is over counts': active.some(({ validUntilAt }) =>
        life.model === 'TFM' ? validUntilAt === null || validUntilAt <= life.now : validUntilAt !== null,
      ),
      'R20 one with an open complaint is on duty':
        life.model === 'TFM' && openComplaints.length > 0 && status === 'AUTHORIZED',
      'the state is not what the last event says': !events.some(({ toStatus }) => toStatus === officer.status),
    };
    return Object.keys(rules).filter((rule) => rules[rule]);
  }

  it('never comes to what R8, R10, R11, R13 and R20 forbid, whatever is tried in whatever order', async () => {
    const tried = fc.array(fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.integer({ min: 0, max: 8 })), {
      minLength: 6,
      maxLength: 16,
    });
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...MODELS),
        fc.constantFrom(...STARTS),
        tried,
        async (model, start, sequence) => {
          const life = new OfficerLife(test.stores, model);
          await life[start]();
          let revision = 0;
          for (const [name, size] of sequence) {
            const answer = await steps[name]?.(life, size);
            expect((answer?.errors ?? []).filter((one) => !Object.values<string>(DOMAIN_ERRORS).includes(one))).toEqual(
              [],
            );
            const state = await stateOf(life);
            outcomes.add(officerStatusAt(state.officer, life.now));
            expect({ name, size, status: state.officer.status, broken: broken(life, state) }).toMatchObject({
              broken: [],
            });
            expect(state.statement.revision).toBeGreaterThanOrEqual(revision);
            revision = state.statement.revision;
          }
        },
      ),
      { numRuns: RUNS, seed: 20_261_124 },
    );
    expect(outcomes.size).toBeGreaterThan(5);
  }, 240_000);
});
