import type { OfficerClauses } from '../../schema/services';
import { officerClauses } from '../../subgraphs/jurisdictions/officerClauses';
import { readTemplates } from '../../subgraphs/jurisdictions/readTemplates';
import { clausesIn } from '../../subgraphs/officers/acts/clausesFor';

/** What ICE's newest texts lay down for officers, one entry a model. */
export const CLAUSES = officerClauses(readTemplates(), () => true);

export function clausesOf(model: string): OfficerClauses {
  return clausesIn({ clauses: CLAUSES }, model);
}
