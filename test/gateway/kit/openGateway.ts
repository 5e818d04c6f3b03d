import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { readConfig } from '../../../gateway/config';
import { createGateway } from '../../../gateway/createGateway';
import { type Answer, type HttpServer, httpServer, type SeenRequest } from './httpServer';

export interface OpenGateway {
  readonly url: string;
  readonly names: HttpServer;
  readonly cities: HttpServer;
  ask(body: unknown, headers?: Readonly<Record<string, string>>): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

type Answers = Readonly<Record<'names' | 'cities', (request: SeenRequest) => Answer>>;

const NAMES = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@inaccessible"])
  type Query { people: [Person] person: Person }
  type Mutation { rename(name: String!, kind: Kind): Person }
  enum Kind { FULL SHORT }
  type Person @key(fields: "hiddenNumber") { hiddenNumber: ID! @inaccessible name: String }`;
const CITIES = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@inaccessible"])
  type Query { cities: [String] }
  type Person @key(fields: "hiddenNumber") { hiddenNumber: ID! @inaccessible city: String zip: String tags: [String] }`;

/** The text of a supergraph of two subgraphs, whose people are known by a key that no client sees. */
export function openSupergraph(urls: Readonly<Record<'names' | 'cities', string>>): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'names', typeDefs: parse(NAMES), url: urls.names },
    { name: 'cities', typeDefs: parse(CITIES), url: urls.cities },
  ]);
  if (supergraphSdl === undefined) throw new Error(errors?.join('\n'));
  return supergraphSdl;
}

/** A gateway in ACCESS=open over two real HTTP servers that answer as the test says. */
export async function openGateway(answers: Answers, env: Readonly<Record<string, string>> = {}): Promise<OpenGateway> {
  const [names, cities] = [
    await httpServer((one) => answers.names(one)),
    await httpServer((one) => answers.cities(one)),
  ];
  const folder = mkdtempSync(join(tmpdir(), 'wso-open-'));
  const path = join(folder, 'supergraph.graphql');
  writeFileSync(
    path,
    openSupergraph({ names: `${names.origin}/graphql?of=names`, cities: `${cities.origin}/graphql` }),
  );
  const config = readConfig({ ACCESS: 'open', SUPERGRAPH: path, PORT: '0', SUBGRAPH_TIMEOUT_MS: '500', ...env });
  const gateway = await createGateway(config, { developmentRoles: null });
  const { url } = await gateway.listen();
  await gateway.ready;
  return {
    url,
    names,
    cities,
    ask: async (body, headers = {}) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    },
    close: async () => {
      await gateway.close();
      await Promise.all([names.close(), cities.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
