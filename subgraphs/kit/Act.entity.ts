import { Entity } from 'typeorm';
import { col } from './columns';

/** One mutation's effect: who did what, and the key under which he may send it again. Its commit is the act. */
@Entity('act')
export class ActRow {
  @col.id() id!: string;
  @col.text('mutation', 60) mutation!: string;
  /** A hash of issuer, subject, client and capacity. */
  @col.text('actor', 64) actor!: string;
  /** Null: sent without one, or kept long enough. */
  @col.text('idempotency_key', 64, { nullable: true }) idempotencyKey!: string | null;
  /** A MAC over the input; the input itself is not kept. */
  @col.text('input_mac', 64) inputMac!: string;
  /** The row that the mutation answers with. */
  @col.ref('result_id') resultId!: string;
  @col.instant('at') at!: Date;
}

/** One change of one row's state, as it happened; never changed. */
@Entity('event')
export class EventRow {
  @col.id() id!: string;
  @col.ref('act_id') actId!: string;
  @col.text('entity', 40) entity!: string;
  @col.ref('entity_id') entityId!: string;
  @col.text('mutation', 60) mutation!: string;
  @col.text('from_status', 32, { nullable: true }) fromStatus!: string | null;
  @col.text('to_status', 32) toStatus!: string;
  @col.text('actor_issuer', 200, { nullable: true }) actorIssuer!: string | null;
  @col.text('actor_sub', 200) actorSub!: string;
  @col.text('actor_client', 200, { nullable: true }) actorClient!: string | null;
  @col.text('capacity', 32) capacity!: string;
  /** From a closed list of the mutation; null where it takes none. */
  @col.text('reason', 40, { nullable: true }) reason!: string | null;
  @col.instant('at') at!: Date;
}
