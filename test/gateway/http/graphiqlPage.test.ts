import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyInstance } from 'fastify';
import { registerGraphiql } from '../../../gateway/http/graphiql';
import { type Browsed, browse } from '../../kit/browser';

jest.setTimeout(60_000);

const HEADER_EDITOR = '.graphiql-editor-tool .graphiql-editor:not(.hidden)';
const TYPES = `
  type Query { agreements(first: Int): Agreements }
  type Agreements { totalCount: Int, edges: [Edge!] }
  type Edge { node: Agreement }
  type Agreement { model: String, status: String, signedOn: String, agency: Agency }
  type Agency { name: String, stateAbbr: String }
`;
const AGREEMENT = {
  model: 'WSO',
  status: 'ACTIVE',
  signedOn: '2025-03-01',
  agency: { name: 'Invented County', stateAbbr: 'TX' },
};

let app: FastifyInstance;
let origin: string;
let browsed: Browsed;
let tokensSeen: (string | undefined)[];

async function start(roles: readonly string[] | null): Promise<void> {
  const answer = { totalCount: 1, edges: [{ node: AGREEMENT }] };
  const apollo = new ApolloServer({ typeDefs: TYPES, resolvers: { Query: { agreements: () => answer } } });
  await apollo.start();
  app = fastify({ forceCloseConnections: true });
  tokensSeen = [];
  app.addHook('onRequest', async ({ url, headers }) => {
    if (url === '/graphql') tokensSeen.push(headers.authorization);
  });
  app.post('/graphql', fastifyApolloHandler(apollo));
  registerGraphiql(app, roles && (async () => roles.map((role) => ({ role, token: `token-of-${role}` }))));
  origin = await app.listen({ port: 0, host: '127.0.0.1' });
  browsed = await browse();
  await schemaReadAfter(() => browsed.page.goto(origin));
  await browsed.page.waitForSelector('.graphiql-query-editor .CodeMirror');
}

async function schemaReadAfter(act: () => Promise<unknown>): Promise<void> {
  const answer = browsed.page.waitForResponse(`${origin}/graphql`);
  await act();
  await answer;
  await browsed.lacks('.graphiql-spinner');
}

afterEach(async () => {
  await browsed?.close();
  await app?.close();
});

describe('the GraphiQL page', () => {
  it('loads and answers with no request to another origin and no complaint in the console', async () => {
    await start(null);
    const { page } = browsed;
    expect(await page.$('#role')).toBeNull();
    expect(await page.$eval('.notice', (notice) => notice.textContent)).toContain('Authorized use only.');
    await page.click('.graphiql-execute-button');
    await browsed.shows('.result-window', 'Invented County');
    expect(browsed.requests.filter((url) => new URL(url).origin !== origin)).toEqual([]);
    expect(browsed.complaints).toEqual([]);
  });

  it('puts the token of the chosen role into the header editor, reads its schema and runs the query with it', async () => {
    await start(['wso', 'ice']);
    const { page } = browsed;
    await page.waitForSelector('#role:not([disabled])');
    expect(await page.$$eval('#role option', (options) => options.map(({ value }) => value))).toEqual([
      '',
      'wso',
      'ice',
    ]);
    await schemaReadAfter(() => page.select('#role', 'wso'));
    await browsed.shows(HEADER_EDITOR, 'Bearer token-of-wso');
    expect(await page.$eval(HEADER_EDITOR, (editor) => editor.textContent)).toContain(
      '"Authorization": "Bearer token-of-wso"',
    );
    expect(tokensSeen).toEqual([undefined, 'Bearer token-of-wso']);
    await page.click('.graphiql-execute-button');
    await browsed.shows('.result-window', 'Invented County');
    expect(tokensSeen).toEqual([undefined, 'Bearer token-of-wso', 'Bearer token-of-wso']);
    await page.select('#role', '');
    await browsed.lacks(`${HEADER_EDITOR} ::-p-text(Bearer)`);
    expect(browsed.complaints).toEqual([]);
  });

  it('opens its dialogs and the documentation under the policy', async () => {
    await start(null);
    const { page } = browsed;
    await page.click('[aria-label="Show Documentation Explorer"]');
    await page.waitForSelector('.graphiql-doc-explorer-content');
    await page.click('[aria-label="Open settings dialog"]');
    await page.waitForSelector('[role="dialog"]');
    expect(await page.$eval('head', (head) => head.querySelectorAll('style[nonce]').length)).toBe(1);
    expect(browsed.complaints).toEqual([]);
  });

  it('keeps no token and nothing beyond the tab', async () => {
    await start(['wso']);
    const { page } = browsed;
    await page.waitForSelector('#role:not([disabled])');
    await page.select('#role', 'wso');
    await browsed.shows(HEADER_EDITOR, 'Bearer token-of-wso');
    await page.click('.graphiql-execute-button');
    await browsed.shows('.result-window', 'Invented County');
    expect(await page.evaluate('Object.keys(localStorage)')).toEqual([]);
    expect(await page.evaluate('JSON.stringify(Object.values(sessionStorage))')).not.toContain('token-of-wso');
  });
});
