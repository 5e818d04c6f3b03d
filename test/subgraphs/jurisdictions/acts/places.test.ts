import { DEMONSTRATION as ID } from '../../../../subgraphs/demonstration/ids';
import { actingConditions } from '../../../../subgraphs/jurisdictions/acting/actingConditions';
import { FieldOffice } from '../../../../subgraphs/jurisdictions/FieldOffice.entity';
import { callerAs } from '../../../kit/callers';
import { PARTIES, type Sent, send } from '../../../kit/jurisdictionActs';
import { ENGINES, openDemonstration, type TestStores } from '../../../kit/stores';
import { askSubgraph, NOW } from '../../../kit/subgraph';

const INVALID = ['The input does not fit its description.'];
const NOT_FOUND = ['What the input names does not exist.'];

describe.each(ENGINES)('the acts on facilities and shifts on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  });
  afterAll(() => test.close());

  const { texas, sanAntonio, florida, miami } = PARTIES;
  const act = (mutation: string, caller: Sent['caller'], input: object, rest: Partial<Sent> = {}) =>
    send(test.stores, { mutation, caller, input, answers: 'facility', ...rest });
  const ask = async (source: string, caller = texas, variables: object = {}) =>
    askSubgraph({ subgraph: 'jurisdictions', stores: test.stores, caller }, source, { ...variables });
  const annex = { agency: ID.agencyTx, name: 'TEST-Annex', kind: 'WORK_RELEASE', timeZone: 'America/Denver' };

  it('register a facility of the agency’s own alone', async () => {
    expect(await act('registerFacility', texas, annex)).toEqual({
      errors: [],
      row: { id: expect.stringMatching(/^\w{26}$/), version: 1, agencies: [{ id: ID.agencyTx }] },
    });
    expect((await act('registerFacility', florida, annex)).errors).toEqual(NOT_FOUND);
    expect(await act('registerFacility', sanAntonio, annex)).toEqual({ row: null, errors: [] });
  });

  it.each([
    ['a zone that is none', { timeZone: 'America/Nowhere' }],
    ['an offset', { timeZone: `Etc/${'x'.repeat(60)}` }],
    ['no name', { name: '  ' }],
    ['a name that turns around', { name: 'TEST-\u202eJail' }],
    ['a name too long', { name: 'x'.repeat(121) }],
  ])('refuse %s', async (_what, changes) => {
    expect((await act('registerFacility', texas, { ...annex, ...changes })).errors).toEqual(INVALID);
  });

  it('say which agencies run a facility, for those that do', async () => {
    const paused: number[] = [];
    const pause = async (milliseconds: number): Promise<void> => void paused.push(milliseconds);
    const both = [ID.agencyFl, ID.agencyFlCity].sort();
    const alone = { facility: ID.facilityFl, agencies: [ID.agencyFl] };
    expect((await act('setFacilityAgencies', texas, alone)).errors).toEqual(NOT_FOUND);
    expect((await act('setFacilityAgencies', texas, { ...alone, agencies: [ID.agencyTx] })).errors).toEqual(NOT_FOUND);
    expect((await act('setFacilityAgencies', florida, { ...alone, agencies: [ID.agencyFlCity] })).errors).toEqual(
      INVALID,
    );
    expect((await act('setFacilityAgencies', florida, { ...alone, agencies: [] })).errors).toEqual(INVALID);
    expect((await act('setFacilityAgencies', florida, { ...alone, agencies: [ID.agencyFl, 'x'] })).errors).toEqual(
      NOT_FOUND,
    );
    expect((await act('setFacilityAgencies', florida, { ...alone, expectedVersion: 7 })).errors).toEqual([
      'What the input names was changed meanwhile; read it again.',
    ]);
    expect((await act('setFacilityAgencies', florida, alone, { pause })).row).toMatchObject({
      version: 2,
      agencies: [{ id: ID.agencyFl }],
    });
    expect(paused).toEqual([2500]);
    expect((await act('setFacilityAgencies', florida, { ...alone, agencies: both })).row).toMatchObject({
      version: 3,
      agencies: both.map((id) => ({ id })),
    });
  });

  it('record a detention agreement and its end, which its own agencies and area alone see', async () => {
    const input = { facility: ID.facilityTxMain, reference: 'TEST-IGSA 7', startsOn: '2026-01-01' };
    const kind = { answers: 'detentionAgreement' } as const;
    expect((await act('recordDetentionAgreement', florida, input, kind)).errors).toEqual(NOT_FOUND);
    expect((await act('recordDetentionAgreement', texas, { ...input, reference: '<b>' }, kind)).errors).toEqual(
      INVALID,
    );
    const { row } = await act('recordDetentionAgreement', texas, input, kind);
    expect(row).toMatchObject({ reference: 'TEST-IGSA 7', endsOn: null, version: 1 });
    const end = { detentionAgreement: row?.['id'], endsOn: '2026-03-07', expectedVersion: 1 };
    expect((await act('endDetentionAgreement', texas, { ...end, endsOn: '2025-12-31' }, kind)).errors).toEqual(INVALID);
    expect((await act('endDetentionAgreement', texas, end, kind)).row).toMatchObject({
      endsOn: '2026-03-07',
      version: 2,
    });
    const source = `query ($id: ID!, $at: DateTime) { facility(id: $id) { name detentionAgreement(asOf: $at) { reference } } }`;
    const seen = async (caller: Sent['caller'], at: string) =>
      (await ask(source, caller, { id: ID.facilityTxMain, at })).data as { facility: { detentionAgreement: unknown } };
    expect((await seen(texas, '2026-03-08T05:59:59Z')).facility.detentionAgreement).toEqual({
      reference: 'TEST-IGSA 7',
    });
    expect((await seen(texas, '2026-03-08T06:00:00Z')).facility.detentionAgreement).toBeNull();
    expect((await seen(florida, '2026-03-07T12:00:00Z')).facility.detentionAgreement).toBeNull();
  });

  it('record who is on duty, for the own office, and end it', async () => {
    const { id: fieldOffice } = await test.stores.jurisdictions.operational.reads
      .getRepository(FieldOffice)
      .findOneByOrFail({ name: 'Atlanta' });
    const atlanta = callerAs('ice', { fieldOffice: 'Atlanta' });
    const shift = {
      fieldOffice,
      position: 'DUTY_OFFICER',
      startsAt: '2026-03-07T11:00:00.000Z',
      endsAt: '2026-03-07T19:00:00.000Z',
    };
    const kind = { answers: 'dutyContact' } as const;
    expect((await act('recordDutyContact', miami, shift, kind)).errors).toEqual(NOT_FOUND);
    for (const endsAt of ['2026-03-07T11:00:00Z', '2026-03-07T11:59:00Z', '2026-04-08T00:00:00Z'])
      expect((await act('recordDutyContact', atlanta, { ...shift, endsAt }, kind)).errors).toEqual(INVALID);
    const { row } = await act('recordDutyContact', atlanta, shift, kind);
    expect(row).toMatchObject({ position: 'DUTY_OFFICER', version: 1 });
    const reachable = async () => {
      const asked = { facility: ID.facilityGa, agreements: [ID.agreementGaTfm], at: NOW.toISOString() };
      const answer = (await actingConditions(asked, test.stores.jurisdictions, NOW)) as {
        agreements: readonly { supervision: { isReachable: boolean } }[];
      };
      return answer.agreements[0]?.supervision.isReachable;
    };
    expect(await reachable()).toBe(true);
    const end = { dutyContact: row?.['id'] };
    expect((await act('endDutyContact', miami, end, kind)).errors).toEqual(NOT_FOUND);
    expect((await act('endDutyContact', atlanta, end, kind)).row).toMatchObject({ endsAt: NOW.toISOString() });
    expect((await act('endDutyContact', atlanta, end, kind)).errors).toEqual([
      'The state of what the input names does not allow this.',
    ]);
    expect(await reachable()).toBe(false);
  });

  it('show shifts to agencies of the area and to no others', async () => {
    const source = `query ($slug: String) { agency(slug: $slug) { fieldOffice { name dutyContacts { position } } } }`;
    const slug = 'TX-test-mesquite-flats-county-sheriffs-office';
    const office = async (caller: Sent['caller']) =>
      (await ask(source, caller, { slug })).data as { agency: { fieldOffice: { dutyContacts: unknown } } };
    expect((await office(callerAs('wso'))).agency.fieldOffice.dutyContacts).toHaveLength(2);
    expect((await office(florida)).agency.fieldOffice.dutyContacts).toBeNull();
  });
});
