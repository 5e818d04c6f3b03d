import type { SubgraphContext } from '../kit/context';
import type { Officer } from './Officer.entity';
import { rows } from './rows';
import { type Authority, authorityAt } from './rules/authorityAt';

const NEWEST = 50;

/** An officer's authority as of an instant, read with the caller's rights: his newest fifty papers of each kind. */
export async function authorityOf(officer: Officer, at: Date, { rows: read }: SubgraphContext): Promise<Authority> {
  const of = { parent: 'officerId', limit: NEWEST } as const;
  const [authorizations, credentials, refreshers, changes] = await Promise.all([
    read.list(rows.authorization, officer.id, { ...of, order: { validFromAt: 'DESC' } }),
    read.list(rows.credential, officer.id, { ...of, order: { issuedOn: 'DESC' } }),
    read.list(rows.refresher, officer.id, { ...of, order: { dueOn: 'DESC' } }),
    read.list(rows.event, officer.id, { parent: 'entityId', limit: NEWEST, order: { at: 'DESC', id: 'DESC' } }),
  ]);
  return authorityAt({ officer, authorizations, credentials, refreshers, changes }, at);
}
