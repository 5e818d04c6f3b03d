import type { Caller } from '../../../schema/caller';
import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { cursorsOf } from '../../../subgraphs/kit/cursor';
import { Rows } from '../../../subgraphs/kit/rows';
import { AdministrativeWarrant } from '../../../subgraphs/warrants/AdministrativeWarrant.entity';
import { rows } from '../../../subgraphs/warrants/rows';
import { callerAs } from '../../kit/callers';
import { ENGINES, openDemonstration, type TestStores } from '../../kit/stores';
import { askSubgraph, NOW } from '../../kit/subgraph';

const WARRANTS = `{ warrants(first: 50) { totalCount edges { node { facility { id } subject { name { surName } } } } } }`;
const SURNAMES = `{ warrants(first: 50) { edges { node { subject { name { surName } immigration { alienNumber } } } } } }`;

interface Page {
  readonly warrants: {
    readonly totalCount: number;
    readonly edges: readonly {
      readonly node: {
        readonly facility: { readonly id: string };
        readonly subject: { readonly name: { readonly surName: string } | null };
      };
    }[];
  };
}

describe.each(ENGINES)('row scope on %s', (engine) => {
  let test: TestStores;
  beforeAll(async () => {
    test = await openDemonstration(engine, NOW);
  });
  afterAll(() => test.close());

  const ask = async (caller: Caller, source: string) =>
    askSubgraph({ subgraph: 'warrants', stores: test.stores, caller }, source);

  const reached = async (caller: Caller) => {
    const { data, errors } = await ask(caller, WARRANTS);
    expect(errors).toEqual([]);
    const { warrants } = data as Page;
    return {
      totalCount: warrants.totalCount,
      facilities: [...new Set(warrants.edges.map(({ node }) => node.facility.id))].sort(),
      named: warrants.edges.filter(({ node }) => node.subject.name !== null).length,
    };
  };

  it('gives a WSO the papers of his agency and the persons of his facility', async () => {
    expect(await reached(callerAs('wso'))).toEqual({
      totalCount: 4,
      facilities: [ID.facilityTxAnnex, ID.facilityTxMain].sort(),
      named: 3,
    });
  });

  it('gives a supervisor with all facilities every person of the agency and no other', async () => {
    expect(await reached(callerAs('wso-supervisor'))).toMatchObject({ totalCount: 4, named: 4 });
  });

  it('keeps all facilities, and one that is named, within the caller’s agency', async () => {
    const bound: Caller['rows'] = { ...callerAs('wso').rows, OPERATIONAL: ['facility'] };
    const facilities = [ID.facilityTxAnnex, ID.facilityTxMain].sort();
    expect(await reached(callerAs('wso', { facilities: ['*'], rows: bound }))).toMatchObject({
      totalCount: 4,
      facilities,
    });
    expect(await reached(callerAs('wso', { facilities: [ID.facilityFl], rows: bound }))).toMatchObject({
      totalCount: 0,
    });
  });

  it('gives ICE the rows of its own area', async () => {
    expect(await reached(callerAs('ice'))).toMatchObject({ totalCount: 4, named: 4 });
    expect(await reached(callerAs('ice', { fieldOffice: 'Miami' }))).toEqual({
      totalCount: 2,
      facilities: [ID.facilityFl],
      named: 2,
    });
  });

  it('gives the state auditor papers without persons and the inspector everyone', async () => {
    expect(await reached(callerAs('auditor'))).toMatchObject({ totalCount: 4, named: 0 });
    expect(await reached(callerAs('inspector'))).toMatchObject({ totalCount: 7, named: 7 });
  });

  it.each([
    ['agency', 'wso', { agency: null }],
    ['field office', 'ice', { fieldOffice: null }],
    ['state', 'auditor', { state: null }],
  ])('reaches no row without the claim %s', async (_claim, role, changes) => {
    expect(await reached(callerAs(role, changes))).toEqual({ totalCount: 0, facilities: [], named: 0 });
  });

  it('reaches no person when the token names no facility or one of another agency', async () => {
    expect(await reached(callerAs('wso', { facilities: [] }))).toMatchObject({ totalCount: 4, named: 0 });
    expect(await reached(callerAs('wso', { facilities: [ID.facilityFl] }))).toMatchObject({ totalCount: 4, named: 0 });
  });

  it('gives the serving officer himself and hides every other', async () => {
    const source = `{ warrants(first: 50, status: EXECUTED) { edges { node { service { officer { id } } } } } }`;
    const { data } = await ask(callerAs('wso'), source);
    expect(data).toEqual({ warrants: { edges: [{ node: { service: { officer: { id: ID.officerTxWso } } } }] } });
    const other = await ask(callerAs('wso', { officer: ID.officerTxWsoSecond }), source);
    expect(other.data).toEqual({ warrants: { edges: [{ node: { service: { officer: null } } }] } });
  });

  it('shows immigration records to ICE and to the JEM officer of the facility', async () => {
    const numbers = async (caller: Caller) => {
      const { data } = await ask(caller, SURNAMES);
      const { edges } = (
        data as { warrants: { edges: { node: { subject: { immigration: { alienNumber: string } } } }[] } }
      ).warrants;
      return edges.map(({ node }) => node.subject.immigration?.alienNumber ?? null).sort();
    };
    expect(await numbers(callerAs('ice'))).toEqual(['A000000101', 'A000000102', 'A000000103', 'A000000104']);
    expect(await numbers(callerAs('jem'))).toEqual(['A000000201', null]);
    expect(await numbers(callerAs('jem', { facilities: [] }))).toEqual([null, null]);
  });

  it('finds a booking by its number only where the caller reaches the person', async () => {
    const source = (facility: string, number: string): string =>
      `{ booking(facility: "${facility}", bookingNumber: "${number}") { bookingNumber custodyStatus } }`;
    const own = await ask(callerAs('wso'), source(ID.facilityTxMain, 'T-2026-0001'));
    expect(own.data).toEqual({ booking: { bookingNumber: 'T-2026-0001', custodyStatus: 'LOCAL' } });
    const annex = await ask(callerAs('wso'), source(ID.facilityTxAnnex, 'T-2026-0004'));
    const unknown = await ask(callerAs('wso'), source(ID.facilityTxAnnex, 'T-2026-9999'));
    expect(annex).toEqual({ data: { booking: null }, errors: [] });
    expect(annex).toEqual(unknown);
  });

  it('answers nothing protected to a WSO even when the subgraph is asked past the gateway', async () => {
    const { data } = await ask(callerAs('wso'), SURNAMES);
    expect(JSON.stringify(data)).not.toMatch(/A0000001/);
    expect(JSON.stringify(data)).toMatch(/"immigration":null/);
  });

  it('reaches no row in a category that the caller does not hold, whatever bounds he has for it', async () => {
    const { operational } = test.stores.warrants;
    const [known] = await operational.reads.getRepository(AdministrativeWarrant).find();
    const rowsOf = (caller: Caller): Rows => new Rows(operational, caller, cursorsOf(Buffer.alloc(32, 1)));
    expect(await rowsOf(callerAs('inspector')).one(rows.warrant, known?.id ?? '')).not.toBeNull();
    expect(
      await rowsOf(callerAs('inspector', { categories: ['PUBLIC'] })).one(rows.warrant, known?.id ?? ''),
    ).toBeNull();
  });

  it('takes nothing but text for a key', async () => {
    const source = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Subject { id } } }';
    const odd = [{ x: 1 }, ['a', 'b'], 7, true, null];
    const r = odd.map((id) => ({ __typename: 'Subject', id }));
    expect(
      await askSubgraph({ subgraph: 'warrants', stores: test.stores, caller: callerAs('ice') }, source, { r }),
    ).toEqual({
      data: { _entities: odd.map(() => null) },
      errors: [],
    });
  });

  it('takes an officer of another agency for nobody', async () => {
    const me = async (officer: string) =>
      (
        await askSubgraph(
          { subgraph: 'officers', stores: test.stores, caller: callerAs('wso', { officer }) },
          '{ me { officer { id } } }',
        )
      ).data;
    expect(await me(ID.officerTxWso)).toEqual({ me: { officer: { id: ID.officerTxWso } } });
    expect(await me(ID.officerFlWso)).toEqual({ me: { officer: null } });
  });
});
