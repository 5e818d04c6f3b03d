import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Supergraph } from '@apollo/federation-internals';
import { projectFile } from '../../schema/files';
import { type Clearance, readPolicy } from '../../schema/policy';
import { CHECKSUMS, checksums, composedFiles, viewText } from '../../schema/reviewed';
import { viewFor } from '../../schema/view';
import { allStanding, type ClassifiedGateway, classifiedGateway } from './kit/classifiedGateway';
import { json } from './kit/httpServer';

const OWN = readFileSync(projectFile('schema', 'supergraph.graphql'), 'utf8');
/** The same graph, of which a WSO may see one field less. */
const NARROWER = OWN.replace(
  'startedAt: DateTime @classified(as: OPERATIONAL)',
  'startedAt: DateTime @classified(as: REMOVABILITY)',
);
const POLICY = readPolicy();
const FIELDS = '{ __type(name: "Hold") { fields { name } } }';
const STARTED_AT = '2026-01-01T00:00:00.000Z';
const STARTED = JSON.stringify({ data: { holds: { edges: [{ node: { startedAt: STARTED_AT } }] } } });
const HOLD = '{ holds(first: 1) { edges { node { startedAt } } } }';

describe('a changed SUPERGRAPH', () => {
  let graph: ClassifiedGateway;
  let folder: string;
  let held: Promise<void>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wso-reload-'));
    compose(OWN);
    held = Promise.resolve();
    graph = await classifiedGateway(
      (request) =>
        request.path.startsWith('/service/') ? allStanding(true)(request) : (response) => void answerLate(response),
      { SUPERGRAPH: join(folder, 'supergraph.graphql'), SUBGRAPH_TIMEOUT_MS: '60000', REQUEST_TIMEOUT_MS: '120000' },
      { reloadEveryMs: 20 },
    );
  }, 60_000);
  afterAll(async () => {
    await graph.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const answerLate = async (response: ServerResponse): Promise<void> => {
    await held;
    json(STARTED)(response);
  };
  /** A file alone, which nobody reviewed. */
  const put = (text: string): void => writeFileSync(join(folder, 'supergraph.graphql'), text);
  /** All that `npm run compose` writes beside it. */
  const compose = (supergraphSdl: string): void => {
    const views = new Map(POLICY.clearances.map((one) => [one.name, viewOf(supergraphSdl, one)] as const));
    const policy = readFileSync(projectFile('schema', 'policy.yaml'), 'utf8');
    mkdirSync(join(folder, 'views'), { recursive: true });
    for (const [name, text] of views) writeFileSync(join(folder, 'views', `${name}.graphql`), text);
    writeFileSync(join(folder, CHECKSUMS), checksums(composedFiles({ policy, supergraphSdl, views })));
    put(supergraphSdl);
  };
  const reloadState = async (): Promise<unknown> => (await fetch(new URL('/readyz', graph.url))).json();
  const wso = (): string => graph.key.token();
  const seen = async (token?: string): Promise<boolean> => (await graph.ask(FIELDS, token)).text.includes('startedAt');

  async function until(isSo: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + 90_000;
    while (!(await isSo())) {
      if (Date.now() > end) throw new Error('It did not come about.');
      await pause(10);
    }
  }

  it.each<[string, string]>([
    ['is no GraphQL', 'type {'],
    ['is no supergraph', 'type Query { a: Int }'],
    ['is not classified', OWN.replaceAll(/ ?@classified\(as: \w+\)/g, '').replaceAll('classified', 'other')],
    [
      'has a subgraph without URL',
      OWN.replace('WARRANTS @join__graph(name: "warrants"', 'WARRANTS @join__graph(name: "wants"'),
    ],
    ['is not the one that was reviewed', NARROWER],
    ['shows a WSO more than was reviewed', OWN.replaceAll('as: REMOVABILITY', 'as: OPERATIONAL')],
  ])(
    'changes nothing when it %s, and says so until it is right',
    async (_what, text) => {
      const before = (await graph.ask(FIELDS, wso())).text;
      put(text);
      await until(async () => JSON.stringify(await reloadState()).includes('refused'));
      expect(await reloadState()).toEqual({ ready: true, degraded: false, reload: 'refused' });
      expect((await graph.ask(FIELDS, wso())).text).toBe(before);
      put(OWN);
      await until(async () => JSON.stringify(await reloadState()).includes('"ok"'));
    },
    180_000,
  );

  it('A30 is served to all at once, and never a wider or the whole graph to a WSO', async () => {
    const ice = graph.key.token({
      scope: 'ice:ero',
      agency: undefined,
      facility: undefined,
      officer: undefined,
      field_office: 'Dallas',
    });
    const before = (await graph.ask(FIELDS, wso())).text;
    expect([before.includes('startedAt'), await seen(ice)]).toEqual([true, true]);
    const answers: string[] = [];
    let isOver = false;
    const asking = [...Array(8).keys()].map(async (at) => {
      while (!isOver) {
        const hold = at % 2 === 0;
        const { text } = await graph.ask(hold ? HOLD : FIELDS, wso());
        answers.push(text.replace(before, 'OLD').trim());
        await pause(5);
      }
    });
    await until(async () => answers.includes('OLD') && answers.includes(STARTED));
    compose(NARROWER);
    await until(async () => !(await seen(wso())));
    const swappedAt = answers.length;
    await pause(200);
    isOver = true;
    await Promise.all(asking);
    const after = (await graph.ask(FIELDS, wso())).text.trim();
    const kinds = new Set(answers);
    const refused = [...kinds].filter((text) => text.includes('GRAPHQL_VALIDATION_FAILED'));
    expect(kinds).toEqual(new Set(['OLD', STARTED, after, ...refused]));
    expect(refused).toHaveLength(1);
    expect(answers.slice(swappedAt + 8).filter((text) => text !== after && !refused.includes(text))).toEqual([]);
    expect(await seen(ice)).toBe(true);
  }, 180_000);

  it('ends requests under way on the old one', async () => {
    compose(OWN);
    await until(() => seen(wso()));
    const asked = (): number => graph.subgraphs.seen.filter(({ body }) => body.includes('holds(')).length;
    const before = asked();
    let release = (): void => undefined;
    held = new Promise((done) => {
      release = done;
    });
    const slow = graph.ask(HOLD, wso());
    await until(async () => asked() > before);
    compose(NARROWER);
    await until(async () => !(await seen(wso())));
    release();
    expect((await slow).text).toBe(`${STARTED}\n`);
    expect((await graph.ask(HOLD, wso())).status).toBe(400);
  }, 180_000);
});

function viewOf(supergraphSdl: string, clearance: Clearance): string {
  return viewText(Supergraph.build(viewFor(supergraphSdl, clearance)).apiSchema().toGraphQLJSSchema());
}
