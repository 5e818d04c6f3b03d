import { Entity } from 'typeorm';
import { col } from '../kit/columns';

@Entity('credential')
export class Credential {
  @col.id() id!: string;
  @col.ref('officer_id') officerId!: string;
  @col.day('issued_on') issuedOn!: string;
  /** The last day it is good for. */
  @col.day('expires_on', { nullable: true }) expiresOn!: string | null;
  @col.day('returned_on', { nullable: true }) returnedOn!: string | null;
  /** What it is or, from `endedAt` on, what it became; `credentialStatusAt` says what it is at an instant. */
  @col.text('status', 12) status!: string;
  @col.instant('ended_at', { nullable: true }) endedAt!: Date | null;
}
