import { ImportProposal } from '../ImportProposal.entity';
import type { ListEvent } from './comparePublications';
import type { PreparedImport } from './prepareImport';
import { agreementKey } from './previousListing';
import type { PlannedTable, PlanParts } from './publicationPlan';

interface ProposalParts extends PlanParts {
  /** Ids of all agreements of the list and the database by agency and model. */
  readonly ids: ReadonlyMap<string, string>;
}

type Proposed = Pick<
  ImportProposal,
  'kind' | 'agreementId' | 'listedAgreementId' | 'agencyId' | 'beforeText' | 'afterText'
>;

/**
 * What a person has to decide: whether an agreement that came back with a later day of signing is a renewal, and whether
 * one that came under another name is the one that vanished. Source: DOMAIN §3.3.15.
 */
export function planProposals(prepared: PreparedImport, parts: ProposalParts): PlannedTable {
  const proposed = [...renewals(prepared.events, parts), ...renames(prepared, parts)];
  return {
    entity: ImportProposal,
    rows: proposed.map((one) => ({ ...one, id: parts.newId(), publicationId: parts.publicationId, status: 'STAGED' })),
  };
}

function renewals(events: readonly ListEvent[], { known }: ProposalParts): readonly Proposed[] {
  const relisted = new Set(events.filter(({ code }) => code === 'RELISTED').map(agreementKey));
  return events
    .filter(({ code, before, after }) => code === 'SIGNED_DATE_CORRECTED' && (before ?? '') < (after ?? ''))
    .filter((event) => relisted.has(agreementKey(event)))
    .flatMap((event) => {
      const agreement = known.agreements.get(agreementKey(event));
      if (agreement === undefined) return [];
      const { id, agencyId } = agreement;
      const days = { beforeText: event.before, afterText: event.after };
      return [{ kind: 'RENEWAL', agreementId: id, listedAgreementId: id, agencyId, ...days }];
    });
}

function renames({ renames: suspected }: PreparedImport, { known, ids }: ProposalParts): readonly Proposed[] {
  return suspected.flatMap(({ gone, listed }) => {
    const agreement = known.agreements.get(agreementKey(gone));
    const listedAgreementId = ids.get(agreementKey(listed));
    if (agreement === undefined || listedAgreementId === undefined) return [];
    const names = { beforeText: gone.agencyName, afterText: listed.listedName };
    return [{ kind: 'RENAME', agreementId: agreement.id, listedAgreementId, agencyId: agreement.agencyId, ...names }];
  });
}
