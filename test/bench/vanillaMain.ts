import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { CALLER_HEADER } from '../../schema/caller';

/** A caller assertion for each subgraph. */
export type Assertions = Readonly<Record<string, string>>;

/** What our gateway is measured against: @apollo/gateway and @apollo/server as their documentation has them. */
async function main(): Promise<void> {
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  const supergraphSdl = readFileSync(process.env['SUPERGRAPH'] ?? '', 'utf8');
  const assertions = JSON.parse(process.env['ASSERTIONS'] ?? '{}') as Assertions;
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name, url = '' }) => new AssertingSource(url, assertions[name]),
  });
  const server = new ApolloServer({ gateway });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  process.stdout.write(`listening ${url}graphql\n`);
}

/** Tells a subgraph that asks for it that everyone is the same caller. */
class AssertingSource extends RemoteGraphQLDataSource {
  constructor(
    url: string,
    private readonly assertion: string | undefined,
  ) {
    super({ url });
  }

  override willSendRequest({ request }: Parameters<NonNullable<RemoteGraphQLDataSource['willSendRequest']>>[0]): void {
    if (this.assertion !== undefined) request.http?.headers.set(CALLER_HEADER, this.assertion);
  }
}

void main();
