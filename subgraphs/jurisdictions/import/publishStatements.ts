import type { ListPublication } from '../ListPublication.entity';

/** Tables that hold what a publication will change, empty but for running and interrupted imports. */
export const STAGED_TABLES = [
  'staged_agency',
  'staged_area',
  'staged_alias',
  'staged_agreement',
  'staged_event',
] as const;

/** SQL with its values in order. */
export type Statement = readonly [sql: string, values: readonly (string | null)[]];

/**
 * What publishing does, set by set and in this order, in SQL that SQLite and MySQL read alike. A pending list has staged
 * only what is missing, so that all but the insertions find nothing.
 */
export function publishStatements(publication: ListPublication): Statement[] {
  const { id } = publication;
  return [
    [INSERT_AGENCIES, [id]],
    [FILL_AGENCIES, [id, id, id, id]],
    [INSERT_AREAS, [id]],
    [INSERT_ALIASES, [id]],
    ...agreementStatements(publication),
    [INSERT_EVENTS, [publication.listedOn, id]],
    [OPEN_PROPOSALS, [id]],
    [COUNT_CHANGE, []],
    ...STAGED_TABLES.map((table): Statement => [`DELETE FROM ${table} WHERE publication_id = ?`, [id]]),
  ];
}

function agreementStatements({ id, kind, listedOn }: ListPublication): Statement[] {
  const isList = kind === 'PARTICIPATING';
  const day = isList ? listedOn : null;
  return [
    [REVIVE_AGREEMENTS, [id]],
    [TOUCH_AGREEMENTS, [listedOn, listedOn, id]],
    [CHANGE_AGREEMENTS, [id, id, id, id, id, id]],
    [INSERT_AGREEMENTS, [isList ? 'ACTIVE' : 'PENDING', day, day, id]],
    [DELIST_AGREEMENTS, [listedOn, id]],
    [DELIST_ACTIVE, [id]],
  ];
}

const INSERT_AGENCIES = `
  INSERT INTO agency (id, slug, name, kind, level, state_abbr, field_office_id)
  SELECT agency_id, slug, name, kind, level, state_abbr, field_office_id
  FROM staged_agency WHERE publication_id = ? AND is_new = 1`;

const FILL_AGENCIES = `
  UPDATE agency SET
    kind = COALESCE(kind, ${stagedOfAgency('kind')}),
    level = COALESCE(level, ${stagedOfAgency('level')}),
    field_office_id = COALESCE(field_office_id, ${stagedOfAgency('field_office_id')})
  WHERE id IN (SELECT agency_id FROM staged_agency WHERE publication_id = ? AND is_new = 0)`;

const INSERT_AREAS = `
  INSERT INTO agency_jurisdiction (id, agency_id, geoid)
  SELECT id, agency_id, geoid FROM staged_area WHERE publication_id = ?`;

const INSERT_ALIASES = `
  INSERT INTO agency_alias (id, agency_id, name)
  SELECT id, agency_id, name FROM staged_alias WHERE publication_id = ?`;

/** The list is evidence against these two states alone; what a person suspended or ended stays so. */
const REVIVE_AGREEMENTS = `
  UPDATE agreement SET status = 'ACTIVE'
  WHERE status IN ('PENDING', 'DELISTED_UNKNOWN')
    AND id IN (SELECT agreement_id FROM staged_agreement WHERE publication_id = ? AND is_new = 0)`;

const TOUCH_AGREEMENTS = `
  UPDATE agreement SET
    first_listed_on = COALESCE(first_listed_on, ?), last_listed_on = ?, delisted_on = NULL, version = version + 1
  WHERE id IN (SELECT agreement_id FROM staged_agreement WHERE publication_id = ? AND is_new = 0)`;

const CHANGE_AGREEMENTS = `
  UPDATE agreement SET
    signed_on = ${stagedOfAgreement('signed_on')},
    moa_status = ${stagedOfAgreement('moa_status')},
    moa_url = ${stagedOfAgreement('moa_url')},
    addendum_url = ${stagedOfAgreement('addendum_url')},
    listed_name = ${stagedOfAgreement('listed_name')}
  WHERE id IN (SELECT agreement_id FROM staged_agreement WHERE publication_id = ? AND is_changed = 1)`;

const INSERT_AGREEMENTS = `
  INSERT INTO agreement (id, agency_id, state_abbr, model, status, signed_on, moa_status, moa_url, addendum_url,
    listed_name, first_listed_on, last_listed_on, generation, is_suspended, version)
  SELECT agreement_id, agency_id, state_abbr, model, ?, signed_on, moa_status, moa_url, addendum_url,
    listed_name, ?, ?, 1, 0, 1
  FROM staged_agreement WHERE publication_id = ? AND is_new = 1`;

const DELISTED = `(SELECT agreement_id FROM staged_event WHERE publication_id = ? AND code = 'DELISTED')`;

const DELIST_AGREEMENTS = `
  UPDATE agreement SET delisted_on = ?, version = version + 1 WHERE id IN ${DELISTED}`;

const DELIST_ACTIVE = `
  UPDATE agreement SET status = 'DELISTED_UNKNOWN' WHERE status = 'ACTIVE' AND id IN ${DELISTED}`;

const INSERT_EVENTS = `
  INSERT INTO agreement_event (id, agreement_id, code, seen_on)
  SELECT id, agreement_id, code, ? FROM staged_event WHERE publication_id = ?`;

const OPEN_PROPOSALS = `UPDATE import_proposal SET status = 'OPEN' WHERE publication_id = ? AND status = 'STAGED'`;

const COUNT_CHANGE = 'UPDATE acting_revision SET revision = revision + 1 WHERE id = 1';

function stagedOfAgency(column: string): string {
  return `(SELECT s.${column} FROM staged_agency s WHERE s.publication_id = ? AND s.agency_id = agency.id)`;
}

function stagedOfAgreement(column: string): string {
  return `(SELECT s.${column} FROM staged_agreement s WHERE s.publication_id = ? AND s.agreement_id = agreement.id)`;
}
