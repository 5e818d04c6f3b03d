import { type ReviewedViews, readReviewedViews } from '../schema/reviewed';
import type { GatewayConfig } from './config';
import { isClassified, type SubgraphAddress, subgraphsOf } from './supergraph';

/**
 * Why another supergraph may not take the place of the one that this process started with; null when it may. Beside it
 * must lie the views that were composed, linted and reviewed with it; other subgraphs need another start.
 */
export function unfitness(supergraphSdl: string, config: GatewayConfig): string | null {
  const subgraphs = subgraphsOf(supergraphSdl);
  if (subgraphs === null) return 'not composed';
  if (isClassified(supergraphSdl) !== (config.access === 'classified')) return 'classification';
  if (!subgraphs.every((one) => isKnown(one, config))) return 'subgraph without a URL';
  return reviewedBeside(config) === null ? 'not reviewed' : null;
}

/** The views that were reviewed with what the file holds now; null when they do not belong together. */
export function reviewedBeside(config: GatewayConfig): ReviewedViews | null {
  return config.access === 'open' ? new Map() : readReviewedViews(config.supergraphPath, config.policy);
}

/** In `ACCESS=open` URLs are the supergraph's own. */
function isKnown({ name, url }: SubgraphAddress, { access, subgraphs }: GatewayConfig): boolean {
  return subgraphs.some((one) => one.name === name && (access === 'classified' || one.url === url));
}
