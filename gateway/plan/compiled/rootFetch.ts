import type { FetchNode } from '@apollo/query-planner';
import { askOnce } from '../askOnce';
import type { SubgraphClient } from '../subgraphClient';
import { FetchBody } from './fetchBody';
import { merge } from './merge';
import type { Step } from './run';
import { readReply } from './subgraphReply';

export function rootFetch(node: FetchNode, client: SubgraphClient): Step {
  const body = FetchBody.of(node);
  return async ({ data, variables, context }) => {
    const reply = readReply(await askOnce(client, body.text(variables), context));
    context.persons.note(reply.extensions);
    merge(data, reply.data);
  };
}
