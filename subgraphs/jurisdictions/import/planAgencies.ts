import { StagedAgency, StagedAlias, StagedArea } from '../StagedAgency.entity';
import { groupBy } from './groupBy';
import type { ListedAgreement } from './previousListing';
import type { PlannedTable, PlanParts } from './publicationPlan';
import type { KnownAgency } from './readKnown';

export interface PlannedAgencies {
  readonly tables: readonly PlannedTable[];
  /** Ids of all agencies of the list by slug. */
  readonly ids: ReadonlyMap<string, string>;
}

interface PlannedAgency {
  readonly id: string;
  readonly rows: readonly ListedAgreement[];
  readonly first: ListedAgreement;
  readonly known: KnownAgency | undefined;
}

/** New agencies, and for known ones what they lack: kind, level, field office, area, a further spelling of the name. */
export function planAgencies(agreements: readonly ListedAgreement[], parts: PlanParts): PlannedAgencies {
  const agencies = [...groupBy(agreements, ({ agencySlug }) => agencySlug)].flatMap(([slug, rows]): PlannedAgency[] => {
    const [first] = rows;
    const known = parts.known.agencies.get(slug);
    return first === undefined ? [] : [{ id: known?.agency.id ?? parts.newId(), rows, first, known }];
  });
  const planned = parts.addsOnly ? agencies.filter(({ known }) => known === undefined) : agencies;
  const tables = [
    { entity: StagedAgency, rows: planned.flatMap((agency) => stagedAgency(agency, parts)) },
    { entity: StagedArea, rows: planned.flatMap((agency) => stagedAreas(agency, parts)) },
    { entity: StagedAlias, rows: planned.flatMap((agency) => stagedAliases(agency, parts)) },
  ];
  return { tables, ids: new Map(agencies.map(({ first, id }) => [first.agencySlug, id])) };
}

function stagedAgency({ id, rows, first, known }: PlannedAgency, parts: PlanParts): StagedAgency[] {
  const office = firstOf(rows, ({ fieldOffice }) => parts.known.fieldOffices.get(fieldOffice ?? '') ?? null);
  const staged: StagedAgency = {
    id: parts.newId(),
    publicationId: parts.publicationId,
    agencyId: id,
    isNew: known === undefined,
    slug: first.agencySlug,
    name: first.agencyName,
    kind: firstOf(rows, ({ agencyKind }) => agencyKind),
    level: firstOf(rows, ({ level }) => level),
    stateAbbr: first.state,
    fieldOfficeId: office,
  };
  return known === undefined || fills(staged, known) ? [staged] : [];
}

function fills(staged: StagedAgency, { agency }: KnownAgency): boolean {
  const fields = ['kind', 'level', 'fieldOfficeId'] as const;
  return fields.some((field) => agency[field] === null && staged[field] !== null);
}

function stagedAreas({ id, rows, known }: PlannedAgency, { publicationId, newId }: PlanParts): StagedArea[] {
  if (known?.hasArea === true) return [];
  const geoids = new Set(rows.map(({ countyGeoid }) => countyGeoid).filter((geoid) => geoid !== null));
  return [...geoids].map((geoid) => ({ id: newId(), publicationId, agencyId: id, geoid }));
}

function stagedAliases(agency: PlannedAgency, { publicationId, newId }: PlanParts): StagedAlias[] {
  const { id, rows, first, known } = agency;
  const ownName = known?.agency.name ?? first.agencyName;
  const names = new Set(rows.map(({ listedName }) => listedName));
  return [...names]
    .filter((name) => name !== ownName && known?.aliases.has(name) !== true)
    .map((name) => ({ id: newId(), publicationId, agencyId: id, name }));
}

function firstOf(rows: readonly ListedAgreement[], read: (row: ListedAgreement) => string | null): string | null {
  return rows.map(read).find((value) => value !== null) ?? null;
}
