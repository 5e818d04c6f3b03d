import fc from 'fast-check';
import { DEMONSTRATION as ID } from '../../../../subgraphs/demonstration/ids';
import { Agreement, AgreementApproval } from '../../../../subgraphs/jurisdictions/Agreement.entity';
import { MoaTemplate } from '../../../../subgraphs/jurisdictions/MoaTemplate.entity';
import { actingStatusAt, ENDED, IN_FORCE, statusAt } from '../../../../subgraphs/jurisdictions/rules/statusAt';
import { EventRow } from '../../../../subgraphs/kit/Act.entity';
import { PARTIES, restoreAgreements, send } from '../../../kit/jurisdictionActs';
import { ENGINES, openDemonstration, type TestStores } from '../../../kit/stores';
import { NOW } from '../../../kit/subgraph';

const DAY_MS = 24 * 3_600_000;

/** Every change of state that DOMAIN §6.4 knows, and by itself those of notices and terms. */
const KNOWN = new Set([
  ...['DRAFT SIGNED_LEA', 'PENDING SIGNED_LEA', 'SIGNED_LEA ACTIVE'],
  ...['ACTIVE SUSPENSION_NOTICED', 'SUSPENSION_NOTICED ACTIVE', 'SUSPENSION_NOTICED SUSPENDED'],
  ...['ACTIVE SUSPENDED', 'SUSPENDED ACTIVE'],
  ...['ACTIVE TERMINATION_NOTICED', 'SUSPENDED TERMINATION_NOTICED'],
  ...['TERMINATION_NOTICED ACTIVE', 'TERMINATION_NOTICED SUSPENDED'],
  ...['ACTIVE', 'SUSPENSION_NOTICED', 'SUSPENDED', 'TERMINATION_NOTICED', 'DELISTED_UNKNOWN'].map(
    (s) => `${s} TERMINATED`,
  ),
  ...['ACTIVE', 'SUSPENSION_NOTICED', 'TERMINATION_NOTICED'].map((s) => `${s} SUPERSEDED`),
  ...['ACTIVE', 'SUSPENSION_NOTICED', 'SUSPENDED', 'TERMINATION_NOTICED', 'DELISTED_UNKNOWN'].map(
    (s) => `${s} EXPIRED`,
  ),
  'DELISTED_UNKNOWN ACTIVE',
]);

const MUTATIONS = [
  ...['draftAgreement', 'signAgreement', 'countersignAgreement', 'giveSuspensionNotice', 'suspendAgreement'],
  ...['reinstateAgreement', 'giveTerminationNotice', 'terminateAgreement', 'withdrawAgreementNotice'],
  ...['confirmAgreementInForce', 'confirmAgreementEnded', 'recordTerminationApproval', 'recordAddendum'],
];

const step = fc.record({
  mutation: fc.constantFrom(...MUTATIONS),
  byIce: fc.boolean(),
  /** Which of the agency's agreements, as far as there are so many. */
  which: fc.nat({ max: 3 }),
  model: fc.constantFrom('WSO', 'JEM'),
  exigent: fc.boolean(),
  daysLater: fc.constantFrom(0, 0, 1, 40, 95),
  termDays: fc.option(fc.integer({ min: 0, max: 120 })),
});

describe.each(ENGINES)('any acts on agreements on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  });
  afterAll(() => test.close());

  const reads = () => test.stores.jurisdictions.operational.reads;
  const florida = () => reads().getRepository(Agreement).findBy({ agencyId: ID.agencyFl });

  async function take(one: typeof step extends fc.Arbitrary<infer S> ? S : never, now: Date): Promise<void> {
    const agreements = (await florida()).sort((a, b) => (a.id < b.id ? -1 : 1));
    const agreement = agreements[one.which % agreements.length]?.id;
    const day = now.toISOString().slice(0, 10);
    const ends =
      one.termDays === null ? null : new Date(now.getTime() + one.termDays * DAY_MS).toISOString().slice(0, 10);
    const { id: template } = await reads().getRepository(MoaTemplate).findOneByOrFail({ model: one.model });
    const approval = { body: 'State Board of Immigration Enforcement', approvedOn: day, reference: 'TEST-1' };
    const inputs: Readonly<Record<string, object>> = {
      draftAgreement: { agency: ID.agencyFl, model: one.model, template },
      signAgreement: { agreement, signedOn: day },
      countersignAgreement: { agreement, signedOn: day, expiresOn: ends },
      giveSuspensionNotice: { agreement, receivedOn: day },
      suspendAgreement: { agreement, receivedOn: day, exigent: one.exigent },
      giveTerminationNotice: { agreement, receivedOn: day },
      terminateAgreement: { agreement, receivedOn: day, exigent: one.exigent },
      recordTerminationApproval: { agreement, ...approval },
      recordAddendum: { agreement, signedOn: day, expiresOn: ends },
    };
    const { errors } = await send(test.stores, {
      mutation: one.mutation,
      caller: one.byIce ? PARTIES.miami : PARTIES.florida,
      input: inputs[one.mutation] ?? { agreement },
      now,
    });
    expect(errors.filter((error) => !/state of what the input names|does not fit/.test(error))).toEqual([]);
  }

  async function expectSound(now: Date, ended: Map<string, string>): Promise<void> {
    const agreements = await florida();
    expectOneInForce(agreements, now);
    expectNoReturn(agreements, now, ended);
    for (const { id, ...agreement } of agreements) {
      if (statusAt({ ...agreement }, now) !== 'TERMINATED') continue;
      const approved = { agreementId: id, kind: 'TERMINATION' };
      expect(await reads().getRepository(AgreementApproval).countBy(approved)).toBeGreaterThan(0);
    }
    const changes = await reads().getRepository(EventRow).findBy({ entity: 'Agreement' });
    const pairs = changes.map(({ fromStatus, toStatus }) => `${fromStatus} ${toStatus}`);
    expect(pairs.filter((one) => !KNOWN.has(one))).toEqual([]);
  }

  function expectOneInForce(agreements: readonly Agreement[], now: Date): void {
    for (const at of [now, new Date(now.getTime() + 100 * DAY_MS)]) {
      for (const model of ['WSO', 'JEM']) {
        const inForce = agreements.filter((one) => one.model === model && IN_FORCE.includes(actingStatusAt(one, at)));
        expect(inForce.length).toBeLessThanOrEqual(1);
      }
    }
  }

  function expectNoReturn(agreements: readonly Agreement[], now: Date, ended: Map<string, string>): void {
    for (const agreement of agreements) {
      const status = statusAt(agreement, now);
      if (ended.has(agreement.id)) expect(status).toBe(ended.get(agreement.id));
      if (ENDED.includes(status)) ended.set(agreement.id, status);
    }
  }

  it('R9, R22: never reach a state that the machine does not know, a second one in force, or one that comes back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
        await restoreAgreements(test.stores);
        const ended = new Map<string, string>();
        let now = NOW;
        for (const one of steps) {
          now = new Date(now.getTime() + one.daysLater * DAY_MS);
          await take(one, now);
          await expectSound(now, ended);
        }
      }),
      { numRuns: 25, seed: 20260307 },
    );
  }, 120_000);
});
