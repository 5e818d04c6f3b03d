import type { DataSource } from 'typeorm';
import type { Store } from '../../kit/store';
import { Agency, AgencyAlias, AgencyJurisdiction } from '../Agency.entity';
import { Agreement } from '../Agreement.entity';
import { FieldOffice } from '../FieldOffice.entity';
import { ListPublication } from '../ListPublication.entity';
import { groupBy } from './groupBy';
import { isSupportModel } from './importTables';
import { agreementKey, type PreviousEntry, type PreviousListing } from './previousListing';

export interface KnownAgency {
  readonly agency: Agency;
  readonly aliases: ReadonlySet<string>;
  readonly hasArea: boolean;
}

/** What the database holds before an import. */
export interface Known {
  /** The latest publication; `FIRST` when there is none. */
  readonly baseId: string;
  readonly previous: PreviousListing | null;
  readonly agencies: ReadonlyMap<string, KnownAgency>;
  /** Every agreement by agency and model, listed or not; of renewals the one that a list can mean. */
  readonly agreements: ReadonlyMap<string, Agreement>;
  readonly fieldOffices: ReadonlyMap<string, string>;
}

/** Reads what is published. The base comes first: whatever is published after it was read makes publishing on it fail. */
export async function readKnown({ reads }: Store): Promise<Known> {
  const published = await reads.getRepository(ListPublication).findBy({ status: 'PUBLISHED' });
  const agencies = await readAgencies(reads);
  const slugs = new Map([...agencies].map(([slug, { agency }]) => [agency.id, slug]));
  const agreements = new Map(
    (await reads.getRepository(Agreement).find())
      .sort(byCurrency)
      .map((agreement) => [
        agreementKey({ agencySlug: slugs.get(agreement.agencyId) ?? '', model: agreement.model }),
        agreement,
      ]),
  );
  const offices = await reads.getRepository(FieldOffice).find();
  return {
    baseId: headOf(published),
    previous: previousOf(published, [...agreements.values()], slugs),
    agencies,
    agreements,
    fieldOffices: new Map(offices.map(({ name, id }) => [name, id])),
  };
}

const NOT_LISTABLE: readonly string[] = ['DRAFT', 'SIGNED_LEA', 'SUPERSEDED', 'TERMINATED', 'EXPIRED'];

/** The one that a list can mean comes last: one that neither waits for signatures nor has ended, then the latest. */
function byCurrency(one: Agreement, other: Agreement): number {
  const rank = ({ status }: Agreement): number => (NOT_LISTABLE.includes(status) ? 0 : 1);
  return rank(one) - rank(other) || one.generation - other.generation;
}

async function readAgencies(reads: DataSource): Promise<ReadonlyMap<string, KnownAgency>> {
  const aliases = groupBy(await reads.getRepository(AgencyAlias).find(), ({ agencyId }) => agencyId);
  const links = await reads.getRepository(AgencyJurisdiction).find();
  const placed = new Set(links.map(({ agencyId }) => agencyId));
  const known = (await reads.getRepository(Agency).find()).map((agency): KnownAgency => {
    const names = (aliases.get(agency.id) ?? []).map(({ name }) => name);
    return { agency, aliases: new Set(names), hasArea: placed.has(agency.id) };
  });
  return new Map(known.map((one) => [one.agency.slug, one]));
}

/** Publications are a chain: the last is the one that no other was made on. */
function headOf(published: readonly ListPublication[]): string {
  const bases = new Set(published.map(({ previousId }) => previousId));
  return published.find(({ id }) => !bases.has(id))?.id ?? 'FIRST';
}

function previousOf(
  published: readonly ListPublication[],
  agreements: readonly Agreement[],
  slugs: ReadonlyMap<string, string>,
): PreviousListing | null {
  const days = published.filter(({ kind }) => kind === 'PARTICIPATING').map(({ listedOn }) => listedOn);
  const listedOn = days.sort().at(-1);
  if (listedOn === undefined) return null;
  return { listedOn, entries: agreements.flatMap((agreement) => entriesOf(agreement, slugs)) };
}

/** None for agreements that no list had yet, as of the pending list or recorded by a party. */
function entriesOf(agreement: Agreement, slugs: ReadonlyMap<string, string>): PreviousEntry[] {
  const { listedName, firstListedOn, model, signedOn, moaUrl, addendumUrl } = agreement;
  if (listedName === null || firstListedOn === null || !isSupportModel(model)) return [];
  const agencySlug = slugs.get(agreement.agencyId) ?? '';
  const identity = { agencySlug, agencyName: listedName, state: agreement.stateAbbr, model };
  return [{ ...identity, signedOn, moaUrl, addendumUrl, firstListedOn, listed: agreement.delistedOn === null }];
}
