import type { SubgraphName } from '../../schema/subgraphs';
import { Agency } from '../jurisdictions/Agency.entity';
import type { Stores } from '../kit/context';
import { unitOfWork } from '../kit/unitOfWork';
import { Officer } from '../officers/Officer.entity';
import { Subject } from '../warrants/Subject.entity';
import { insertImmigrationRecords } from './immigrationRecords';
import { insertJurisdictions } from './jurisdictions';
import { insertOfficers } from './officers';
import { insertWarrants } from './warrants';

/** Fills databases that hold no agency, officer or person yet with invented ones; leaves all others as they are. */
export async function seedDemonstration(stores: Readonly<Record<SubgraphName, Stores>>, now: Date): Promise<void> {
  const { jurisdictions, officers, warrants } = stores;
  if (!(await jurisdictions.operational.writes.getRepository(Agency).exists()))
    await unitOfWork(jurisdictions.operational, insertJurisdictions);
  if (!(await officers.operational.writes.getRepository(Officer).exists()))
    await unitOfWork(officers.operational, (manager) => insertOfficers(manager, now));
  if (await warrants.operational.writes.getRepository(Subject).exists()) return;
  const subjects = await unitOfWork(warrants.operational, (manager) => insertWarrants(manager, now));
  await insertImmigrationRecords(warrants, subjects, now);
}
