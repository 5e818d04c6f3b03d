import type { EntityManager } from 'typeorm';
import type { SubgraphContext } from '../../kit/context';
import { AgencyReach, type Officer } from '../Officer.entity';
import { complaintDueAt } from '../rules/complaintClock';
import { clausesIn } from './clausesFor';

/** By when ICE has to be told of a complaint about an officer, by the clock of his agency's facilities. */
export function complaintDueFor(
  officer: Officer,
  receivedAt: Date,
  { operational }: SubgraphContext,
): Promise<Date | null> {
  return dueIn(operational.reads.manager, officer, receivedAt);
}

/** The same within an act. Where no facility's clock is known, days are those of UTC. */
export async function dueIn(manager: EntityManager, officer: Officer, receivedAt: Date): Promise<Date | null> {
  const agency = await manager.findOneBy(AgencyReach, { agencyId: officer.agencyId });
  return complaintDueAt(clausesIn(agency, officer.model), receivedAt, agency?.timeZone ?? 'utc');
}
