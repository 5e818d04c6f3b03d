import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** A time in which a warrant may not be served. It has no cause: whatever stopped it looks the same. */
@Entity('service_stop')
export class ServiceStop {
  @col.id() id!: string;
  @col.ref('warrant_id') warrantId!: string;
  @col.ref('facility_id') facilityId!: string;
  @col.instant('since_at') sinceAt!: Date;
  @col.instant('ended_at', { nullable: true }) endedAt!: Date | null;
}
