import type { ObjectLiteral } from 'typeorm';
import { ActRow, EventRow } from '../../subgraphs/kit/Act.entity';
import type { Stores } from '../../subgraphs/kit/context';
import type { BothStores } from '../../subgraphs/kit/protectedVersions';
import { AdministrativeWarrant } from '../../subgraphs/warrants/AdministrativeWarrant.entity';
import { AuthorityDecision } from '../../subgraphs/warrants/AuthorityDecision.entity';
import { Booking } from '../../subgraphs/warrants/Booking.entity';
import { ClaimReport } from '../../subgraphs/warrants/ClaimReport.entity';
import { Detainer } from '../../subgraphs/warrants/Detainer.entity';
import { Hold } from '../../subgraphs/warrants/Hold.entity';
import { ImmigrationRecord } from '../../subgraphs/warrants/ImmigrationRecord.entity';
import { PaperGround } from '../../subgraphs/warrants/PaperGround.entity';
import { ProtectedHead } from '../../subgraphs/warrants/ProtectedHead.entity';
import { ServiceRecord } from '../../subgraphs/warrants/ServiceRecord.entity';
import { ServiceStop } from '../../subgraphs/warrants/ServiceStop.entity';
import { Subject } from '../../subgraphs/warrants/Subject.entity';

/** Every row that acts write, in both stores. */
export type Written = Awaited<ReturnType<typeof readWritten>>;

export async function readWritten(stores: Stores) {
  const both = bothOf(stores);
  const all = <T extends ObjectLiteral>(entity: new () => T) => both.operational.reads.getRepository(entity).find();
  const kept = <T extends ObjectLiteral>(entity: new () => T) => both.protected.reads.getRepository(entity).find();
  return {
    acts: await all(ActRow),
    events: await all(EventRow),
    subjects: await all(Subject),
    bookings: await all(Booking),
    detainers: await all(Detainer),
    warrants: await all(AdministrativeWarrant),
    stops: await all(ServiceStop),
    services: await all(ServiceRecord),
    holds: await all(Hold),
    decisions: await all(AuthorityDecision),
    claims: await all(ClaimReport),
    heads: await all(ProtectedHead),
    records: await kept(ImmigrationRecord),
    grounds: await kept(PaperGround),
  };
}

export function bothOf({ operational, protected: kept }: Stores): BothStores {
  if (kept === null) throw new Error('warrants keeps no protected data.');
  return { operational, protected: kept };
}
