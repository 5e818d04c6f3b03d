import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { facilityPlaces } from '../../../subgraphs/jurisdictions/facilityPlaces';
import type { ServiceClient } from '../../../subgraphs/kit/serviceClient';
import { followFacilities } from '../../../subgraphs/warrants/followFacilities';
import { FacilityReach } from '../../../subgraphs/warrants/Subject.entity';
import { callerAs } from '../../kit/callers';
import { PARTIES, send } from '../../kit/jurisdictionActs';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { askSubgraph, NOW } from '../../kit/subgraph';

describe.each(ENGINES)('the reach of facilities on %s', (engine) => {
  let test: TestStores;
  const asked: unknown[] = [];
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  });
  afterAll(() => test.close());

  const askService: ServiceClient = async ({ input, answer }) => {
    const given = await facilityPlaces(input, test.stores.jurisdictions, NOW);
    asked.push((given as { places: unknown }).places === null ? 'known' : 'all');
    return answer.parse(JSON.parse(JSON.stringify(given)));
  };
  const follow = (ask: ServiceClient = askService) =>
    followFacilities({ stores: test.stores.warrants, askService: ask } as Parameters<typeof followFacilities>[0]);
  const reach = () => test.stores.warrants.operational.reads.getRepository(FacilityReach);
  const warrantsOf = async (agency: string) => {
    const caller = callerAs('wso-supervisor', { agency, facilities: ['*'] });
    const { data } = await askSubgraph(
      { subgraph: 'warrants', stores: test.stores, caller },
      '{ warrants { totalCount } }',
    );
    return (data as { warrants: { totalCount: number } }).warrants.totalCount;
  };
  const run = (agencies: readonly string[]) =>
    send(test.stores, {
      mutation: 'setFacilityAgencies',
      caller: PARTIES.florida,
      input: { facility: ID.facilityFl, agencies },
      answers: 'facility',
    });

  it('changes nothing where nothing changed, and is asked for in full once', async () => {
    const before = await reach().find();
    await follow();
    await follow();
    expect(asked).toEqual(['all', 'known']);
    expect(await reach().find()).toEqual(before);
  });

  it('takes from an agency what it no longer runs, and gives it back', async () => {
    expect(await warrantsOf(ID.agencyFlCity)).toBe(2);
    await run([ID.agencyFl]);
    await follow();
    expect(await warrantsOf(ID.agencyFlCity)).toBe(0);
    expect(await warrantsOf(ID.agencyFl)).toBe(2);
    await run([ID.agencyFl, ID.agencyFlCity]);
    await follow();
    expect(await warrantsOf(ID.agencyFlCity)).toBe(2);
  });

  it('reaches a new facility and puts right what differs', async () => {
    const registered = await send(test.stores, {
      mutation: 'registerFacility',
      caller: PARTIES.texas,
      input: { agency: ID.agencyTx, name: 'TEST-New Jail', kind: 'CITY_JAIL', timeZone: 'America/Chicago' },
      answers: 'facility',
    });
    await test.stores.warrants.operational.writes
      .getRepository(FacilityReach)
      .update({ facilityId: ID.facilityGa }, { fieldOffice: 'Miami' });
    await follow();
    expect(await reach().findBy({ facilityId: String(registered.row?.['id']) })).toEqual([
      expect.objectContaining({ agencyId: ID.agencyTx, fieldOffice: 'San Antonio', stateAbbr: 'TX' }),
    ]);
    expect(await reach().findBy({ facilityId: ID.facilityGa })).toMatchObject([{ fieldOffice: 'Atlanta' }]);
  });

  it('leaves the rows as they are while nobody answers', async () => {
    const before = await reach().find();
    const away: ServiceClient = () => Promise.reject(new Error('away'));
    await expect(follow(away)).rejects.toThrow('away');
    expect(await reach().find()).toEqual(before);
  });
});
