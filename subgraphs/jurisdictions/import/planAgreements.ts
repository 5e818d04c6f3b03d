import type { Agreement } from '../Agreement.entity';
import { StagedAgreement } from '../StagedAgreement.entity';
import { statusOf } from './cleanLinks';
import { agreementKey, type ListedAgreement } from './previousListing';
import type { PlannedTable, PlanParts } from './publicationPlan';

export interface PlannedAgreements {
  readonly table: PlannedTable;
  /** How many of them the database does not have. */
  readonly added: number;
  /** Ids of all agreements of the list and the database by agency and model. */
  readonly ids: ReadonlyMap<string, string>;
}

const LIST_FIELDS = ['signedOn', 'moaUrl', 'addendumUrl', 'listedName'] as const;

interface AgreementParts extends PlanParts {
  readonly agencyIds: ReadonlyMap<string, string>;
}

/** Each agreement of the list as it shall stand. What the list lost or put in doubt keeps its stored value. */
export function planAgreements(agreements: readonly ListedAgreement[], parts: AgreementParts): PlannedAgreements {
  const staged = agreements.map((row) => [agreementKey(row), stagedAgreement(row, parts)] as const);
  const known = [...parts.known.agreements].map(([key, { id }]) => [key, id] as const);
  return {
    table: { entity: StagedAgreement, rows: staged.map(([, agreement]) => agreement) },
    added: staged.filter(([, { isNew }]) => isNew).length,
    ids: new Map([...known, ...staged.map(([key, { agreementId }]) => [key, agreementId] as const)]),
  };
}

function stagedAgreement(row: ListedAgreement, parts: AgreementParts): StagedAgreement {
  const known = parts.known.agreements.get(agreementKey(row));
  const listedName = parts.addsOnly ? null : row.listedName;
  const kept = { ...keptValues(row, known), listedName };
  return {
    id: parts.newId(),
    publicationId: parts.publicationId,
    agreementId: known?.id ?? parts.newId(),
    agencyId: known?.agencyId ?? parts.agencyIds.get(row.agencySlug) ?? '',
    isNew: known === undefined,
    isChanged: known !== undefined && differs(kept, known),
    stateAbbr: row.state,
    model: row.model,
    ...kept,
  };
}

function keptValues(row: ListedAgreement, known: Agreement | undefined) {
  const moaUrl = row.moaUrl ?? known?.moaUrl ?? null;
  const addendumUrl = row.addendumUrl ?? known?.addendumUrl ?? null;
  return {
    signedOn: row.signedOn ?? known?.signedOn ?? null,
    moaStatus: statusOf(moaUrl, addendumUrl),
    moaUrl,
    addendumUrl,
  };
}

/** The status follows from the addresses and is not compared: a person's WITHDRAWN stands until an address changes. */
function differs(kept: Pick<StagedAgreement, (typeof LIST_FIELDS)[number]>, known: Agreement): boolean {
  return LIST_FIELDS.some((field) => kept[field] !== known[field]);
}
