import type { PreparedImport } from '../../subgraphs/jurisdictions/import/prepareImport';
import type { PreviousEntry, PreviousListing } from '../../subgraphs/jurisdictions/import/previousListing';

/** What a database would hold after a list was applied: the rows that are agreements, and those that were known. */
export function appliedListing(prepared: PreparedImport, previous: PreviousListing | null = null): PreviousListing {
  const entries = new Map<string, PreviousEntry>();
  for (const entry of previous?.entries ?? [])
    entries.set(`${entry.agencySlug} ${entry.model}`, { ...entry, listed: false });
  for (const { clean, use } of prepared.rows) {
    const { agencySlug, state, model } = clean;
    if (use !== 'AGREEMENT' || agencySlug === null || state === null || model === 'UNMAPPED') continue;
    const known = entries.get(`${agencySlug} ${model}`);
    entries.set(`${agencySlug} ${model}`, {
      agencySlug,
      agencyName: clean.listedName,
      state,
      model,
      signedOn: clean.signedOn ?? known?.signedOn ?? null,
      moaUrl: clean.moaUrl ?? known?.moaUrl ?? null,
      addendumUrl: clean.addendumUrl ?? known?.addendumUrl ?? null,
      firstListedOn: known?.firstListedOn ?? prepared.listedOn,
      listed: true,
    });
  }
  return { listedOn: prepared.listedOn, entries: [...entries.values()] };
}
