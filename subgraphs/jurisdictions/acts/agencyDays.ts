import { type EntityManager, In } from 'typeorm';
import { dayAt, endOfDay, startOfDay } from '../../kit/days';
import { DomainError } from '../../kit/errors';
import { Agency } from '../Agency.entity';
import { Facility, FacilityAgency } from '../Facility.entity';
import { zoneOfState } from '../timeZones';

/** How an agency counts days; where its facilities lie in several time zones, what ends with a day ends with the first. */
export interface AgencyDays {
  startOf(day: string): Date;
  endOf(day: string): Date;
  /** Throws `INPUT_INVALID` for a day that has not come yet. */
  requirePast(day: string, now: Date): void;
}

export async function daysOfAgency(manager: EntityManager, agencyId: string): Promise<AgencyDays> {
  const zones = await zonesOfAgency(manager, agencyId);
  return {
    startOf: (day) => first(zones.map((zone) => startOfDay(day, zone))),
    endOf: (day) => first(zones.map((zone) => endOfDay(day, zone))),
    requirePast: (day, now) => {
      if (zones.every((zone) => day > dayAt(now, zone))) throw new DomainError('INPUT_INVALID');
    },
  };
}

async function zonesOfAgency(manager: EntityManager, agencyId: string): Promise<readonly string[]> {
  const links = await manager.findBy(FacilityAgency, { agencyId });
  const facilities = await manager.findBy(Facility, { id: In(links.map(({ facilityId }) => facilityId)) });
  if (facilities.length > 0) return [...new Set(facilities.map(({ timeZone }) => timeZone))];
  const { stateAbbr } = await manager.findOneByOrFail(Agency, { id: agencyId });
  return [zoneOfState(stateAbbr)];
}

function first(instants: readonly Date[]): Date {
  return new Date(Math.min(...instants.map((instant) => instant.getTime())));
}
