import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

/** What our gateway is measured against: @apollo/gateway and @apollo/server as their documentation has them. */
async function main(): Promise<void> {
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  const gateway = new ApolloGateway({ supergraphSdl: readFileSync(process.env['SUPERGRAPH'] ?? '', 'utf8') });
  const server = new ApolloServer({ gateway });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  process.stdout.write(`listening ${url}graphql\n`);
}

void main();
