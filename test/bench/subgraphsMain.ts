import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type GraphQLSchema, parse } from 'graphql';
import { SUBGRAPHS, subgraphSdl } from './graph';
import { entity, ROOTS } from './graphData';

/**
 * The subgraphs of the bench in one process. What was asked once is answered from memory: what is measured is the
 * gateway. Prints the ports as JSON.
 */
async function main(): Promise<void> {
  const ports = await Promise.all(Object.keys(SUBGRAPHS).map(async (name) => [name, await serve(name)] as const));
  process.stdout.write(`${JSON.stringify(Object.fromEntries(ports))}\n`);
}

async function serve(name: string): Promise<number> {
  const schema = buildSubgraphSchema({ typeDefs: parse(subgraphSdl(name)) });
  const answers = new Map<string, Buffer>();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      // What readiness asks of a classified gateway's subgraphs: it lives, and refuses who is not asserted.
      if (request.method === 'GET') return void response.end('{}');
      if (isUnsigned(request.headers)) return void response.writeHead(401).end('{}');
      const body = Buffer.concat(chunks).toString('latin1');
      const known = answers.get(body);
      if (known !== undefined) return send(known);
      void answer(schema, Buffer.concat(chunks).toString('utf8')).then((text) => {
        answers.set(body, text);
        send(text);
      });
    });
    const send = (text: Buffer): void => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length }).end(text);
    };
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

function isUnsigned(headers: Readonly<Record<string, unknown>>): boolean {
  return process.env['SIGNED'] === 'yes' && headers['caller-assertion'] === undefined;
}

async function answer(schema: GraphQLSchema, body: string): Promise<Buffer> {
  const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
  const result = await execute({
    schema,
    document: parse(query),
    rootValue: ROOTS,
    ...(variables === undefined ? {} : { variableValues: withEntities(variables) }),
    typeResolver: (value) => (value as { __typename: string }).__typename,
  });
  return Buffer.from(JSON.stringify(result));
}

/** A representation resolves to itself: it is made the whole entity before. */
function withEntities(variables: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, areRepresentations(value) ? value.map(entity) : value]),
  );
}

function areRepresentations(value: unknown): value is Parameters<typeof entity>[0][] {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && '__typename' in one);
}

void main();
