import type { Caller } from '../../../../schema/caller';
import { DEMONSTRATION as ID } from '../../../../subgraphs/demonstration/ids';
import type { ServiceClient } from '../../../../subgraphs/kit/serviceClient';
import { AuthorityDecision, Violation } from '../../../../subgraphs/warrants/AuthorityDecision.entity';
import { Booking } from '../../../../subgraphs/warrants/Booking.entity';
import { Hold } from '../../../../subgraphs/warrants/Hold.entity';
import { ServiceRecord } from '../../../../subgraphs/warrants/ServiceRecord.entity';
import { callerAs } from '../../../kit/callers';
import { actingConditionsOf, officerAuthorityOf } from '../../../kit/serviceFacts';
import { ENGINES, openDemonstration, type TestStores } from '../../../kit/stores';
import { askSubgraph, NOW } from '../../../kit/subgraph';

const SERVE = `mutation ($input: RecordServiceInput!) { recordService(input: $input) {
  service { id servedAt executedArrest outcome confirmedAt startedLate interpreterName hold { startedAt deadlineAt status clocks { clock citation } } warrant { status allowedActs } }
  decision { id allowed checks { code outcome } officer { id } }
} }`;
const HOUR_MS = 3_600_000;
const READY_AT = new Date(NOW.getTime() + 5.5 * HOUR_MS);

