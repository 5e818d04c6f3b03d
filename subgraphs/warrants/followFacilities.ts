import { facilityPlaces } from '../../schema/services';
import type { Store } from '../kit/store';
import type { Sweep } from '../kit/sweeps';
import { unitOfWork } from '../kit/unitOfWork';
import { FacilityReach } from './Subject.entity';

const revisions = new WeakMap<Store, number>();

/**
 * Keeps `facility_reach` what jurisdictions says. A facility that is not there yet reaches nobody; while jurisdictions
 * does not answer the rows stay, and what an agency lost meanwhile it loses with the next answer.
 */
export const followFacilities: Sweep = async ({ stores: { operational }, askService }) => {
  const { revision, places } = await askService({
    subgraph: 'jurisdictions',
    operation: 'facilityPlaces',
    input: { known: revisions.get(operational) ?? null },
    answer: facilityPlaces,
  });
  if (places !== null) {
    await replaceReach(
      operational,
      places.map(({ facility, agency, fieldOffice, stateAbbr }) => ({
        ...{ facilityId: facility, agencyId: agency },
        ...{ fieldOffice, stateAbbr },
      })),
    );
  }
  revisions.set(operational, revision);
};

async function replaceReach(store: Store, wanted: readonly FacilityReach[]): Promise<void> {
  await unitOfWork(store, async (manager) => {
    const known = new Map((await manager.find(FacilityReach)).map((row) => [keyOf(row), row]));
    const keys = new Set(wanted.map(keyOf));
    for (const { facilityId, agencyId } of [...known.values()].filter((row) => !keys.has(keyOf(row))))
      await manager.delete(FacilityReach, { facilityId, agencyId });
    for (const { facilityId, agencyId, ...place } of wanted.filter((row) => differs(known.get(keyOf(row)), row)))
      await manager.update(FacilityReach, { facilityId, agencyId }, place);
    const added = wanted.filter((row) => !known.has(keyOf(row)));
    if (added.length > 0) await manager.insert(FacilityReach, [...added]);
  });
}

function keyOf({ facilityId, agencyId }: FacilityReach): string {
  return `${facilityId} ${agencyId}`;
}

function differs(known: FacilityReach | undefined, wanted: FacilityReach): boolean {
  return known !== undefined && (known.fieldOffice !== wanted.fieldOffice || known.stateAbbr !== wanted.stateAbbr);
}
