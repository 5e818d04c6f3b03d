import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { ActRow, EventRow } from '../../../subgraphs/kit/Act.entity';
import { AdministrativeWarrant } from '../../../subgraphs/warrants/AdministrativeWarrant.entity';
import { Booking } from '../../../subgraphs/warrants/Booking.entity';
import { callerAs } from '../../kit/callers';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { askSubgraph, NOW } from '../../kit/subgraph';

const UPSERT = `mutation ($input: UpsertBookingInput!) { upsertBooking(input: $input) { booking { id bookingNumber } } }`;
const DESIGNATE = `mutation ($input: WarrantStepInput!) { designateSubject(input: $input) { warrant { id status version } } }`;
const DAY_MS = 24 * 3_600_000;

describe.each(ENGINES)('an act on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  });
  afterAll(() => test.close());

  const booking = (changes: object = {}) => ({
    facility: ID.facilityTxMain,
    bookingNumber: 'ACT-1',
    bookedAt: '2026-03-06T12:00:00Z',
    localChargesResolved: false,
    person: { givenName: 'TEST-Ada', surName: 'TEST-Lindqvist', interpreterNeeded: false },
    ...changes,
  });
  const upsert = (input: object, { caller = callerAs('jms'), now = NOW } = {}) =>
    askSubgraph({ subgraph: 'warrants', stores: test.stores, caller, now }, UPSERT, { input });
  const acts = () => test.stores.warrants.operational.reads.getRepository(ActRow).count();

  it('is done once under its key and answered anew each time', async () => {
    const input = booking({ bookingNumber: 'KEY-1', idempotencyKey: 'key-1' });
    const first = await upsert(input);
    const before = await acts();
    expect(first.errors).toEqual([]);
    expect(await upsert(input)).toEqual(first);
    expect(await acts()).toBe(before);
  });

  it('is refused when its key comes with null for what was left out, which may take something back', async () => {
    const left = booking({ bookingNumber: 'KEY-6', idempotencyKey: 'key-6' });
    expect((await upsert(left)).errors).toEqual([]);
    expect((await upsert({ ...left, releaseEligibleAt: null })).errors).toEqual([
      'idempotencyKey was used before with other input.',
    ]);
  });

  it('is refused when its key comes with other input, and nothing is written', async () => {
    await upsert(booking({ bookingNumber: 'KEY-2', idempotencyKey: 'key-2' }));
    const before = await acts();
    expect(await upsert(booking({ bookingNumber: 'KEY-3', idempotencyKey: 'key-2' }))).toEqual({
      data: { upsertBooking: null },
      errors: ['idempotencyKey was used before with other input.'],
    });
    expect(await acts()).toBe(before);
  });

  it.each([
    ['another client', { client: 'other-client' }],
    ['another subject', { sub: 'other-subject' }],
    ['another issuer', { issuer: 'https://other.test.invalid' }],
    ['another capacity', { capacity: 'other' }],
  ])('takes the same key from %s for an act of its own', async (_what, changes) => {
    const key = `shared-${Object.keys(changes)[0]}`;
    await upsert(booking({ bookingNumber: `A-${Object.keys(changes)[0]}`, idempotencyKey: key }));
    const other = await upsert(booking({ bookingNumber: `B-${Object.keys(changes)[0]}`, idempotencyKey: key }), {
      caller: callerAs('jms', changes),
    });
    expect(other.errors).toEqual([]);
  });

  it('is done again under its key after thirty days', async () => {
    await upsert(booking({ bookingNumber: 'KEY-4', idempotencyKey: 'key-4' }));
    const later = await upsert(booking({ bookingNumber: 'KEY-5', idempotencyKey: 'key-4' }), {
      now: new Date(NOW.getTime() + 30 * DAY_MS),
    });
    expect(later).toMatchObject({ errors: [], data: { upsertBooking: { booking: { bookingNumber: 'KEY-5' } } } });
  });

  it.each(['', 'with blank', 'x'.repeat(65), 'é'])('is refused for the key %j', async (idempotencyKey) => {
    expect((await upsert(booking({ idempotencyKey }))).errors).toEqual(['The input does not fit its description.']);
  });

  it('keeps no input but its MAC', async () => {
    await upsert(booking({ bookingNumber: 'KEY-6', idempotencyKey: 'key-6' }));
    const rows = await test.stores.warrants.operational.reads.getRepository(ActRow).find();
    expect(JSON.stringify(rows)).not.toMatch(/KEY-6|Lindqvist/);
  });

  it('lets one of many at once write a new booking and answers it to all', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => upsert(booking({ bookingNumber: 'MANY-1', idempotencyKey: 'many-1' }))),
    );
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    const { reads } = test.stores.warrants.operational;
    expect(await reads.getRepository(Booking).countBy({ bookingNumber: 'MANY-1' })).toBe(1);
  });

  it('lets many without a key write one new booking together', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => upsert(booking({ bookingNumber: 'MANY-2' }))));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    const { reads } = test.stores.warrants.operational;
    expect(await reads.getRepository(Booking).countBy({ bookingNumber: 'MANY-2' })).toBe(1);
  });

  it('moves a state by its transitions alone, for the version that was seen, and keeps the event', async () => {
    const { reads } = test.stores.warrants.operational;
    const { id, version } = await reads.getRepository(AdministrativeWarrant).findOneByOrFail({
      form: 'I205',
      status: 'LODGED',
    });
    const designate = (input: object) =>
      askSubgraph({ subgraph: 'warrants', stores: test.stores, caller: callerAs('ice') }, DESIGNATE, {
        input: { warrant: id, ...input },
      });
    expect((await designate({ expectedVersion: version + 1 })).errors).toEqual([
      'What the input names was changed meanwhile; read it again.',
    ]);
    expect(await designate({ expectedVersion: version })).toEqual({
      errors: [],
      data: { designateSubject: { warrant: { id, status: 'DESIGNATED', version: version + 1 } } },
    });
    expect((await designate({})).errors).toEqual(['The state of what the input names does not allow this.']);
    const events = await reads.getRepository(EventRow).findBy({ entityId: id });
    expect(events).toEqual([
      expect.objectContaining({
        entity: 'AdministrativeWarrant',
        mutation: 'designateSubject',
        fromStatus: 'LODGED',
        toStatus: 'DESIGNATED',
        actorSub: 'test-ice',
        capacity: 'ice',
        at: NOW,
      }),
    ]);
  });

  it('finds nothing by a text with blanks behind it', async () => {
    await upsert(booking({ bookingNumber: 'BLANK-1' }));
    const source = 'query ($f: ID!, $n: String!) { booking(facility: $f, bookingNumber: $n) { id } }';
    for (const [facility, number] of [
      [ID.facilityTxMain, 'BLANK-1 '],
      [`${ID.facilityTxMain} `, 'BLANK-1'],
    ])
      expect(
        await askSubgraph({ subgraph: 'warrants', stores: test.stores, caller: callerAs('jms') }, source, {
          f: facility,
          n: number,
        }),
      ).toEqual({ errors: [], data: { booking: null } });
  });
});
