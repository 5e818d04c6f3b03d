import { type DataSource, In } from 'typeorm';
import type { ActingConditions } from '../../../schema/services';
import { endOfDay, startOfDay } from '../../kit/days';
import { Agency } from '../Agency.entity';
import { DetentionAgreement } from '../DetentionAgreement.entity';
import { Facility, FacilityAgency } from '../Facility.entity';
import type { Asked, Stated } from './stated';

type FacilityFacts = ActingConditions['facility'];
type DetentionFacts = NonNullable<FacilityFacts>['detentionAgreement'];

/** The facility, the agencies that run it in order of id, and the detention agreement in force; null for an unknown one. */
export async function facilityFacts(reads: DataSource, { facility: id, at }: Asked): Promise<Stated<FacilityFacts>> {
  const facility = await reads.getRepository(Facility).findOneBy({ id });
  if (facility === null) return { facts: null, changes: [] };
  const links = await reads.getRepository(FacilityAgency).findBy({ facilityId: id });
  const agencies = await reads.getRepository(Agency).find({
    where: { id: In(links.map(({ agencyId }) => agencyId)) },
    order: { id: 'ASC' },
  });
  const { timeZone } = facility;
  const detention = await detentionFacts(reads, { facilityId: id, timeZone, at });
  const running = agencies.map((agency) => ({ id: agency.id, kind: agency.kind ?? '', stateAbbr: agency.stateAbbr }));
  return {
    facts: { id, timeZone, agencies: running, detentionAgreement: detention.facts },
    changes: detention.changes,
  };
}

interface DetentionPlace {
  readonly facilityId: string;
  readonly timeZone: string;
  readonly at: Date;
}

/** Of several in force the one that ends last. */
async function detentionFacts(
  reads: DataSource,
  { facilityId, timeZone, at }: DetentionPlace,
): Promise<Stated<DetentionFacts>> {
  const all = await reads.getRepository(DetentionAgreement).find({ where: { facilityId }, order: { id: 'ASC' } });
  const spans = all.map(({ id, reference, startsOn, endsOn }) => ({
    id,
    reference,
    startsAt: startOfDay(startsOn, timeZone),
    untilAt: endsOn === null ? null : endOfDay(endsOn, timeZone),
  }));
  const inForce = spans.filter(({ startsAt, untilAt }) => startsAt <= at && (untilAt === null || untilAt > at));
  const last = inForce.toSorted((one, other) => endOf(other) - endOf(one)).at(0);
  return {
    facts:
      last === undefined
        ? null
        : { id: last.id, untilAt: last.untilAt?.toISOString() ?? null, citation: last.reference },
    changes: spans.flatMap(({ startsAt, untilAt }) => (untilAt === null ? [startsAt] : [startsAt, untilAt])),
  };
}

function endOf({ untilAt }: { readonly untilAt: Date | null }): number {
  return untilAt?.getTime() ?? Number.POSITIVE_INFINITY;
}
