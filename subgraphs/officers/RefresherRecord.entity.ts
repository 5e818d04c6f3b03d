import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** One refresher that ICE requires of one officer. */
@Entity('refresher_record')
export class RefresherRecord {
  @col.id() id!: string;
  @col.ref('officer_id') officerId!: string;
  @col.instant('required_at') requiredAt!: Date;
  /** The last day on which it may be missing. */
  @col.day('due_on') dueOn!: string;
  @col.day('completed_on', { nullable: true }) completedOn!: string | null;
}
