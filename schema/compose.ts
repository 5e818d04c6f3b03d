import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import type { DocumentNode } from 'graphql';
import { lintSubgraphs, lintSupergraph, lintViews } from './lint/lint';
import type { Clearance, Policy } from './policy';
import { viewText } from './reviewed';
import { viewFor } from './view';

export interface Composed {
  readonly supergraphSdl: string;
  /** API schema by the name of its clearance. */
  readonly views: ReadonlyMap<string, string>;
}

/**
 * Composes subgraphs, already expanded, into the supergraph and one API schema for each clearance. Throws with every
 * fault of a stage at once; nothing is guessed.
 */
export function compose(subgraphs: ReadonlyMap<string, DocumentNode>, policy: Policy): Composed {
  refuse(lintSubgraphs(subgraphs));
  const services = [...subgraphs].map(([name, typeDefs]) => ({
    name,
    typeDefs,
    url: `http://${name}.subgraph.invalid`,
  }));
  const result = composeServices(services);
  if (result.supergraphSdl === undefined) throw refusal((result.errors ?? []).map((error) => error.message));
  const { supergraphSdl } = result;
  refuse(lintSupergraph(supergraphSdl, { subgraphs, policy }));
  const views = new Map(policy.clearances.map((clearance) => [clearance.name, apiSchema(supergraphSdl, clearance)]));
  refuse(lintViews(views));
  return { supergraphSdl: `${supergraphSdl.trim()}\n`, views };
}

function apiSchema(supergraphSdl: string, clearance: Clearance): string {
  const view = Supergraph.build(viewFor(supergraphSdl, clearance)).apiSchema();
  return viewText(view.toGraphQLJSSchema());
}

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw refusal(faults);
}

function refusal(faults: readonly string[]): Error {
  return new Error(`The graph does not compose:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
}
