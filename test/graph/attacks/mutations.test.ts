import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { SchemaElements } from '../../../schema/elements';
import { projectFile } from '../../../schema/files';
import { readPolicy } from '../../../schema/policy';
import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { AdministrativeWarrant } from '../../../subgraphs/warrants/AdministrativeWarrant.entity';
import { Booking } from '../../../subgraphs/warrants/Booking.entity';
import { ImmigrationRecord } from '../../../subgraphs/warrants/ImmigrationRecord.entity';
import { ProtectedHead } from '../../../subgraphs/warrants/ProtectedHead.entity';
import { Subject } from '../../../subgraphs/warrants/Subject.entity';
import { askEveryWay } from '../../kit/everyWay';
import { startGraph, type TestGraph } from '../../kit/graph';

jest.setTimeout(120_000);

const MUTATIONS =
  new SchemaElements(parse(readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8'))).types.get('Mutation')
    ?.members ?? [];
const upsert = (
  booking: string,
  selection: string,
): string => `mutation { upsertBooking(input: { facility: "${ID.facilityTxMain}", bookingNumber: "${booking}", bookedAt: "2026-03-06T12:00:00Z",
  person: { givenName: "TEST-Ansel", surName: "TEST-Brightwater", birthDate: "1990-02-11" } }) { ${selection} } }`;
const ROLES = ['wso', 'wso-supervisor', 'jem', 'ice', 'training', 'moa', 'auditor', 'inspector', 'jms'];

const alone = (act: string): string => `mutation { ${act} { __typename } }`;
/** Each mutation is named in one of these ways, each way by a third of them. */
const DOCUMENTS = [
  alone,
  (act: string) => `mutation { a: ${act} { __typename } b: ${act} { __typename } }`,
  (act: string) => `mutation { ...F } fragment F on Mutation { ${act}(input: {}) { __typename } }`,
];

describe('a mutation', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph('sqlite');
  });
  afterAll(() => graph.stop());

  const written = async (): Promise<string> => {
    const { operational, protected: store } = graph.system.stores.warrants;
    const tables = [Booking, Subject, AdministrativeWarrant, ProtectedHead].map((entity) =>
      operational.writes.getRepository<object>(entity).find(),
    );
    return JSON.stringify([
      ...(await Promise.all(tables)),
      await store?.writes.getRepository(ImmigrationRecord).find(),
    ]);
  };

  it('A13 is answered with the same bytes for the removable, the citizen and who has no record', async () => {
    const { operational, protected: store } = graph.system.stores.warrants;
    const source = upsert('T-2026-0001', 'booking { id custodyStatus subject { id name { surName } } }');
    const ask = async () => (await graph.ask(source, { token: graph.token('jms') })).text;
    const refused = async () =>
      (await graph.ask(upsert('no number!', 'booking { id }'), { token: graph.token('jms') })).text;
    const removable = [await ask(), await refused()];
    expect(removable[0]).toContain('"booking":{"id"');
    await store?.writes
      .getRepository(ImmigrationRecord)
      .update({ rev: 1 }, { usCitizenIndicator: true, removabilityBasis: null, citizenshipCountries: ['USA'] });
    expect([await ask(), await refused()]).toEqual(removable);
    await operational.writes.getRepository(ProtectedHead).clear();
    expect([await ask(), await refused()]).toEqual(removable);
  });

  it('B5 outside a capacity’s acts is answered like an invented one and does nothing, alone and with others', async () => {
    const before = await written();
    const named = readPolicy().clearances;
    expect(MUTATIONS.length).toBeGreaterThan(1);
    for (const role of ROLES) {
      const acts = named.find(({ name }) => name === role)?.acts ?? [];
      for (const [at, { name }] of MUTATIONS.filter((one) => !acts.includes(one.name)).entries()) {
        const other = `${name.slice(0, -1)}q`;
        const document = DOCUMENTS[at % DOCUMENTS.length] ?? alone;
        const token = graph.token(role);
        // Every way of asking is the same code for every role; one of them goes through all.
        const ask = (query: string) =>
          role === 'wso' ? askEveryWay(graph, query, { token }) : graph.ask(query, { token });
        const [one, two] = [await ask(document(name)), await ask(document(other))];
        expect({ status: one.status, text: one.text }).toEqual({
          status: two.status,
          text: two.text.replaceAll(other, name),
        });
        expect(one.status).toBe(400);
      }
    }
    expect(await written()).toBe(before);
  });

  it.each([
    'immigration { alienNumber }',
    '... on Subject { x: immigration { nationality } }',
    'currentBooking { subject { immigration { nationality } } }',
  ])('B5 answers no protected field through its selection %s, and is not done', async (selection) => {
    const before = await written();
    const ask = (text: string) =>
      askEveryWay(graph, upsert('T-2026-0777', `booking { subject { ${text} } }`), { token: graph.token('jms') });
    const [hidden, invented] = [await ask(selection), await ask(selection.replace('immigration', 'immigratiom'))];
    expect({ status: hidden.status, text: hidden.text }).toEqual({
      status: 400,
      text: invented.text.replaceAll('immigratiom', 'immigration'),
    });
    expect(await written()).toBe(before);
  });

  it.each([
    ['an alias', upsert('T-2026-0778', '__proto__: booking { id }')],
    [
      'an alias of the mutation itself',
      upsert('T-2026-0778', 'booking { id }').replace('{ upsert', '{ __proto__: upsert'),
    ],
    [
      'an alias in a fragment',
      `${upsert('T-2026-0778', '...F')} fragment F on UpsertBookingPayload { __proto__: booking { id } }`,
    ],
    [
      'a variable',
      upsert('T-2026-0778', 'booking { id @skip(if: $__proto__) }').replace(
        'mutation',
        'mutation ($__proto__: Boolean = false)',
      ),
    ],
  ])('B8 that names a prototype by %s is refused and not done', async (_what, source) => {
    const before = await written();
    const { status, body } = await askEveryWay(graph, source, { token: graph.token('jms') });
    expect({ status, body }).toMatchObject({
      status: 400,
      body: {
        errors: [
          {
            message: '"__proto__" cannot name an answer or a variable.',
            extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
          },
        ],
      },
    });
    expect(await written()).toBe(before);
  });

  it('B8 and a query may be answered under every other name of a prototype', async () => {
    const names = [
      'constructor',
      'prototype',
      'toString',
      'valueOf',
      'hasOwnProperty',
      '__defineGetter__',
      'then',
      'toJSON',
    ];
    const source = `{ ${names.map((name) => `${name}: me { ${name}: capacity }`).join(' ')} }`;
    const { body } = await askEveryWay(graph, source);
    expect(body).toEqual({ data: Object.fromEntries(names.map((name) => [name, { [name]: 'public' }])) });
    for (const name of names) {
      const asked = `query ($${name}: ID) { agency(id: $${name}) { id } }`;
      expect((await askEveryWay(graph, asked, { variables: { [name]: 'x' } })).body).toEqual({
        data: { agency: null },
      });
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
