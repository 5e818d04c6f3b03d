import { groupBy } from './groupBy';
import type { ListedAgreement } from './previousListing';
import { type ReviewNote, reviewNote } from './reviewNote';

const BODY = /-(?:office|department|dept)$/;

/** Notes agencies of a state whose names differ only in "Office" or "Department", once for each further name. */
export function reviewAgencies(agreements: readonly ListedAgreement[]): ReviewNote[] {
  const agencies = [...groupBy(agreements, ({ agencySlug }) => agencySlug).values()].map(([first]) => first);
  const alike = groupBy(agencies.filter(isRow), ({ agencySlug }) => agencySlug.replace(BODY, ''));
  return [...alike.values()].flatMap(([, ...further]) => further.map(nearDuplicate));
}

function isRow(row: ListedAgreement | undefined): row is ListedAgreement {
  return row !== undefined;
}

function nearDuplicate({ rowNumber, listedName }: ListedAgreement): ReviewNote {
  return reviewNote('NEAR_DUPLICATE', { rowNumber, field: 'LAW ENFORCEMENT AGENCY', value: listedName });
}
