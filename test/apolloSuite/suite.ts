import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer, type ApolloServerOptions, type BaseContext, type HTTPGraphQLRequest } from '@apollo/server';
import { defineIntegrationTestSuite } from '@apollo/server-integration-testsuite';
import type { ViewAnswer } from '../../gateway/context';
import { listener } from '../../gateway/http/listener';
import { outcomeOf } from '../../gateway/outcome';

type Context = () => Promise<BaseContext>;

/** One of the suite's servers behind the gateway's listener, in the place of a view. */
async function served(config: ApolloServerOptions<BaseContext>, options: { readonly context?: Context } = {}) {
  const server = new ApolloServer<BaseContext>(config);
  await server.start();
  const app = listener({
    maxBodyBytes: 1024 * 1024,
    requestTimeoutMs: 10_000,
    trustedProxies: [],
    rate: null,
    isLeaving: () => false,
    session: async () => null,
    view: () => ({ supergraphSdl: '', execute: (request) => answer(server, request, options.context) }),
    listed: () => null,
    audit: null,
    measured: null,
    readyState: () => ({ ready: true }),
  });
  await app.ready();
  // The suite asks at the root of its URL.
  const front = createServer((request, response) => {
    request.url = `/graphql${request.url?.slice(1)}`;
    app.routing(request, response);
  });
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
  const extraCleanup = async (): Promise<void> => {
    front.closeAllConnections();
    await new Promise((done) => front.close(done));
    await app.close();
  };
  return { server, url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`, extraCleanup };
}

async function answer(
  server: ApolloServer<BaseContext>,
  httpGraphQLRequest: HTTPGraphQLRequest,
  context: Context = async () => ({}),
): Promise<ViewAnswer> {
  const { status = 200, headers, body } = await server.executeHTTPGraphQLRequest({ httpGraphQLRequest, context });
  if (body.kind !== 'complete') throw new Error('An answer in parts was not asked for.');
  return { status, headers, body: body.string, outcome: outcomeOf(body.string) };
}

defineIntegrationTestSuite(served, { noIncrementalDelivery: true });
