import { ulid } from 'ulid';
import { type ActingConditions, actingConditions as answer } from '../../../../schema/services';
import { DEMONSTRATION as ID } from '../../../../subgraphs/demonstration/ids';
import { Agreement } from '../../../../subgraphs/jurisdictions/Agreement.entity';
import { actingConditions } from '../../../../subgraphs/jurisdictions/acting/actingConditions';
import { Facility, FacilityAgency } from '../../../../subgraphs/jurisdictions/Facility.entity';
import { DutyContact, FieldOffice } from '../../../../subgraphs/jurisdictions/FieldOffice.entity';
import { StatePolicy } from '../../../../subgraphs/jurisdictions/StatePolicy.entity';
import { unitOfWork } from '../../../../subgraphs/kit/unitOfWork';
import { ENGINES, openDemonstration, type TestStores } from '../../../kit/stores';
import { NOW } from '../../../kit/subgraph';

describe.each(ENGINES)('actingConditions on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  });
  afterAll(() => test.close());

  const ask = async (
    facility: string,
    agreements: readonly string[] = [],
    at: Date | string = NOW,
  ): Promise<ActingConditions> => {
    const asked = { facility, agreements, at: new Date(at).toISOString() };
    return answer.parse(JSON.parse(JSON.stringify(await actingConditions(asked, test.stores.jurisdictions, NOW))));
  };
  const store = () => test.stores.jurisdictions.operational;

  it('states facility, agreement, template, supervision and law', async () => {
    const { facility, agreements, policies } = await ask(ID.facilityTxMain, [ID.agreementTxWso]);
    expect(facility).toEqual({
      id: ID.facilityTxMain,
      timeZone: 'America/Chicago',
      agencies: [{ id: ID.agencyTx, kind: 'SHERIFF', stateAbbr: 'TX' }],
      detentionAgreement: null,
    });
    expect(agreements).toEqual([
      {
        id: ID.agreementTxWso,
        agency: ID.agencyTx,
        model: 'WSO',
        status: 'ACTIVE',
        functions: ['SERVE_EXECUTE_I200', 'SERVE_I205'],
        holdClock: 'H48_FROM_SERVICE',
        templateCitation: 'WSO agreement, revision of 2025-02-14, appendix A',
        supervision: { isReachable: true, untilAt: '2036-01-01T00:00:00.000Z' },
        stateApproval: null,
      },
    ]);
    expect(policies).toEqual([
      expect.objectContaining({
        stateAbbr: 'TX',
        level: 'STATE',
        citation: "Gov't Code ch. 753 (753.051)",
        confidence: 'S',
        agreementStance: 'MANDATED_ANY_MODEL',
        effectiveFrom: '2026-01-01',
        effectiveTo: null,
      }),
    ]);
  });

  it('states all agencies of a regional jail and its detention agreement', async () => {
    const { facility } = await ask(ID.facilityFl);
    expect(facility?.agencies.map(({ id }) => id)).toEqual([ID.agencyFl, ID.agencyFlCity].sort());
    expect(facility?.detentionAgreement).toMatchObject({
      citation: 'TEST-IGSA-0001',
      untilAt: '2027-10-01T04:00:00.000Z',
    });
    expect((await ask(ID.facilityFl, [], '2027-10-01T03:59:59.999Z')).facility?.detentionAgreement).not.toBeNull();
    expect((await ask(ID.facilityFl, [], '2027-10-01T04:00:00.000Z')).facility?.detentionAgreement).toBeNull();
  });

  it('leaves out what does not exist', async () => {
    expect(await ask(ulid(), [ulid()])).toMatchObject({
      facility: null,
      agreements: [],
      policies: [],
      nextChangeAt: null,
    });
  });

  it('delegates no Form I-205 under TFM, and finds nobody on duty in Atlanta', async () => {
    const [agreement] = (await ask(ID.facilityGa, [ID.agreementGaTfm])).agreements;
    expect(agreement?.functions).toContain('SERVE_EXECUTE_I200');
    expect(agreement?.functions).not.toContain('SERVE_I205');
    expect(agreement?.supervision).toEqual({ isReachable: false, untilAt: null });
  });

  it('R21: a rule begins with its day in the facility’s time zone', async () => {
    const rulesAt = async (at: string) => (await ask(ID.facilityTxMain, [], at)).policies.length;
    expect(await rulesAt('2026-01-01T05:59:59.999Z')).toBe(0);
    expect(await rulesAt('2026-01-01T06:00:00.000Z')).toBe(1);
    expect((await ask(ID.facilityTxMain, [], '2025-12-31T23:00:00Z')).nextChangeAt).toBe('2026-01-01T06:00:00.000Z');
  });

  it('R21: the last day of a rule is in force to its end', async () => {
    await unitOfWork(store(), async (manager) => {
      const rule = await manager.findOneByOrFail(StatePolicy, { stateAbbr: 'GA' });
      await manager.insert(StatePolicy, {
        ...rule,
        id: ulid(),
        instrument: 'TEST-county rule',
        level: 'COUNTY',
        place: '13121',
        effectiveFrom: '2026-03-01',
        effectiveTo: '2026-03-31',
      });
      await manager.insert(StatePolicy, { ...rule, id: ulid(), instrument: 'TEST-other county', place: '13001' });
    });
    const levels = async (at: string) =>
      (await ask(ID.facilityGa, [], at)).policies.map(({ level }) => level).toSorted();
    expect(await levels('2026-04-01T03:59:59.999Z')).toEqual(['COUNTY', 'STATE']);
    expect(await levels('2026-04-01T04:00:00.000Z')).toEqual(['STATE']);
    expect((await ask(ID.facilityGa, [], '2026-03-15T00:00:00Z')).nextChangeAt).toBe('2026-04-01T04:00:00.000Z');
  });

  it('R9: an agreement is over from the instant its notice or its term names, and says so before', async () => {
    const [dueAt, expiresAt] = [new Date('2026-06-01T05:00:00.000Z'), new Date('2026-07-01T05:00:00.000Z')];
    const change = { status: 'SUSPENSION_NOTICED', dueStatus: 'SUSPENDED', dueAt, expiresAt };
    await unitOfWork(store(), (manager) => manager.update(Agreement, { id: ID.agreementFlJem }, change));
    const stated = async (at: string) => {
      const { agreements, nextChangeAt } = await ask(ID.facilityFl, [ID.agreementFlJem], at);
      return [agreements[0]?.status, nextChangeAt];
    };
    expect(await stated('2026-06-01T04:59:59.999Z')).toEqual(['SUSPENSION_NOTICED', '2026-06-01T05:00:00.000Z']);
    expect(await stated('2026-06-01T05:00:00.000Z')).toEqual(['SUSPENDED', '2026-07-01T05:00:00.000Z']);
    expect((await stated('2026-07-01T05:00:00.000Z'))[0]).toBe('EXPIRED');
  });

  it('names the end of the last shift as the next change', async () => {
    await unitOfWork(store(), async (manager) => {
      const { id: fieldOfficeId } = await manager.findOneByOrFail(FieldOffice, { name: 'Atlanta' });
      const shift = (startsAt: string, endsAt: string) => ({
        id: ulid(),
        fieldOfficeId,
        position: 'DUTY_OFFICER',
        startsAt: new Date(startsAt),
        endsAt: new Date(endsAt),
      });
      await manager.insert(DutyContact, [
        shift('2026-03-07T10:00:00Z', '2026-03-07T18:00:00Z'),
        shift('2026-03-07T11:00:00Z', '2026-03-07T19:00:00Z'),
      ]);
    });
    const supervision = async (at: string) =>
      (await ask(ID.facilityGa, [ID.agreementGaTfm], at)).agreements[0]?.supervision;
    expect(await supervision('2026-03-07T12:00:00Z')).toEqual({
      isReachable: true,
      untilAt: '2026-03-07T19:00:00.000Z',
    });
    expect(await supervision('2026-03-07T19:00:00Z')).toEqual({ isReachable: false, untilAt: null });
    expect((await ask(ID.facilityGa, [ID.agreementGaTfm])).nextChangeAt).toBe('2026-03-07T18:00:00.000Z');
  });

  it('finds no rule of an agency that does not run the facility', async () => {
    const id = ulid();
    await unitOfWork(store(), async (manager) => {
      await manager.insert(Facility, {
        id,
        name: 'TEST-Border Jail',
        timeZone: 'America/Chicago',
        kind: 'COUNTY_JAIL',
      });
      await manager.insert(FacilityAgency, { id: ulid(), facilityId: id, agencyId: ID.agencyTx });
    });
    expect((await ask(id)).policies.map(({ stateAbbr }) => stateAbbr)).toEqual(['TX']);
  });
});
