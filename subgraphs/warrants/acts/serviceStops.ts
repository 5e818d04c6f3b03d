import { IsNull } from 'typeorm';
import type { Act } from '../../kit/acts';
import type { AdministrativeWarrant } from '../AdministrativeWarrant.entity';
import { ServiceStop } from '../ServiceStop.entity';

/** Opens a stop of a warrant's service, unless one is open. */
export async function openStop(
  { manager, newId, at }: Act,
  { id, facilityId }: Pick<AdministrativeWarrant, 'id' | 'facilityId'>,
): Promise<void> {
  if (await manager.existsBy(ServiceStop, { warrantId: id, endedAt: IsNull() })) return;
  await manager.insert(ServiceStop, { id: newId(), warrantId: id, facilityId, sinceAt: at, endedAt: null });
}

export async function endStops({ manager, at }: Act, warrantId: string): Promise<void> {
  await manager.update(ServiceStop, { warrantId, endedAt: IsNull() }, { endedAt: at });
}
