import fc from 'fast-check';
import { IsNull } from 'typeorm';
import { DEMONSTRATION as ID } from '../../../../subgraphs/demonstration/ids';
import { EventRow } from '../../../../subgraphs/kit/Act.entity';
import type { ServiceClient } from '../../../../subgraphs/kit/serviceClient';
import { AdministrativeWarrant } from '../../../../subgraphs/warrants/AdministrativeWarrant.entity';
import { AuthorityDecision, Violation } from '../../../../subgraphs/warrants/AuthorityDecision.entity';
import { Hold } from '../../../../subgraphs/warrants/Hold.entity';
import { ServiceRecord } from '../../../../subgraphs/warrants/ServiceRecord.entity';
import { ServiceStop } from '../../../../subgraphs/warrants/ServiceStop.entity';
import { callerAs } from '../../../kit/callers';
import { actingConditionsOf, officerAuthorityOf } from '../../../kit/serviceFacts';
import { openDemonstration, type TestStores } from '../../../kit/stores';
import { askSubgraph, NOW } from '../../../kit/subgraph';

interface Step {
  readonly role: string;
  readonly source: string;
  readonly input: (ids: { warrant: string; hold: string }, now: Date) => object;
}

const HOUR_MS = 3_600_000;
const warrantStep = (name: string): Step => ({
  role: 'ice',
  source: `mutation ($input: WarrantStepInput!) { ${name}(input: $input) { warrant { id } } }`,
  input: ({ warrant }) => ({ warrant }),
});
const booking = (more: (now: Date) => object): Step => ({
  role: 'jms',
  source: 'mutation ($input: UpsertBookingInput!) { upsertBooking(input: $input) { booking { id } } }',
  input: (_ids, now) => ({
    facility: ID.facilityTxMain,
    bookingNumber: 'T-2026-0001',
    bookedAt: '2026-03-01T12:00:00Z',
    person: { givenName: 'TEST-Ansel', surName: 'TEST-Brightwater' },
    ...more(now),
  }),
});
const holdStep = (name: string, role: string, type: string, more = {}): Step => ({
  role,
  source: `mutation ($input: ${type}!) { ${name}(input: $input) { hold { id } } }`,
  input: ({ hold }) => ({ hold, ...more }),
});
const serve = (more: (now: Date) => object = () => ({})): Step => ({
  role: 'wso',
  source: 'mutation ($input: RecordServiceInput!) { recordService(input: $input) { decision { id } } }',
  input: ({ warrant }, now) => ({ warrant, language: 'es', copyGiven: true, ...more(now) }),
});

const STEPS: readonly Step[] = [
  ...['designateSubject', 'recallWarrant', 'stopService', 'endServiceStop', 'endServiceStop'].map(warrantStep),
  booking((now) => ({ localChargesResolved: true, releaseEligibleAt: new Date(now.getTime() - HOUR_MS) })),
  booking((now) => ({ localChargesResolved: true, releaseEligibleAt: new Date(now.getTime() + HOUR_MS) })),
  booking((now) => ({ localChargesResolved: true, releasedAt: now })),
  serve(),
  serve(),
  serve((now) => ({ alreadyHappened: true, happenedAt: new Date(now.getTime() - HOUR_MS / 2) })),
  {
    role: 'wso',
    source: 'mutation ($input: ReportClaimInput!) { reportClaim(input: $input) { receipt { id } } }',
    input: ({ warrant }, now) => ({ warrant, receivedAt: now, detail: 'TEST' }),
  },
  holdStep('confirmCustodyAssumed', 'ice', 'ConfirmCustodyAssumedInput', { receivingOffice: 'TEST office' }),
  holdStep('cancelHold', 'ice', 'HoldStepInput'),
  holdStep('confirmRelease', 'wso-supervisor', 'ConfirmReleaseInput', { reason: 'DEADLINE_RELEASE' }),
];

