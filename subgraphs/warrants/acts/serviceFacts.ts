import { type EntityManager, In, IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import { AdministrativeWarrant } from '../AdministrativeWarrant.entity';
import { Booking } from '../Booking.entity';
import { Detainer } from '../Detainer.entity';
import { deskRules } from '../deskRules';
import type { ServiceFacts } from '../rules/decideService';
import { ServiceStop } from '../ServiceStop.entity';
import { Subject } from '../Subject.entity';
import type { AuthorityStatement } from './authorityStatement';

interface AsOf {
  readonly warrantId: string;
  readonly at: Date;
  readonly settings: Readonly<Record<string, string>>;
  readonly statement: Pick<AuthorityStatement, 'authority' | 'conditions'>;
}

/** The facts with the rows they were read from. */
export interface ReadFacts extends ServiceFacts {
  readonly warrant: AdministrativeWarrant;
  readonly booking: Booking | null;
}

/** Everything that decides on a service as of an instant, read in one place; nothing of it is protected. */
export async function serviceFacts(manager: EntityManager, asOf: AsOf): Promise<ReadFacts> {
  const { warrantId, at, statement } = asOf;
  const warrant = await manager.findOneByOrFail(AdministrativeWarrant, { id: warrantId });
  const { subjectId, facilityId } = warrant;
  const subject = await manager.findOneByOrFail(Subject, { id: subjectId });
  const stopped = { warrantId, sinceAt: LessThanOrEqual(at) };
  const { authority, conditions } = statement;
  return {
    at,
    form: warrant.form,
    warrant,
    booking: await manager.findOneBy(Booking, { id: subject.currentBookingId ?? '' }),
    detainers: await manager.findBy(Detainer, {
      subjectId,
      facilityId,
      status: In(['LODGED', 'SERVED_ON_SUBJECT', 'CANCELLED']),
    }),
    isStopped: await manager.existsBy(ServiceStop, [
      { ...stopped, endedAt: IsNull() },
      { ...stopped, endedAt: MoreThan(at) },
    ]),
    authority,
    conditions,
    ...deskRules(asOf.settings),
  };
}
