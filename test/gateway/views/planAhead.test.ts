import { readFileSync } from 'node:fs';
import { QueryPlanner } from '@apollo/query-planner';
import { HeaderMap } from '@apollo/server';
import { AnsweredPersons } from '../../../gateway/answeredPersons';
import { FetchLog } from '../../../gateway/fetchLog';
import { Patience } from '../../../gateway/patience';
import { type Views, views } from '../../../gateway/views/views';
import { projectFile } from '../../../schema/files';
import { readPolicy } from '../../../schema/policy';
import { readReviewedViews } from '../../../schema/reviewed';

const LISTED = 'query Mine { myServiceQueue(first: 1) { totalCount } }';
const PROTECTED = 'query Theirs { subject(id: "1") { immigration { citizenshipCountries { code } } } }';
const SUPERGRAPH = projectFile('schema', 'supergraph.graphql');

describe('documents that are known beforehand', () => {
  const policy = readPolicy();
  const wso = policy.bySet.get('wso:serve');
  let served: Views;
  const planner = jest.spyOn(QueryPlanner.prototype, 'buildQueryPlan');
  beforeEach(() => {
    planner.mockClear();
    served = views(readFileSync(SUPERGRAPH, 'utf8'), {
      planningOf: () => ({ sourceOf: () => ({ process: async () => ({ data: {} }) }), engine: null }),
      rules: {},
      listed: [LISTED, PROTECTED, '{ broken'],
      built: () => undefined,
      reviewed: readReviewedViews(SUPERGRAPH, policy) ?? new Map(),
    });
  });
  afterEach(() => served.close());
  afterAll(() => planner.mockRestore());

  const ask = async (body: object): Promise<string> => {
    if (wso === undefined) throw new Error('The policy has no WSO.');
    const view = await served.of(wso);
    await view.planned;
    planner.mockClear();
    const headers = new HeaderMap([['content-type', 'application/json']]);
    const patience = new Patience(10_000);
    const context = {
      session: null,
      requestId: 'TEST',
      persons: new AnsweredPersons(),
      patience,
      fetches: new FetchLog(),
    };
    const answer = await view.execute({ method: 'POST', headers, search: '', body }, context);
    patience.release();
    return String(answer.body);
  };

  it.each([
    ['without its name', { query: LISTED }],
    ['by its name', { query: LISTED, operationName: 'Mine' }],
  ])('are not planned when they are asked %s', async (_how, body) => {
    await ask(body);
    expect(planner).not.toHaveBeenCalled();
  });

  it('are planned where the view has them, and nowhere else', async () => {
    if (wso === undefined) throw new Error('The policy has no WSO.');
    await (await served.of(wso)).planned;
    expect(planner).toHaveBeenCalledTimes(1);
  });

  it('are given up when the view is closed', async () => {
    if (wso === undefined) throw new Error('The policy has no WSO.');
    const { planned, close } = await served.of(wso);
    await close();
    await planned;
    expect(planner).not.toHaveBeenCalled();
  });
});
