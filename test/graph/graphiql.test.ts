import { type Browsed, browse } from '../kit/browser';
import { startGraph, type TestGraph } from '../kit/graph';

jest.setTimeout(60_000);

// Named as the page's first query: the editor learns a new name only after a while.
const QUEUE =
  'query PublicAgreements { myServiceQueue(first: 1) { edges { node { form subject { name { surName } } } } } }';

describe('GraphiQL on the running system', () => {
  let graph: TestGraph;
  let browsed: Browsed;
  beforeAll(async () => {
    graph = await startGraph('sqlite');
    browsed = await browse();
  });
  afterAll(async () => {
    await browsed.close();
    await graph.stop();
  });

  it('loads without an external request, takes a role, asks and shows the answer on screen', async () => {
    const { page } = browsed;
    const origin = new URL(graph.system.url).origin;
    await page.goto(origin);
    await page.waitForSelector('#role:not([disabled])');
    const schemaRead = page.waitForResponse(graph.system.url);
    await page.select('#role', 'wso');
    await schemaRead;
    await browsed.shows('.graphiql-editor-tool .graphiql-editor:not(.hidden)', 'Bearer');
    // Typed text would be completed by the editor's own brackets.
    await page.evaluate(
      `document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.setValue(${JSON.stringify(QUEUE)})`,
    );
    await page.click('.graphiql-execute-button');
    await browsed.shows('.result-window', 'TEST-Brightwater');
    expect(browsed.requests.filter((url) => new URL(url).origin !== origin)).toEqual([]);
    expect(browsed.complaints).toEqual([]);
  });
});
