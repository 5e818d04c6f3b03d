import type { SubgraphName } from '../schema/subgraphs';
import { jurisdictions } from './jurisdictions/subgraph';
import type { SubgraphDefinition } from './kit/definition';
import { officers } from './officers/subgraph';
import { warrants } from './warrants/subgraph';

/** The definition of each subgraph by its name. */
export const definitions: Readonly<Record<SubgraphName, SubgraphDefinition>> = { jurisdictions, officers, warrants };
