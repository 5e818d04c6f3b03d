import type { RequestContext } from '../context';
import type { SubgraphClient } from './subgraphClient';

/** Asks a subgraph, and notes it; what was asked before the request is carried out anew is answered as it was. */
export function askOnce(client: SubgraphClient, body: string, context: RequestContext): Promise<string> {
  const known = context.fetches.take(client.name, body);
  if (known !== null) return known;
  const text = client.ask(body, context);
  context.fetches.note(
    client.name,
    () => body,
    () => text,
  );
  return text;
}