describe.each(ENGINES)('recordService on %s', (engine) => {
  let test: TestStores;
  beforeEach(async () => {
    test = await openDemonstration(engine, NOW);
  });
  afterEach(() => test.close());

  /** The other subgraphs, as they would state it; `lapses` after so many questions. */
  const stating = ({ officer = {}, lapsesAfter = Number.POSITIVE_INFINITY, fails = false } = {}): ServiceClient => {
    let asked = 0;
    return async ({ operation, answer }) => {
      if (fails) throw new Error('away');
      if (operation === 'officerAuthority') asked += 1;
      const status = asked > lapsesAfter ? { status: 'WITHDRAWN' } : {};
      const own = { id: ID.officerTxWso, agency: ID.agencyTx, ...status, ...officer };
      const place = { id: ID.facilityTxMain, timeZone: 'America/Chicago', detentionAgreement: null };
      const facility = { ...place, agencies: [{ id: ID.agencyTx, kind: 'SHERIFF', stateAbbr: 'TX' }] };
      return answer.parse(
        operation === 'officerAuthority' ? officerAuthorityOf(own) : actingConditionsOf({ facility }),
      );
    };
  };
  const rows = <T extends object>(entity: new () => T) => test.stores.warrants.operational.reads.getRepository(entity);
  const warrantOf = async (bookingNumber: string) => {
    const { subjectId } = await rows(Booking).findOneByOrFail({ bookingNumber });
    const source = '{ warrants(first: 50) { edges { node { id version subject { id } } } } }';
    const { data } = await ask(callerAs('inspector'), source);
    const { edges } = (
      data as { warrants: { edges: { node: { id: string; version: number; subject: { id: string } } }[] } }
    ).warrants;
    return edges.find(({ node }) => node.subject.id === subjectId)?.node ?? { id: '', version: 0 };
  };
  const ask = (caller: Caller, source: string, variables = {}, more: { now?: Date; askService?: ServiceClient } = {}) =>
    askSubgraph({ subgraph: 'warrants', stores: test.stores, caller, ...more }, source, variables);
  const serve = async (
    changes: object = {},
    more: { caller?: Caller; now?: Date; askService?: ServiceClient } = {},
  ) => {
    const input = {
      ...{ warrant: (await warrantOf('T-2026-0001')).id, language: 'es', copyGiven: true },
      ...changes,
    };
    const { caller = callerAs('wso'), now = READY_AT, askService = stating() } = more;
    return ask(caller, SERVE, { input }, { now, askService });
  };

  it('serves and executes an I-200, starts the hold from the scheduled release, and confirms', async () => {
    const { data, errors } = await serve({ interpreterUsed: true, interpreterName: 'TEST-Interpreter 7' });
    expect(errors).toEqual([]);
    const release = new Date(NOW.getTime() + 5 * HOUR_MS);
    expect(data).toMatchObject({
      recordService: {
        service: {
          servedAt: READY_AT.toISOString(),
          executedArrest: true,
          outcome: 'SERVED_AND_EXECUTED',
          confirmedAt: READY_AT.toISOString(),
          startedLate: false,
          interpreterName: 'TEST-Interpreter 7',
          hold: {
            startedAt: READY_AT.toISOString(),
            deadlineAt: new Date(release.getTime() + 48 * HOUR_MS).toISOString(),
            status: 'RUNNING',
          },
          warrant: { status: 'EXECUTED', allowedActs: [] },
        },
        decision: { allowed: true, officer: { id: ID.officerTxWso } },
      },
    });
    expect((await rows(Booking).findOneByOrFail({ bookingNumber: 'T-2026-0001' })).custodyStatus).toBe('ICE_HOLD');
  });

  it('R28 stores the decision alone when a condition is not met, and says which', async () => {
    const { data, errors } = await serve({}, { now: NOW });
    expect(errors).toEqual([]);
    const { recordService } = data as {
      recordService: { service: null; decision: { allowed: boolean; checks: { code: string; outcome: string }[] } };
    };
    expect(recordService.service).toBeNull();
    expect(recordService.decision.allowed).toBe(false);
    expect(recordService.decision.checks.filter(({ outcome }) => outcome === 'FAIL').map(({ code }) => code)).toEqual([
      'RELEASE_WINDOW_OPEN',
    ]);
    expect(await rows(AuthorityDecision).count()).toBe(1);
    expect(await rows(Violation).count()).toBe(0);
  });

  it('R28 records what had already happened without authority as a violation, and the hold runs from it', async () => {
    const happenedAt = new Date(READY_AT.getTime() - 10 * 60_000).toISOString();
    const { data, errors } = await serve(
      { alreadyHappened: true, happenedAt },
      { askService: stating({ officer: { status: 'SUSPENDED' } }) },
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      recordService: {
        service: { servedAt: happenedAt, hold: { startedAt: happenedAt }, warrant: { status: 'EXECUTED' } },
        decision: { allowed: false },
      },
    });
    const [violation] = await rows(Violation).find();
    expect(violation?.checks.map(({ code }) => code)).toEqual(['OFFICER_NOT_SUSPENDED']);
  });

  it.each([
    ['an instant without the statement that it already happened', { happenedAt: NOW.toISOString() }],
    ['that statement without an instant', { alreadyHappened: true }],
    ['an instant ahead', { alreadyHappened: true, happenedAt: '2026-03-09T12:00:00Z' }],
    ['an instant more than 48 hours ago', { alreadyHappened: true, happenedAt: '2026-03-05T12:00:00Z' }],
    ['a language out of form', { language: 'Spanish' }],
    ['R19 an interpreter without a name', { interpreterUsed: true }],
    ['R19 a name without an interpreter', { interpreterName: 'TEST-Interpreter' }],
  ])('refuses %s and writes nothing', async (_what, changes) => {
    expect((await serve(changes)).errors).toEqual(['The input does not fit its description.']);
    expect(await rows(AuthorityDecision).count()).toBe(0);
  });

  it.each<[string, Partial<Caller>]>([
    ['a token without an officer', { officer: null }],
    ['an officer of another agency', { agency: ID.agencyFl }],
  ])('finds no warrant for %s', async (_what, changes) => {
    expect((await serve({}, { caller: callerAs('wso', changes) })).errors).toEqual([
      'What the input names does not exist.',
    ]);
  });

  it('writes nothing when the authority cannot be found out', async () => {
    const { errors } = await serve({}, { askService: stating({ fails: true }) });
    expect(errors).toEqual(['Whether the officer may act could not be found out; nothing was confirmed.']);
    expect(await rows(AuthorityDecision).count()).toBe(0);
  });

  it('refuses a second service, names what the state allows, and repeats the first under its key', async () => {
    const first = await serve({ idempotencyKey: 'serve-1' });
    expect(await serve({ idempotencyKey: 'serve-1' })).toEqual(first);
    expect((await serve()).errors).toEqual(['The state of what the input names does not allow this.']);
    expect(
      await rows(ServiceRecord).countBy({
        decisionId: (first.data as { recordService: { decision: { id: string } } }).recordService.decision.id,
      }),
    ).toBe(1);
    expect(await rows(Hold).count()).toBe(2);
  });

  it('lets one of two at once serve', async () => {
    const answers = await Promise.all([serve(), serve()]);
    const served = answers.filter(({ errors }) => errors.length === 0);
    expect(served).toHaveLength(1);
    expect(await rows(Hold).count()).toBe(2);
  });
});
