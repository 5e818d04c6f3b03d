import { readFileSync } from 'node:fs';
import { PROTECTED } from '../../../schema/categories';
import { SchemaElements } from '../../../schema/elements';
import { projectFile } from '../../../schema/files';
import { subgraphDocument } from '../../../schema/subgraphs';
import { callerAs } from '../../kit/callers';
import { EVERYTHING } from '../../kit/everything';
import { startGraph, type TestGraph } from '../../kit/graph';
import { schemaOf } from '../../kit/lockAttack';
import { type Operation, Operations, seeded } from '../../kit/operations';

jest.setTimeout(180_000);

const SEED = 7_031;
const OWN_VIEW = readFileSync(projectFile('schema', 'views', 'wso.graphql'), 'utf8');
const HIDDEN = new SchemaElements(subgraphDocument('warrants')).all
  .filter(({ categories }) => categories.length > 0 && categories.every((one) => one !== null && PROTECTED.has(one)))
  .map(({ name }) => name)
  .filter((name) => name.length > 5 && !OWN_VIEW.includes(name));

describe('the errors of a fuzz run', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await startGraph('sqlite');
  });
  afterAll(() => graph.stop());

  it('B11 name nothing hidden that the client did not write, in documents, values and variables', async () => {
    const random = seeded(SEED);
    const parts = { seed: SEED, ids: ['01KF3MR533R1A47BN1QDSWDE2T'], towards: 'Subject' };
    const sources = [new Operations(schemaOf(callerAs('wso')), parts), new Operations(schemaOf(EVERYTHING), parts)];
    const token = graph.token('wso');
    let refused = 0;
    for (let at = 0; at < 300; at += 1) {
      const { query, variables } = spoilt(sources[at % 2]?.next() ?? { query: '', variables: {} }, random);
      const { status, text } = await graph.ask(query, { token, variables });
      refused += status === 400 ? 1 : 0;
      const written = query + JSON.stringify(variables);
      expect({ query, named: HIDDEN.filter((name) => text.includes(name) && !written.includes(name)) }).toEqual({
        query,
        named: [],
      });
      expect(text).not.toMatch(/[Dd]id you mean|\bSELECT\b|node_modules|http:\/\//);
    }
    expect(HIDDEN.length).toBeGreaterThan(20);
    expect(refused).toBeGreaterThan(150);
  });
});

/** An operation with a letter left out, doubled or changed in its document, or a value of another kind in a variable. */
function spoilt({ query, variables }: Operation, random: () => number): Operation {
  const at = Math.floor(random() * query.length);
  const how = Math.floor(random() * 4);
  const values = [null, 'FINAL_ORDEQ', 7, [], {}, { is: 'x' }, true];
  const odd = Object.keys(variables).map((name) => [name, values[Math.floor(random() * values.length)]] as const);
  if (how === 0) return { query, variables: Object.fromEntries(odd) };
  const letter = how === 1 ? '' : how === 2 ? `${query[at]}${query[at]}` : 'q';
  return { query: query.slice(0, at) + letter + query.slice(at + 1), variables };
}
