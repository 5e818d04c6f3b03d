import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { projectFile } from '../../../schema/files';
import { DEMONSTRATION as ID } from '../../../subgraphs/demonstration/ids';
import { ImmigrationRecord } from '../../../subgraphs/warrants/ImmigrationRecord.entity';
import { ProtectedHead } from '../../../subgraphs/warrants/ProtectedHead.entity';
import { askEveryWay } from '../../kit/everyWay';
import { type HttpAnswer, startGraph, type TestGraph } from '../../kit/graph';

jest.setTimeout(120_000);

const ROLES = ['wso', 'ice', 'jem', 'inspector', 'auditor', 'jms', 'moa', 'training', 'wso-supervisor'];
const OPERATIONS = [
  '{ warrants(first: 50) { totalCount edges { cursor node { id form status deadlineAt subject { id name { surName } birthDate } detainers { form status } service { id } } } pageInfo { endCursor hasNextPage } } }',
  '{ warrants(first: 1) { edges { node { id subject { currentBooking { custodyStatus } } } } pageInfo { endCursor } } }',
  '{ myServiceQueue { totalCount edges { cursor node { id releaseEligibleAt } } } }',
  '{ holds { totalCount edges { cursor node { id deadlineAt status } } } }',
  `{ facility(id: "${ID.facilityTxMain}") { name holds { totalCount } agencies { name } } }`,
  `{ booking(facility: "${ID.facilityTxMain}", bookingNumber: "T-2026-0002") { id subject { id } } }`,
  '{ warrants { edges { node { subject { immigration { nationality } } } } } }',
  '{ warrants(status: FINAL_ORDER) { totalCount } }',
  'mutation { designateSubject(input: { warrant: "x" }) { warrant { id } } }',
  '{ _entities(representations: []) { __typename } }',
  '{ _service { sdl } }',
];

describe('two worlds', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph('sqlite');
  });
  afterAll(() => graph.stop());

  /** Everything a WSO can see of his operations, and what the subgraphs were asked for them. */
  const observed = async (): Promise<readonly unknown[]> => {
    const requests: string[] = [];
    const note = (message: unknown): void => {
      const { request } = message as { request: { origin: unknown; path: string; body: unknown } };
      if (String(request.origin) !== new URL(graph.system.url).origin)
        requests.push(`${request.path} ${String(request.body)}`);
    };
    subscribe('undici:request:create', note);
    const answers: unknown[] = [];
    for (const query of OPERATIONS) {
      const { status, text, headers } = await askEveryWay(graph, query, { token: graph.token('wso') });
      const own = ['date', 'x-request-id', 'content-length', 'keep-alive'];
      answers.push({ query, status, text, headers: [...headers].filter(([name]) => !own.includes(name)) });
    }
    unsubscribe('undici:request:create', note);
    const operations = requests.filter((one) => one.startsWith('/graphql') && !one.includes('"{ __typename }"'));
    expect(operations.length).toBeGreaterThan(10);
    return [...answers, operations];
  };

  it('A26 that differ in protected data alone are one world to a WSO: status, headers, bytes, subgraph requests', async () => {
    const { operational, protected: store } = graph.system.stores.warrants;
    const [versions, heads] = [
      store?.writes.getRepository(ImmigrationRecord),
      operational.writes.getRepository(ProtectedHead),
    ];
    const first = await observed();
    await versions?.update(
      { rev: 1 },
      {
        usCitizenIndicator: true,
        nationality: 'USA',
        removabilityBasis: null,
        alienNumber: null,
        iceNarrative: 'x'.repeat(5000),
      },
    );
    expect(await observed()).toEqual(first);
    await heads.clear();
    expect(await observed()).toEqual(first);
    await versions?.clear();
    expect(await observed()).toEqual(first);
  });

  it('A30 is at no moment served a wider view, while many clearances’ views are built at once', async () => {
    const fresh = await startGraph('sqlite');
    const source = '{ __schema { types { name } } }';
    const asked = Array.from({ length: 60 }, (_, at) => (at % 3 === 0 ? 'wso' : (ROLES[at % ROLES.length] ?? 'ice')));
    const answers = await Promise.all(asked.map((role) => answered(fresh, source, role)));
    const nobody = await fresh.ask(source);
    for (const [at, role] of asked.entries()) {
      expect(answers[at]?.status).toBe(200);
      const view = readFileSync(projectFile('schema', 'views', `${role}.graphql`), 'utf8');
      for (const type of ['ImmigrationRecord', 'DesignateSubjectInput', 'UpsertBookingInput', 'Officer'])
        expect({ type, is: answers[at]?.text.includes(`"${type}"`) }).toEqual({
          type,
          is: new RegExp(`^(type|input) ${type} `, 'm').test(view),
        });
    }
    expect(nobody.text).not.toMatch(/Subject|Immigration/);
    await fresh.stop();
  });
});

/** Views being built hold up the officers subgraph of this process too: who is told to come again does. */
async function answered(graph: TestGraph, source: string, role: string): Promise<HttpAnswer> {
  let answer = await graph.ask(source, { token: graph.token(role) });
  for (let again = 0; again < 10 && answer.status === 503; again += 1)
    answer = await graph.ask(source, { token: graph.token(role) });
  return answer;
}
