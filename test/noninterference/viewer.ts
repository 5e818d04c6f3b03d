import type { Bound } from '../../schema/caller';
import type { Category } from '../../schema/categories';
import type { Clearance } from '../../schema/policy';
import type { Classification } from './classification';
import type { Row, Table } from './tables';

/** Who looks at the two worlds: what the policy grants and the bounds that the token names. */
export interface Viewer {
  readonly clearance: Clearance;
  readonly agency: string;
  /** `*` stands for every facility of the agency. */
  readonly facilities: readonly string[];
  readonly officer: string | null;
}

/** Rows of all tables of one world. */
export type Rows = ReadonlyMap<Table, readonly Row[]>;

/** What a row's scope hangs on: the places and people that it is about, as far as its references lead to them. */
interface Anchor {
  readonly facility: string | null;
  readonly officer: string | null;
  readonly agency: string | null;
  readonly office: string | null;
}

/** What a viewer can see of rows; not the product's own row scope, but the policy's words put beside the data. */
export interface Sight {
  /** Whether the row is there for the viewer; null where no type shows its table, or nothing tells where it belongs. */
  seesRow(table: Table, row: Row): boolean | null;
  /** Whether the column of a row that is there is visible; what no field shows goes with its row. Of a row that belongs nowhere all is visible that the viewer's categories reach at all. */
  seesColumn(table: Table, row: Row, property: string): boolean;
}

const MAX_STEPS = 3;

export function sightOf(viewer: Viewer, rows: Rows, classification: Classification): Sight {
  const anchors = anchorsIn(rows, viewer);
  const reaches = (category: Category | null, anchor: Anchor): boolean =>
    category !== null &&
    (viewer.clearance.rows[category] ?? []).some((bound) => isWithin(bound, { anchor, viewer, anchors }));
  const all = (categories: readonly (Category | null)[], table: Table, row: Row): boolean => {
    const anchor = anchors.of(table, row);
    return categories.length > 0 && categories.every((category) => reaches(category, anchor));
  };
  const isPlaced = (table: Table, row: Row): boolean =>
    Object.values(anchors.of(table, row)).some((one) => one !== null);
  const isGranted = (category: Category | null): boolean =>
    category !== null && (viewer.clearance.rows[category] ?? []).length > 0;
  return {
    seesRow: (table, row) => {
      const base = classification.baseOf(table);
      if (base === null) return null;
      return all(base, table, row) || (isPlaced(table, row) ? false : null);
    },
    seesColumn: (table, row, property) => {
      const meaning = classification.meaningOf(table, property);
      if (meaning === null) return true;
      return isPlaced(table, row) ? all(meaning.categories, table, row) : meaning.categories.every(isGranted);
    },
  };
}

interface Anchors {
  of(table: Table, row: Row): Anchor;
  /** Whether the viewer's agency runs the facility, or lies in the office's area. */
  isOwnFacility(facility: string): boolean;
  isOwnOffice(office: string): boolean;
}

interface Asked {
  readonly anchor: Anchor;
  readonly viewer: Viewer;
  readonly anchors: Anchors;
}

/** A bound that no WSO has today has to be taught before a policy may give it to him. */
function isWithin(bound: Bound, { anchor, viewer, anchors }: Asked): boolean {
  const { facility, officer, agency } = anchor;
  switch (bound) {
    case 'all':
      return true;
    case 'agency':
      return isOwn({ anchor, viewer, anchors });
    case 'facility':
      return (
        facility !== null &&
        anchors.isOwnFacility(facility) &&
        ['*', facility].some((one) => viewer.facilities.includes(one))
      );
    case 'self':
      // What is about no officer is his agency's.
      return agency === viewer.agency && (officer === null || officer === viewer.officer);
    case 'aor':
    case 'state':
      throw new Error(`A viewer bounded by ${bound} is not known to the two-world test.`);
  }
}

/** What happened at a facility is the facility's, whoever did it; what belongs to an agency is the agency's. */
function isOwn({ anchor: { facility, agency, office }, viewer, anchors }: Asked): boolean {
  if (facility !== null) return anchors.isOwnFacility(facility);
  if (agency !== null) return agency === viewer.agency;
  return office !== null && anchors.isOwnOffice(office);
}

/** Follows a row's references until they meet a place or an officer. */
function anchorsIn(rows: Rows, viewer: Viewer): Anchors {
  const byId = new Map<string, { readonly table: Table; readonly row: Row }>();
  for (const [table, all] of rows)
    for (const row of all) if (typeof row['id'] === 'string') byId.set(row['id'], { table, row });
  const named = (name: string): readonly Row[] => [...rows].find(([table]) => table.metadata.name === name)?.[1] ?? [];
  const own = named('FacilityReach').filter((row) => row['agencyId'] === viewer.agency);
  const office = named('Agency').find((row) => row['id'] === viewer.agency)?.['fieldOfficeId'];
  const find = (table: Table, row: Row, steps: number): Anchor => {
    const here = anchorOf(table, row);
    if (steps === 0) return here;
    return Object.entries(row)
      .filter(([property, value]) => /Id$/.test(property) && typeof value === 'string')
      .map(([, value]) => byId.get(String(value)))
      .filter((one) => one !== undefined)
      .map((one) => find(one.table, one.row, steps - 1))
      .reduce(filledFrom, here);
  };
  return {
    of: (table, row) => find(table, row, MAX_STEPS),
    isOwnFacility: (facility) => own.some((row) => row['facilityId'] === facility),
    isOwnOffice: (one) => one === office,
  };
}

function anchorOf({ metadata }: Table, row: Row): Anchor {
  const named = (name: string, property: string): string | null =>
    textOf(metadata.name === name ? row['id'] : row[property]);
  return {
    facility: textOf(row['facilityId']),
    officer: named('Officer', 'officerId'),
    agency: textOf(row['agencyId']),
    office: textOf(row['fieldOfficeId']),
  };
}

function filledFrom(anchor: Anchor, other: Anchor): Anchor {
  return {
    facility: anchor.facility ?? other.facility,
    officer: anchor.officer ?? other.officer,
    agency: anchor.agency ?? other.agency,
    office: anchor.office ?? other.office,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
