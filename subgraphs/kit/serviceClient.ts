import { request } from 'undici';
import type { z } from 'zod';
import { type AssertionKey, signAssertion } from '../../schema/assertionKey';
import { CALLER_HEADER, serviceCaller } from '../../schema/caller';
import type { SubgraphName } from '../../schema/subgraphs';

const ASSERTION_SECONDS = 30;

/** One question of one part to another. */
export interface ServiceQuestion<T> {
  readonly subgraph: SubgraphName;
  readonly operation: string;
  readonly input: object;
  readonly answer: z.ZodType<T>;
}

/** Asks other subgraphs on this one's own behalf. Throws when there is no sound answer in time. */
export type ServiceClient = <T>(question: ServiceQuestion<T>) => Promise<T>;

export interface ServiceAccess {
  readonly key: AssertionKey;
  /** GraphQL URLs of the subgraphs that may be asked; their services lie beside. */
  readonly urls: Readonly<Partial<Record<SubgraphName, string>>>;
  /** How long an answer may take. */
  readonly timeoutMs: number;
}

/** Asks over HTTP, with an assertion of this subgraph's own key. */
export function serviceClient({ key, urls, timeoutMs }: ServiceAccess, now: () => Date): ServiceClient {
  return async ({ subgraph, operation, input, answer }) => {
    const base = urls[subgraph];
    if (base === undefined) throw new Error(`The subgraph ${subgraph} is not asked from here.`);
    const exp = Math.floor(now().getTime() / 1000) + ASSERTION_SECONDS;
    const { statusCode, body } = await request(new URL(`/service/${operation}`, base), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [CALLER_HEADER]: signAssertion(key, { ...serviceCaller(key.iss), aud: subgraph, exp }),
      },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`${operation} was answered with ${statusCode}.`);
    return answer.parse(JSON.parse(text));
  };
}
