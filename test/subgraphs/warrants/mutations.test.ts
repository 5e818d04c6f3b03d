import type { Caller } from '../../../schema/caller';
import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { AdministrativeWarrant } from '../../../subgraphs/warrants/AdministrativeWarrant.entity';
import { Booking } from '../../../subgraphs/warrants/Booking.entity';
import { callerAs } from '../../kit/callers';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { askSubgraph, NOW } from '../../kit/subgraph';

const UPSERT = `mutation ($input: UpsertBookingInput!) {
  upsertBooking(input: $input) { booking { bookingNumber custodyStatus releaseEligibleAt subject { name { givenName surName } } } }
}`;
const NOT_FOUND = 'What the input names does not exist.';

const input = (changes: object = {}) => ({
  facility: ID.facilityTxMain,
  bookingNumber: 'T-2026-0100',
  bookedAt: '2026-03-06T12:00:00Z',
  releaseEligibleAt: '2026-03-08T12:00:00Z',
  localChargesResolved: false,
  person: { givenName: 'TEST-Ada', surName: 'TEST-Lindqvist', interpreterNeeded: false },
  ...changes,
});

describe.each(ENGINES)('mutations of warrants on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  });
  afterAll(() => test.close());

  const ask = (caller: Caller, source: string, variables: Record<string, unknown> = {}) =>
    askSubgraph({ subgraph: 'warrants', stores: test.stores, caller }, source, variables);
  const bookings = () => test.stores.warrants.operational.reads.getRepository(Booking).count();

  it('write a booking once, however often it is told', async () => {
    const before = await bookings();
    const first = await ask(callerAs('jms'), UPSERT, { input: input() });
    expect(first).toEqual({
      errors: [],
      data: {
        upsertBooking: {
          booking: {
            bookingNumber: 'T-2026-0100',
            custodyStatus: 'LOCAL',
            releaseEligibleAt: '2026-03-08T12:00:00.000Z',
            subject: { name: { givenName: 'TEST-Ada', surName: 'TEST-Lindqvist' } },
          },
        },
      },
    });
    expect(await ask(callerAs('jms'), UPSERT, { input: input() })).toEqual(first);
    expect(await bookings()).toBe(before + 1);
  });

  it('show a booking as eligible for release from its instant on, without being told', async () => {
    const due = input({ bookingNumber: 'T-2026-0101', localChargesResolved: true });
    await ask(callerAs('jms'), UPSERT, { input: due });
    const statusAt = async (now: string) =>
      (
        await askSubgraph(
          { subgraph: 'warrants', stores: test.stores, caller: callerAs('jms'), now: new Date(now) },
          'query ($facility: ID!) { booking(facility: $facility, bookingNumber: "T-2026-0101") { custodyStatus } }',
          { facility: ID.facilityTxMain },
        )
      ).data;
    expect(await statusAt('2026-03-08T11:59:59.999Z')).toEqual({ booking: { custodyStatus: 'LOCAL' } });
    expect(await statusAt('2026-03-08T12:00:00.000Z')).toEqual({ booking: { custodyStatus: 'RELEASE_ELIGIBLE' } });
  });

  it('keep no blanks around the office and title of a paper, and so as many characters as are described', async () => {
    const reads = test.stores.warrants.operational.reads;
    const subject = (await reads.getRepository(Booking).findOneByOrFail({ bookingNumber: 'T-2026-0001' })).subjectId;
    const text = 'T'.repeat(80);
    const paper = { subject, issuedOn: '2026-03-01', issuingOffice: `  ${text} ` };
    const ice = callerAs('ice');
    const lodge =
      'mutation ($input: LodgeDetainerInput!) { lodgeDetainer(input: $input) { detainer { issuingOffice } } }';
    expect(await ask(ice, lodge, { input: { ...paper, form: 'I247G' } })).toEqual({
      errors: [],
      data: { lodgeDetainer: { detainer: { issuingOffice: text } } },
    });
    const issue = `mutation ($input: IssueWarrantReferenceInput!) {
      issueWarrantReference(input: $input) { warrant { issuingOffice issuingOfficerTitle } }
    }`;
    expect(await ask(ice, issue, { input: { ...paper, form: 'I200', issuingOfficerTitle: `${text} ` } })).toEqual({
      errors: [],
      data: { issueWarrantReference: { warrant: { issuingOffice: text, issuingOfficerTitle: text } } },
    });
  });

  it('move the release time of the person’s warrant with the booking', async () => {
    const releaseEligibleAt = '2026-03-07T15:00:00.000Z';
    const known = await test.stores.warrants.operational.reads
      .getRepository(Booking)
      .findOneByOrFail({ bookingNumber: 'T-2026-0001' });
    await ask(callerAs('jms'), UPSERT, { input: input({ bookingNumber: 'T-2026-0001', releaseEligibleAt }) });
    const warrant = await test.stores.warrants.operational.reads
      .getRepository(AdministrativeWarrant)
      .findOneByOrFail({ subjectId: known.subjectId });
    expect(warrant.releaseEligibleAt?.toISOString()).toBe(releaseEligibleAt);
  });

  it('leave the warrant alone when an earlier booking of the person is told anew', async () => {
    const { operational } = test.stores.warrants;
    const current = await operational.reads.getRepository(Booking).findOneByOrFail({ bookingNumber: 'T-2026-0002' });
    const earlier = { ...current, id: 'TESTEARLIER'.padEnd(26, '0'), bookingNumber: 'OLD-3', releasedAt: NOW };
    await operational.writes.getRepository(Booking).insert(earlier);
    const releaseOf = async () =>
      (await operational.reads.getRepository(AdministrativeWarrant).findOneByOrFail({ subjectId: current.subjectId }))
        .releaseEligibleAt;
    const before = await releaseOf();
    await ask(callerAs('jms'), UPSERT, {
      input: input({
        bookingNumber: 'OLD-3',
        bookedAt: '2025-01-01T00:00:00Z',
        releaseEligibleAt: '2025-01-05T00:00:00Z',
      }),
    });
    expect(await releaseOf()).toEqual(before);
  });

  it('lose no later row of the queue when the row a page ended on is put off', async () => {
    const page = async (after: string | null) => {
      const { data } = await ask(
        callerAs('wso'),
        'query ($after: String) { myServiceQueue(first: 1, after: $after) { edges { node { id } } pageInfo { endCursor } } }',
        { after },
      );
      return (data as { myServiceQueue: { edges: { node: { id: string } }[]; pageInfo: { endCursor: string } } })
        .myServiceQueue;
    };
    const [first, second] = [await page(null), await page((await page(null)).pageInfo.endCursor)];
    await test.stores.warrants.operational.writes
      .getRepository(AdministrativeWarrant)
      .update({ id: first.edges[0]?.node.id ?? '' }, { releaseEligibleAt: null });
    expect((await page(first.pageInfo.endCursor)).edges).toEqual(second.edges);
    expect(second.edges).toHaveLength(1);
  });

  it.each([
    ['a facility of another agency', { facility: ID.facilityFl }],
    ['a facility with something behind its id', { facility: `${ID.facilityTxMain}\u0000` }],
    ['a facility that does not exist', { facility: '01KESPW4N2GAKDT9GTKQPY9BXX' }],
    ['a foreign facility before any other fault', { facility: ID.facilityGa, bookingNumber: 'no number!' }],
  ])('answer NOT_FOUND for %s', async (_what, changes) => {
    const before = await bookings();
    expect((await ask(callerAs('jms'), UPSERT, { input: input(changes) })).errors).toEqual([NOT_FOUND]);
    expect(await bookings()).toBe(before);
  });

  it.each([
    ['a booking number out of form', { bookingNumber: 'no number!' }],
    ['a booking number too long', { bookingNumber: 'T'.repeat(33) }],
    ['an empty name', { person: { givenName: ' ', surName: 'TEST-Lindqvist', interpreterNeeded: false } }],
    ['a name too long', { person: { givenName: 'T'.repeat(81), surName: 'TEST-Lindqvist', interpreterNeeded: false } }],
    [
      'a language out of form',
      { person: { givenName: 'TEST-Ada', surName: 'TEST-L', preferredLanguage: 'Spanish', interpreterNeeded: false } },
    ],
    ['a release before the booking', { releaseEligibleAt: '2026-03-05T12:00:00Z' }],
  ])('refuse %s and write nothing', async (_what, changes) => {
    const before = await bookings();
    const { errors } = await ask(callerAs('jms'), UPSERT, {
      input: input({ bookingNumber: 'T-2026-0200', ...changes }),
    });
    expect(errors).toEqual(['The input does not fit its description.']);
    expect(await bookings()).toBe(before);
  });

  it.each(['wso', 'wso-supervisor', 'jem', 'ice', 'training', 'moa', 'auditor', 'inspector', 'public'])(
    'do nothing for %s, whose acts have no upsertBooking, even past the gateway',
    async (role) => {
      const before = await bookings();
      const { data } = await ask(callerAs(role), UPSERT, { input: input({ bookingNumber: 'T-2026-0300' }) });
      expect(data).toEqual({ upsertBooking: null });
      expect(await bookings()).toBe(before);
    },
  );

  it('designate a lodged warrant once, and none of another area', async () => {
    const warrants = test.stores.warrants.operational.reads.getRepository(AdministrativeWarrant);
    const source = `mutation ($id: ID!) { designateSubject(input: { warrant: $id }) { warrant { status designatedAt } } }`;
    const lodged = await warrants.findOneByOrFail({ form: 'I205', status: 'LODGED' });
    const designated = { designateSubject: { warrant: { status: 'DESIGNATED', designatedAt: NOW.toISOString() } } };
    expect(await ask(callerAs('ice', { fieldOffice: 'Miami' }), source, { id: lodged.id })).toMatchObject({
      errors: [NOT_FOUND],
    });
    expect(await ask(callerAs('ice'), source, { id: 'unknown' })).toMatchObject({ errors: [NOT_FOUND] });
    expect(await ask(callerAs('ice'), source, { id: lodged.id })).toEqual({ errors: [], data: designated });
    expect((await ask(callerAs('ice'), source, { id: lodged.id })).errors).toEqual([
      'The state of what the input names does not allow this.',
    ]);
  });
});
