import { Entity } from 'typeorm';
import { col } from '../kit/columns';

@Entity('credential')
export class Credential {
  @col.id() id!: string;
  @col.ref('officer_id') officerId!: string;
  @col.day('issued_on') issuedOn!: string;
  @col.day('expires_on', { nullable: true }) expiresOn!: string | null;
  @col.day('returned_on', { nullable: true }) returnedOn!: string | null;
  @col.text('status', 12) status!: string;
}
