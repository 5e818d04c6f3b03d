import { readFileSync } from 'node:fs';
import { type AssertionKey, readAssertionKey, signAssertion } from '../../schema/assertionKey';
import { CALLER_HEADER, type Caller } from '../../schema/caller';
import type { SubgraphName } from '../../schema/subgraphs';

const ASSERTION_SECONDS = 120;

/** What became of one request. */
export type Outcome =
  | { readonly kind: 'answered'; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly code: string }
  /** An error that says nothing of what was written. */
  | { readonly kind: 'failed' }
  /** No answer. */
  | { readonly kind: 'lost' };

export interface Request {
  readonly caller: Caller;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A subgraph where it answers, and the key of the gateway in whose place it is asked. */
export interface Asked {
  readonly subgraph: SubgraphName;
  readonly url: string;
  readonly key: AssertionKey;
}

/** The gateway's key, from the file that its settings name. */
export function gatewayKey({ CALLER_KEY: path = '' }: Readonly<Record<string, string | undefined>>): AssertionKey {
  const key = readAssertionKey(readFileSync(path, 'utf8'), 'gateway');
  if (key === null) throw new Error('The key of the gateway cannot be read.');
  return key;
}

/** Asks a subgraph over HTTP without a gateway, as one whom the gateway asserts. */
export async function sendAsserted(
  { subgraph, url, key }: Asked,
  { caller, query, variables }: Request,
): Promise<Outcome> {
  const exp = Math.floor(Date.now() / 1000) + ASSERTION_SECONDS;
  const assertion = signAssertion(key, { ...caller, aud: subgraph, exp });
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [CALLER_HEADER]: assertion },
      body: JSON.stringify({ query, variables }),
    });
    return outcomeOf(await response.json());
  } catch {
    return { kind: 'lost' };
  }
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

function outcomeOf(body: unknown): Outcome {
  const { data, errors = [] } = body as Body;
  if (errors.length === 0 && data != null) return { kind: 'answered', answer: data };
  const code = errors[0]?.extensions?.code ?? 'INTERNAL';
  return code === 'INTERNAL' ? { kind: 'failed' } : { kind: 'refused', code };
}
