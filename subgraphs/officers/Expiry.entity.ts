import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** One thing of one officer that runs out at a known instant; made anew from his papers with each act. */
@Entity('expiry')
export class Expiry {
  @col.id() id!: string;
  @col.ref('officer_id') officerId!: string;
  @col.ref('agency_id') agencyId!: string;
  @col.text('kind', 16) kind!: string;
  @col.instant('expires_at') expiresAt!: Date;
}
