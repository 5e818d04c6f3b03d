import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, graphql, parse } from 'graphql';
import { readConfig } from '../../../gateway/config';
import { createGateway } from '../../../gateway/createGateway';
import { type HttpServer, httpServer, json } from '../../gateway/kit/httpServer';

/** One subgraph: what it declares and how it answers. */
export interface Subgraph {
  readonly sdl: string;
  readonly resolvers?: Parameters<typeof buildSubgraphSchema>[0] extends infer M
    ? M extends { resolvers?: infer R }
      ? R
      : never
    : never;
}

export interface Answered {
  readonly data: unknown;
  /** Code and path of each error. */
  readonly errors: readonly (readonly [string, string])[];
}

/** A real gateway in ACCESS=open over real HTTP subgraphs. */
export interface Federation {
  readonly url: string;
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answered>;
  /** The text of everything that left the gateway for its subgraphs. */
  sent(): readonly { readonly subgraph: string; readonly body: string }[];
  close(): Promise<void>;
}

/** `@link` of federation 2 with everything a fixture may import. */
export const FED2 = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key" "@external" "@requires" "@provides" "@shareable" "@override" "@inaccessible" "@interfaceObject" "@extends"
])`;

/** Composes the subgraphs and puts the gateway before them. */
export async function federate(subgraphs: Readonly<Record<string, Subgraph>>): Promise<Federation> {
  const servers = new Map<string, HttpServer>();
  const closeServers = async () => void (await Promise.all([...servers.values()].map((server) => server.close())));
  try {
    for (const [name, subgraph] of Object.entries(subgraphs)) servers.set(name, await subgraphServer(subgraph));
    const { url, close } = await startGateway(composed(subgraphs, servers));
    return {
      url,
      ask: async (query, variables) => readAnswer(await post(url, { query, variables })),
      sent: () => [...servers].flatMap(([subgraph, { seen }]) => seen.map(({ body }) => ({ subgraph, body }))),
      close: async () => {
        await close();
        await closeServers();
      },
    };
  } catch (cause) {
    await closeServers();
    throw cause;
  }
}

async function startGateway(supergraphSdl: string): Promise<Pick<Federation, 'url' | 'close'>> {
  const folder = mkdtempSync(join(tmpdir(), 'wso-federation-'));
  const path = join(folder, 'supergraph.graphql');
  writeFileSync(path, supergraphSdl);
  const config = readConfig({ ACCESS: 'open', SUPERGRAPH: path, PORT: '0' });
  const gateway = await createGateway(config, { developmentRoles: null });
  const { url } = await gateway.listen();
  await gateway.ready;
  const close = async (): Promise<void> => {
    await gateway.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, close };
}

function composed(subgraphs: Readonly<Record<string, Subgraph>>, servers: ReadonlyMap<string, HttpServer>): string {
  const services = Object.entries(subgraphs).map(([name, { sdl }]) => ({
    name,
    typeDefs: parse(sdl),
    url: `${servers.get(name)?.origin}/graphql`,
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(errors?.join('\n'));
  return supergraphSdl;
}

function subgraphServer({ sdl, resolvers }: Subgraph): Promise<HttpServer> {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), ...(resolvers === undefined ? {} : { resolvers }) });
  return httpServer(
    ({ body }) =>
      (response) =>
        void answer(schema, { body, response }),
  );
}

async function answer(
  schema: GraphQLSchema,
  { body, response }: { readonly body: string; readonly response: ServerResponse },
): Promise<void> {
  const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
  json(await graphql({ schema, source: query, variableValues: variables }))(response);
}

async function post(url: string, body: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

interface Raw {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: readonly unknown[]; readonly extensions: { readonly code: string } }[];
}

function readAnswer(answered: unknown): Answered {
  const { data = null, errors = [] } = answered as Raw;
  return { data, errors: errors.map(({ path = [], extensions }) => [extensions.code, path.join('.')]) };
}
