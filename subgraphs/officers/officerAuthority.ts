import type { DataSource } from 'typeorm';
import { type OfficerAuthority, officerAuthorityInput } from '../../schema/services';
import { EventRow } from '../kit/Act.entity';
import type { ServiceOperation } from '../kit/definition';
import { Authorization } from './Authorization.entity';
import { Credential } from './Credential.entity';
import { Officer } from './Officer.entity';
import { RefresherRecord } from './RefresherRecord.entity';
import { type Authority, authorityAt, type Papers } from './rules/authorityAt';

const MAX_READS = 5;

/**
 * An officer's authority as of an instant, with the revision it was read at: read again when that moved meanwhile, so
 * that all of it was true at once. Throws when it moves five times.
 */
export const officerAuthority: ServiceOperation = async (
  body,
  { operational: { reads } },
): Promise<OfficerAuthority> => {
  const { officer: id, at } = officerAuthorityInput.parse(body);
  for (let read = 1; read <= MAX_READS; read += 1) {
    const papers = await readPapers(reads, id);
    if (papers === null) return { officer: null, revision: 0, nextChangeAt: null };
    const { version } = papers.officer;
    const after = await reads.getRepository(Officer).findOneByOrFail({ id });
    if (after.version === version) return statementOf(papers.officer, authorityAt(papers, new Date(at)));
  }
  throw new Error('What is stated went on changing.');
};

async function readPapers(reads: DataSource, id: string): Promise<Papers | null> {
  const officer = await reads.getRepository(Officer).findOneBy({ id });
  if (officer === null) return null;
  const ofOfficer = { where: { officerId: id }, order: { id: 'ASC' } } as const;
  return {
    officer,
    authorizations: await reads.getRepository(Authorization).find(ofOfficer),
    credentials: await reads.getRepository(Credential).find(ofOfficer),
    refreshers: await reads.getRepository(RefresherRecord).find(ofOfficer),
    changes: await reads
      .getRepository(EventRow)
      .find({ where: { entity: Officer.name, entityId: id }, order: { at: 'DESC', id: 'DESC' } }),
  };
}

function statementOf({ id, agencyId, version }: Officer, authority: Authority): OfficerAuthority {
  const { status, credential, refresherDueOn, nextChangeAt } = authority;
  return {
    officer: {
      id,
      agency: agencyId,
      status,
      credential,
      refresherDueOn,
      authorizations: authority.authorizations.map((one) => ({
        id: one.authorization.id,
        agreement: one.authorization.agreementId,
        functions: [...one.authorization.functions],
        status: one.status,
        validFromAt: one.authorization.validFromAt.toISOString(),
        validUntilAt: one.authorization.validUntilAt?.toISOString() ?? null,
        form70006ExecutedOn: one.authorization.form70006ExecutedOn,
      })),
    },
    revision: version,
    nextChangeAt: nextChangeAt?.toISOString() ?? null,
  };
}
