import { DEMONSTRATION as ID } from '../../subgraphs/demonstration/ids';
import { startGraph, type TestGraph } from '../kit/graph';
import { insertServedCopies } from '../kit/servedCopies';
import { ENGINES } from '../kit/stores';

const QUEUE = `{ myServiceQueue { totalCount edges { node {
  form issuingOffice deadlineAt facility { name } subject { name { givenName surName } birthDate }
} } } }`;
const RECORDS = `{ warrants(first: 50) { edges { node {
  facility { id } subject { name { surName } immigration { citizenshipCountries alienNumber } }
} } } }`;

interface RecordsBody {
  readonly data: {
    readonly warrants: {
      readonly edges: readonly {
        readonly node: {
          readonly facility: { readonly id: string };
          readonly subject: {
            readonly name: unknown;
            readonly immigration: { readonly alienNumber: string | null } | null;
          };
        };
      }[];
    };
  };
}

describe.each(ENGINES)('the graph on %s', (engine) => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph(engine);
  });
  afterAll(() => graph.stop());

  it('shows a WSO the service queue of his own facility', async () => {
    const { status, body } = await graph.ask(QUEUE, { token: graph.token('wso') });
    const node = (form: string, person: [string, string, string], facility = 'TEST-Mesquite Flats County Jail') => ({
      node: {
        form,
        issuingOffice: 'TEST-San Antonio Field Office',
        deadlineAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        facility: { name: facility },
        subject: { name: { givenName: person[0], surName: person[1] }, birthDate: person[2] },
      },
    });
    const elsewhere = node('I200', ['', '', ''], 'TEST-Mesquite Flats Annex');
    expect(status).toBe(200);
    expect(body).toEqual({
      data: {
        myServiceQueue: {
          totalCount: 3,
          edges: [
            node('I200', ['TEST-Ansel', 'TEST-Brightwater', '1990-02-11']),
            node('I205', ['TEST-Maris', 'TEST-Coldwell', '1984-07-30']),
            { node: { ...elsewhere.node, subject: { name: null, birthDate: null } } },
          ],
        },
      },
    });
  });

  const inventedFor = (name: string): string => `${name.slice(0, -1)}z`;
  it.each([
    [
      'immigration',
      (field: string) => `{ myServiceQueue { edges { node { subject { ${field} { citizenshipCountries } } } } } }`,
    ],
    [
      'immigration',
      (field: string) =>
        `{ myServiceQueue { edges { node { subject { ...on Subject { a: ${field} { b: citizenshipCountries } } } } } } }`,
    ],
    [
      'ImmigrationRecord',
      (type: string) => `{ myServiceQueue { edges { node { id } } } } fragment F on ${type} { alienNumber }`,
    ],
    ['designateSubject', (field: string) => `mutation { ${field}(input: { warrant: "x" }) { warrant { id } } }`],
    ['RemovabilityBasis', (type: string) => `query ($x: ${type}) { me { capacity } }`],
    ['FINAL_ORDER', (value: string) => `{ warrants(status: ${value}) { totalCount } }`],
  ])('answers a WSO that names %s exactly as an invented name', async (name, document) => {
    const token = graph.token('wso');
    const hidden = await graph.ask(document(name), { token });
    const invented = await graph.ask(document(inventedFor(name)), { token });
    expect({ status: hidden.status, text: hidden.text }).toEqual({
      status: invented.status,
      text: invented.text.replaceAll(inventedFor(name), name),
    });
    expect(hidden.status).toBe(400);
    expect(hidden.text).not.toMatch(/did you mean/i);
  });

  it('answers __type with null for a hidden type as for an invented one', async () => {
    const source = 'query ($name: String!) { __type(name: $name) { name } }';
    const token = graph.token('wso');
    for (const name of ['ImmigrationRecord', 'RemovabilityBasis', 'ImmigrationRecorz', 'classified__Category'])
      expect((await graph.ask(source, { token, variables: { name } })).body).toEqual({ data: { __type: null } });
  });

  it('gives wso:serve with ice:ero what wso:serve alone gives, rows included', async () => {
    const both = graph.tokenWith({ scope: 'wso:serve ice:ero', field_office: 'Miami' });
    const introspection = '{ __schema { types { name fields { name } inputFields { name } enumValues { name } } } }';
    for (const source of [
      QUEUE,
      RECORDS,
      introspection,
      '{ warrants { totalCount } holds { totalCount } me { capacity } }',
    ]) {
      const [one, other] = [
        await graph.ask(source, { token: both }),
        await graph.ask(source, { token: graph.token('wso') }),
      ];
      expect({ status: one.status, text: one.text }).toEqual({ status: other.status, text: other.text });
    }
  });

  it.each([
    ['an array', ['wso:serve']],
    ['a number', 7],
    ['empty', ''],
    ['absent', undefined],
    ['of an unknown name', 'wso:serve unknown:scope'],
    ['a set that is no capacity', 'ice:ero jem:process'],
  ])('refuses a scope that is %s', async (_what, scope) => {
    const { status, headers, body } = await graph.ask('{ me { capacity } }', { token: graph.tokenWith({ scope }) });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(body).toEqual({
      errors: [{ message: 'The token is not one that this gateway accepts.', extensions: { code: 'TOKEN_INVALID' } }],
    });
  });

  const records = async (token: string) => {
    const { body } = await graph.ask(RECORDS, { token });
    const { edges } = (body as RecordsBody).data.warrants;
    return {
      facilities: [...new Set(edges.map(({ node }) => node.facility.id))].sort(),
      numbers: edges.map(({ node }) => node.subject.immigration?.alienNumber ?? null).sort(),
    };
  };

  it('shows ICE the persons of its own area with their immigration records', async () => {
    expect(await records(graph.token('ice'))).toEqual({
      facilities: [ID.facilityTxAnnex, ID.facilityTxMain].sort(),
      numbers: ['A000000101', 'A000000102', 'A000000103', 'A000000104'],
    });
    expect(await records(graph.token('ice', { field_office: 'Atlanta' }))).toEqual({
      facilities: [ID.facilityGa],
      numbers: ['A000000301'],
    });
  });

  it('shows a JEM officer the records of his own facility alone', async () => {
    expect(await records(graph.token('jem'))).toEqual({ facilities: [ID.facilityFl], numbers: ['A000000201', null] });
  });

  it('shows everyone agencies and agreements, and no person', async () => {
    const { body } = await graph.ask('{ agreements(state: "TX") { edges { node { model status agency { name } } } } }');
    expect(body).toEqual({
      data: {
        agreements: {
          edges: [
            {
              node: { model: 'WSO', status: 'ACTIVE', agency: { name: "TEST-Mesquite Flats County Sheriff's Office" } },
            },
          ],
        },
      },
    });
    const types = await graph.ask('{ __schema { types { name } } }');
    expect(types.text).not.toMatch(/Subject|Officer|Warrant"|Booking|Hold"/);
  });

  it.each<[string, () => string]>([
    ['a withdrawn officer', () => graph.token('wso', { officer: ID.officerTxWithdrawn })],
    ['another agency’s officer', () => graph.token('wso', { officer: ID.officerFlWso })],
    ['an officer for another agency', () => graph.token('jem', { agency: ID.agencyTx, officer: ID.officerFlJem })],
    ['an officer’s capacity without officer', () => graph.tokenWith({ officer: undefined })],
  ])('answers the token of %s like no token', async (_what, token) => {
    const source = '{ me { capacity } agreements { totalCount } }';
    const answer = await graph.ask(source, { token: token() });
    expect(answer.body).toEqual((await graph.ask(source)).body);
    expect((await graph.ask('{ myServiceQueue { totalCount } }', { token: token() })).status).toBe(400);
  });

  it('shows another agency’s officer nothing of the first, and his own', async () => {
    const token = graph.token('wso', { agency: ID.agencyFl, facility: [ID.facilityFl], state: 'FL' });
    const { body } = await graph.ask(
      '{ me { capacity officer { id } } warrants { edges { node { facility { id } } } } }',
      {
        token,
      },
    );
    const { me, warrants } = (
      body as { data: { me: object; warrants: { edges: { node: { facility: { id: string } } }[] } } }
    ).data;
    expect(me).toEqual({ capacity: 'wso', officer: { id: ID.officerFlWso } });
    expect(warrants.edges.length).toBeGreaterThan(0);
    expect(new Set(warrants.edges.map(({ node }) => node.facility.id))).toEqual(new Set([ID.facilityFl]));
  });

  it.each([[1], [50]])('crosses all three subgraphs for %d rows with 9 statements', async (first) => {
    await insertServedCopies(graph.system.stores.warrants.operational.writes, 60);
    const source = `query ($first: Int) { warrants(first: $first, status: EXECUTED) { edges { node {
      subject { name { surName } }
      facility { name agencies { name agreements { model } } }
      service { servedAt officer { name { surName } certifications { certifiedOn } } }
    } } } }`;
    const token = graph.token('ice');
    await graph.ask(source, { token, variables: { first } });
    const { body } = await graph.ask(source, { token, variables: { first } });
    const { edges } = (
      body as { data: { warrants: { edges: { node: { service: { officer: { certifications: unknown[] } } } }[] } } }
    ).data.warrants;
    expect(edges).toHaveLength(first);
    expect(edges.every(({ node }) => node.service.officer.certifications.length === 1)).toBe(true);
    // What the subgraphs ask by themselves now and then may fall between, so the fewest of some count.
    const counts: number[] = [];
    for (let at = 0; at < 5; at += 1) {
      graph.counter.reset();
      await graph.ask(source, { token, variables: { first } });
      counts.push(graph.counter.statements.length);
    }
    expect(Math.min(...counts)).toBe(9);
  });
});
