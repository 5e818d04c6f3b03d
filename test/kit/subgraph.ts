import { generateKeyPairSync } from 'node:crypto';
import { type GraphQLSchema, graphql } from 'graphql';
import type { Caller } from '../../schema/caller';
import type { SubgraphName } from '../../schema/subgraphs';
import { type ContextParts, contextFor } from '../../subgraphs/kit/context';
import { cursorsOf } from '../../subgraphs/kit/cursor';
import { executableSchema } from '../../subgraphs/kit/executableSchema';
import { newId } from '../../subgraphs/kit/newId';
import { readSeals } from '../../subgraphs/kit/sealedText';
import type { ServiceClient } from '../../subgraphs/kit/serviceClient';
import { definitions } from '../../subgraphs/subgraphs';
import type { AllStores } from './stores';

export const NOW = new Date('2026-03-07T12:00:00.000Z');
const openJwk = { ...generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' }), kid: 'test' };
const { d: _d, ...sealJwk } = openJwk;
const SEALS = readSeals(JSON.stringify(sealJwk), JSON.stringify(openJwk));

const schemas = new Map<SubgraphName, GraphQLSchema>();

export interface Asked {
  readonly subgraph: SubgraphName;
  readonly stores: AllStores;
  readonly caller: Caller;
  readonly now?: Date;
  /** Told how long an answer waits, instead of the wait. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  /** What the other subgraphs state; asked of their own code and databases when it is not given. */
  readonly askService?: ServiceClient;
  readonly settings?: Readonly<Record<string, string>>;
  /** A clock that goes on; `now` stands still. */
  readonly clock?: () => Date;
}

/** Runs one document in one subgraph for a caller, without HTTP: data and the messages of errors. */
export async function askSubgraph(
  {
    subgraph,
    stores,
    caller,
    now = NOW,
    pause = async () => undefined,
    askService,
    settings = {},
    clock = () => now,
  }: Asked,
  source: string,
  variableValues: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly data: unknown; readonly errors: readonly string[] }> {
  const schema = schemas.get(subgraph) ?? executableSchema(subgraph, definitions[subgraph].resolvers);
  schemas.set(subgraph, schema);
  const parts: ContextParts = {
    requestId: null,
    stores: stores[subgraph],
    cursors: cursorsOf(Buffer.alloc(32, 7)),
    inputKey: Buffer.alloc(32, 8),
    settings,
    askService: askService ?? askWithin(stores, now),
    seals: SEALS,
    now: clock,
    elapsedMs: () => clock().getTime(),
    newId,
    pause,
  };
  const answer = await graphql({ schema, source, variableValues, contextValue: contextFor(caller, parts) });
  return {
    data: JSON.parse(JSON.stringify(answer.data ?? null)),
    errors: (answer.errors ?? []).map(({ message }) => message),
  };
}

/** Services of the other subgraphs, asked in this process: the same code and databases, without HTTP. */
export function askWithin(stores: AllStores, now: Date): ServiceClient {
  return async ({ subgraph, operation, input, answer }) => {
    const service = definitions[subgraph].services[operation];
    if (service === undefined) throw new Error(`${subgraph} has no service ${operation}.`);
    return answer.parse(JSON.parse(JSON.stringify(await service(input, stores[subgraph], now))));
  };
}