/** The officer is withdrawn in some runs, so that what had happened becomes a violation. */
const stating =
  (status: string): ServiceClient =>
  async ({ operation, answer }) => {
    const place = { id: ID.facilityTxMain, timeZone: 'America/Chicago', detentionAgreement: null };
    const facility = { ...place, agencies: [{ id: ID.agencyTx, kind: 'SHERIFF', stateAbbr: 'TX' }] };
    const officer = officerAuthorityOf({ id: ID.officerTxWso, agency: ID.agencyTx, status });
    return answer.parse(operation === 'officerAuthority' ? officer : actingConditionsOf({ facility }));
  };

jest.setTimeout(240_000);

describe('any sequence of mutations', () => {
  let test: TestStores;
  afterEach(() => test.close());

  const all = <T extends object>(entity: new () => T, where: object = {}): Promise<T[]> =>
    test.stores.warrants.operational.reads.getRepository(entity).findBy(where as never);

  it.each([1, 2, 3])('reaches no state that an invariant forbids (seed %d)', async (seed) => {
    test = await openDemonstration('sqlite', NOW);
    const [target] = await all(AdministrativeWarrant, { form: 'I200', status: 'DESIGNATED' });
    if (target === undefined) throw new Error('The demonstration has no such warrant.');
    const [steps] = fc.sample(
      fc.array(
        fc.record({
          step: fc.constantFrom(...STEPS),
          minutes: fc.integer({ min: 1, max: 600 }),
          status: fc.constantFrom('AUTHORIZED', 'AUTHORIZED', 'SUSPENDED'),
        }),
        { minLength: 40, maxLength: 40 },
      ),
      { numRuns: 1, seed },
    );
    const deadlines = new Map<string, number>();
    let now = NOW;
    for (const { step, minutes, status } of steps ?? []) {
      now = new Date(now.getTime() + minutes * 60_000);
      const [service] = await all(ServiceRecord, { warrantId: target.id });
      const [hold] = service === undefined ? [] : await all(Hold, { serviceId: service.id });
      const ids = { warrant: target.id, hold: hold?.id ?? target.id };
      const input = JSON.parse(JSON.stringify(step.input(ids, now)));
      const asked = { subgraph: 'warrants', stores: test.stores, caller: callerAs(step.role), now } as const;
      const { errors } = await askSubgraph({ ...asked, askService: stating(status) }, step.source, { input });
      for (const error of errors)
        expect(error).toMatch(/^(The state of|What the input names does not exist|The input does not fit)/);
      await expectSound(target.id, deadlines);
    }
  });

  async function expectSound(id: string, deadlines: Map<string, number>): Promise<void> {
    const [warrant] = await all(AdministrativeWarrant, { id });
    const services = await all(ServiceRecord, { warrantId: id });
    const openStops = await all(ServiceStop, { warrantId: id, endedAt: IsNull() });
    expect(services.length).toBeLessThanOrEqual(1);
    if (['SERVED', 'EXECUTED'].includes(warrant?.status ?? '')) expect(services).toHaveLength(1);
    if (warrant?.status === 'DESIGNATED') expect(openStops).toEqual([]);
    if (warrant?.status === 'STOPPED_PENDING_ICE') expect(openStops).toHaveLength(1);
    for (const service of services) await expectSoundService(service, deadlines);
    const events = await all(EventRow, { entityId: id });
    const inOrder = events.sort((a, b) => a.at.getTime() - b.at.getTime());
    for (const [at, event] of inOrder.slice(1).entries()) expect(event.fromStatus).toBe(inOrder[at]?.toStatus);
  }

  async function expectSoundService(service: ServiceRecord, deadlines: Map<string, number>): Promise<void> {
    const [decision] = await all(AuthorityDecision, { id: service.decisionId });
    const violations = await all(Violation, { serviceId: service.id });
    expect(violations).toHaveLength(decision?.allowed === true ? 0 : 1);
    for (const hold of await all(Hold, { serviceId: service.id })) {
      expect(hold.startedAt).toEqual(service.servedAt);
      expect(hold.deadlineAt.getTime()).toBeGreaterThan(hold.startedAt.getTime());
      expect(hold.deadlineAt.toISOString()).toBe(hold.clocks?.[0]?.deadlineAt);
      expect(hold.deadlineAt.getTime()).toBe(deadlines.get(hold.id) ?? hold.deadlineAt.getTime());
      deadlines.set(hold.id, hold.deadlineAt.getTime());
    }
  }
});
