import { type DocumentNode, visit } from 'graphql';
import { ERRORS } from '../../../gateway/errors';
import { askEveryWay } from '../../kit/everyWay';
import { type MixedGraph, startMixedGraph } from '../../kit/mixedGraph';

// What the subgraphs serve has no field `greeting`, nor a letter; the supergraph has both.
jest.mock('../../../schema/subgraphs', () => ({
  ...jest.requireActual('../../../schema/subgraphs'),
  subgraphDocument: (name: string) => {
    const { mixedDocument } = jest.requireActual('../../fixtures/mixed/mixedSubgraphs');
    return visit(mixedDocument(name) as DocumentNode, {
      FieldDefinition: { enter: (node) => (['greeting', 'paper'].includes(node.name.value) ? null : undefined) },
    });
  },
}));

jest.setTimeout(120_000);

describe('subgraphs older than the supergraph', () => {
  let graph: MixedGraph;
  beforeAll(async () => {
    graph = await startMixedGraph();
  });
  afterAll(() => graph.close());

  const UNAVAILABLE = { message: ERRORS.SUBGRAPH_UNAVAILABLE.message, extensions: { code: 'SUBGRAPH_UNAVAILABLE' } };

  it.each<[string, object, object]>([
    ['{ paper(id: "L1") { id } }', { paper: null }, { ...UNAVAILABLE, path: ['paper'] }],
    [
      '{ found(id: "P1") { ... on Person { id greeting } } }',
      { found: { id: 'P1', greeting: null } },
      { ...UNAVAILABLE, path: ['found', 'greeting'] },
    ],
  ])('A16 answer %s with one error that suggests nothing', async (query, data, error) => {
    for (const scope of ['wso:serve', 'ice:ero']) {
      const { status, body } = await askEveryWay(graph, query, { token: graph.token(scope) });
      expect({ status, body }).toEqual({ status: 200, body: { data, errors: [error] } });
    }
  });
});
