import { ListRow } from '../ListPublication.entity';
import { StagedEvent } from '../StagedAgreement.entity';
import { planAgencies } from './planAgencies';
import { planAgreements } from './planAgreements';
import { planProposals } from './planProposals';
import type { PreparedImport, PreparedRow } from './prepareImport';
import { agreementKey } from './previousListing';
import type { PlanParts, PublicationPlan } from './publicationPlan';
import { isListedAgreement } from './settleAgreements';

/** Plans what a list leaves in the database, ids included; pure but for the ids it draws. */
export function planPublication(prepared: PreparedImport, parts: PlanParts): PublicationPlan {
  const listed = prepared.rows.filter(({ use }) => use === 'AGREEMENT').map(({ clean }) => clean);
  const isMissing = (row: Parameters<typeof agreementKey>[0]) => !parts.known.agreements.has(agreementKey(row));
  const agreements = listed.filter(isListedAgreement).filter((row) => !parts.addsOnly || isMissing(row));
  const agencies = planAgencies(agreements, parts);
  const planned = planAgreements(agreements, { ...parts, agencyIds: agencies.ids });
  const events = prepared.events.map(({ code, ...event }): StagedEvent => {
    const agreementId = planned.ids.get(agreementKey(event)) ?? '';
    return { id: parts.newId(), publicationId: parts.publicationId, agreementId, code };
  });
  const tables = [
    { entity: ListRow, rows: prepared.rows.map((row) => listRow(row, planned.ids, parts)) },
    ...agencies.tables,
    planned.table,
    { entity: StagedEvent, rows: events },
    planProposals(prepared, { ...parts, ids: planned.ids }),
  ];
  return { tables, added: planned.added };
}

function listRow({ raw, clean, use }: PreparedRow, ids: ReadonlyMap<string, string>, parts: PlanParts): ListRow {
  const key = isListedAgreement(clean) ? agreementKey(clean) : null;
  return {
    id: parts.newId(),
    publicationId: parts.publicationId,
    sheetRow: raw.rowNumber,
    rawCells: JSON.stringify(raw.cells),
    cleanRow: JSON.stringify(clean),
    usedAs: use,
    agreementId: key === null ? null : (ids.get(key) ?? null),
  };
}
