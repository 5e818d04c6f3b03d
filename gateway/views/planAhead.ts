import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { operationFromDocument } from '@apollo/federation-internals';
import type { ApolloGateway } from '@apollo/gateway';
import type { ApolloServerOptions } from '@apollo/server';
import { type DocumentNode, Kind, parse, specifiedRules, validate } from 'graphql';
import type { RequestContext } from '../context';
import { causeFields, logEvent } from '../log';
import { documentId } from '../safelist';

/** How much a document may ask. */
export type DocumentRules = Pick<ApolloServerOptions<RequestContext>, 'parseOptions' | 'validationRules'>;

interface Known {
  readonly documents: readonly string[];
  readonly rules: DocumentRules;
  readonly isClosed: () => boolean;
}

/**
 * Plans documents that are known beforehand, each of one operation, so that who asks first does not wait for it. Planning
 * blocks: after each document it rests as long as that took. What the view does not have is passed over.
 */
export async function planAhead(gateway: ApolloGateway, { documents, rules, isClosed }: Known): Promise<void> {
  let restMs = 0;
  for (const text of documents) {
    await pause(restMs);
    if (isClosed()) return;
    const begun = performance.now();
    await planOne(gateway, text, rules);
    restMs = performance.now() - begun;
  }
}

async function planOne(gateway: ApolloGateway, text: string, rules: DocumentRules): Promise<void> {
  const document = accepted(gateway, text, rules);
  if (document === null) return;
  try {
    await plan(gateway, text, document);
  } catch (cause) {
    // Who asks for it has it planned anew, and is told.
    logEvent('plan.failed', causeFields(cause), 'warn');
  }
}

function accepted({ schema }: ApolloGateway, text: string, rules: DocumentRules): DocumentNode | null {
  if (schema === undefined) return null;
  try {
    const document = parse(text, rules.parseOptions);
    const errors = validate(schema, document, [...specifiedRules, ...(rules.validationRules ?? [])]);
    return errors.length === 0 ? document : null;
  } catch {
    return null;
  }
}

/** The gateway finds a plan by the hash of the text, or by that and the operation's name. Private in its types alone. */
async function plan(gateway: ApolloGateway, text: string, document: DocumentNode): Promise<void> {
  const apiSchema = gateway['apiSchema'];
  const queryPlan = apiSchema && gateway['queryPlanner']?.buildQueryPlan(operationFromDocument(apiSchema, document));
  if (queryPlan === undefined) return;
  const hash = documentId(text);
  const named = namesOf(document).map((name) => createHash('sha256').update(hash).update(name).digest('hex'));
  for (const key of [hash, ...named]) await gateway['queryPlanStore'].set(key, queryPlan);
}

function namesOf({ definitions }: DocumentNode): readonly string[] {
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return operations.flatMap(({ name }) => (name === undefined ? [] : [name.value]));
}
