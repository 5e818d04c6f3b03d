import { DateTime } from 'luxon';
import { agreementKey, type ListedAgreement, type PreviousEntry, type PreviousListing } from './previousListing';
import { type ReviewNote, reviewNote } from './reviewNote';

export interface SignedDayReview {
  /** The agreements, with null for signed days that cannot be right. */
  readonly agreements: readonly ListedAgreement[];
  readonly notes: readonly ReviewNote[];
}

interface Listing {
  readonly listedOn: string;
  readonly previous: PreviousListing | null;
}

const MAX_DAYS_BEFORE_LISTING = 300;

/**
 * Takes back signed days after the list's day, and those more than 300 days before the agreement can first have been
 * listed. Agreements once listed may come back with their old day; a first import cannot know who is new.
 */
export function reviewSignedDays(agreements: readonly ListedAgreement[], listing: Listing): SignedDayReview {
  const known = new Map(listing.previous?.entries.map((entry) => [agreementKey(entry), entry]));
  const isDoubted = (row: ListedAgreement) => !isPlausible(row.signedOn, known.get(agreementKey(row)), listing);
  return {
    agreements: agreements.map((row) => (isDoubted(row) ? { ...row, signedOn: null } : row)),
    notes: agreements.filter(isDoubted).map(implausible),
  };
}

function isPlausible(signedOn: string | null, entry: PreviousEntry | undefined, listing: Listing): boolean {
  if (signedOn === null) return true;
  if (signedOn > listing.listedOn) return false;
  if (listing.previous === null || entry?.listed === false) return true;
  return signedOn >= daysBefore(earliestOn(entry) ?? listing.previous.listedOn, MAX_DAYS_BEFORE_LISTING);
}

/** The earlier of a known agreement's day and its first list: the first import finds old days on its list. */
function earliestOn(entry: PreviousEntry | undefined): string | null {
  if (entry === undefined) return null;
  const { signedOn, firstListedOn } = entry;
  return signedOn !== null && signedOn < firstListedOn ? signedOn : firstListedOn;
}

function daysBefore(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).minus({ days }).toISODate() ?? day;
}

function implausible({ rowNumber, signedOn }: ListedAgreement): ReviewNote {
  return reviewNote('SIGNED_IMPLAUSIBLE', { rowNumber, field: 'SIGNED', value: signedOn ?? '' });
}
