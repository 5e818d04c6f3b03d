import type { CleanRow } from './cleanRow';
import type { SupportModel } from './importTables';

/** An agreement as the latest import left it. */
export interface PreviousEntry {
  readonly agencySlug: string;
  /** The name under which the latest list had the agency (`listedName`), not the alias table's. */
  readonly agencyName: string;
  readonly state: string;
  readonly model: SupportModel;
  readonly signedOn: string | null;
  readonly moaUrl: string | null;
  readonly addendumUrl: string | null;
  /** The first list that had the agreement. */
  readonly firstListedOn: string;
  /** False for agreements that an earlier list had and the latest had not. */
  readonly listed: boolean;
}

/** What the importer knows of earlier lists; null before the first import. */
export interface PreviousListing {
  readonly listedOn: string;
  readonly entries: readonly PreviousEntry[];
}

/** A clean row that is an agreement: state, agency and model are known. */
export type ListedAgreement = CleanRow & {
  readonly state: string;
  readonly agencySlug: string;
  readonly model: SupportModel;
};

/** Identity of an agreement: agency and model. The signed date is no part of it, as lists correct it. */
export function agreementKey({ agencySlug, model }: { agencySlug: string; model: string }): string {
  return `${agencySlug} ${model}`;
}
