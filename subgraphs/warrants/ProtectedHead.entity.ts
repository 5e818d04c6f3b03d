import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** Which version of a protected record counts. Its commit is the act; versions nobody points to do not exist. */
@Entity('protected_head')
export class ProtectedHead {
  @col.key('entity', 40) entity!: string;
  @col.key('entity_id') entityId!: string;
  @col.whole('rev') rev!: number;
}
