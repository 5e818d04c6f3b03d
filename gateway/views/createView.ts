import type { Schema } from '@apollo/federation-internals';
import { ApolloGateway, type Experimental_DidResolveQueryPlanCallback, type GraphQLDataSource } from '@apollo/gateway';
import { ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Mended } from '../../schema/planner/mendForPlanner';
import type { RequestContext, ViewAnswer } from '../context';
import { outcomeOf } from '../outcome';
import { emptyObjects } from './emptyObjects';
import { type CompiledOperations, fastLane } from './fastLane';
import { operationRules } from './operationRules';
import { outgoingError } from './outgoingError';
import { ownNames } from './ownNames';
import { ownScalars } from './ownScalars';
import { type DocumentRules, planAhead } from './planAhead';
import { responseNameRule } from './responseNameRule';
import { shapedExecutor } from './shapedExecutor';
import { refuseUnplannedRoots } from './unplannedRoots';

const PATHS_LIMIT = 200;
const PLAN_CACHE_MIB = 8;
const DOCUMENT_CACHE_BYTES = 8 * 1024 * 1024;

/** One supergraph, as one clearance sees it, ready to answer. */
export interface View {
  execute(request: HTTPGraphQLRequest, context: RequestContext): Promise<ViewAnswer>;
  /** The API schema that it answers introspection with. */
  readonly schema: GraphQLSchema;
  /** Resolves when the documents that are known beforehand are planned, or were given up for it was closed. */
  readonly planned: Promise<void>;
  close(): Promise<void>;
}

export interface ViewParts {
  /** How the subgraphs of the view's own supergraph are asked. */
  readonly planningOf: (mended: Mended) => Planning;
  /** Whether the supergraph is this project's, whose scalars we know. */
  readonly isOwn: boolean;
  /** How much one operation may ask of our own supergraph. */
  readonly rules: DocumentRules;
  /** Documents that are known beforehand, each of one operation. */
  readonly listed: readonly string[];
}

type Planned = Parameters<Experimental_DidResolveQueryPlanCallback>[0];

export interface Planning {
  readonly sourceOf: (name: string) => GraphQLDataSource;
  /** Null: everything is carried out by Apollo's executor. */
  readonly engine: (CompiledOperations & { learn(planned: Planned, apiSchema: Schema): void; close(): void }) | null;
}

/** Builds the gateway and server of one supergraph; about a third of a second without a pause. */
export async function createView(mended: Mended, { planningOf, isOwn, rules, listed }: ViewParts): Promise<View> {
  const { supergraphSdl, plannerNames } = mended;
  const { sourceOf, engine } = planningOf(mended);
  // Before an ApolloGateway is made: its telemetry is on by default.
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => sourceOf(name),
    experimental_didResolveQueryPlan: (planned) => {
      refuseUnplannedRoots(planned);
      // Private in the types alone: the schema by which the gateway itself reads operations.
      const apiSchema = gateway['apiSchema'];
      if (apiSchema !== undefined) engine?.learn(planned, apiSchema);
    },
    queryPlannerConfig: { debug: { pathsLimit: PATHS_LIMIT } },
    experimental_approximateQueryPlanStoreMiB: PLAN_CACHE_MIB,
    __exposeQueryPlanExperimental: false,
    logger: silent,
  });
  gateway.executor = shapedExecutor(emptyObjects(ownNames(gateway.executor, plannerNames)));
  const ownRules: DocumentRules = {
    ...(isOwn ? rules : {}),
    validationRules: [responseNameRule, ...(isOwn ? (rules.validationRules ?? []) : [])],
  };
  const server = new ApolloServer<RequestContext>({
    gateway,
    introspection: true,
    persistedQueries: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    documentStore: new InMemoryLRUCache<DocumentNode>({ maxSize: DOCUMENT_CACHE_BYTES }),
    formatError: outgoingError,
    ...ownRules,
    logger: silent,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      operationRules,
      ...(isOwn ? [ownScalars] : []),
    ],
  });
  await server.start();
  if (gateway.schema === undefined) throw new Error('The gateway has no schema.');
  const execute: View['execute'] = async (httpGraphQLRequest, context) => {
    const {
      status = 200,
      headers,
      body,
    } = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context: async () => context,
    });
    if (body.kind !== 'complete') throw new Error('An answer in parts was not asked for.');
    return { status, headers, body: body.string, outcome: outcomeOf(body.string) };
  };
  let isClosed = false;
  return {
    schema: gateway.schema,
    planned: planAhead(gateway, { documents: listed, rules: ownRules, isClosed: () => isClosed }),
    execute: engine === null ? execute : fastLane(engine, execute),
    close: async () => {
      isClosed = true;
      engine?.close();
      await server.stop();
    },
  };
}

// Apollo's texts may quote documents, URLs and service names; what matters of them we log ourselves.
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
