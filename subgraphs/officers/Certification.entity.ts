import { Entity } from 'typeorm';
import { col } from '../kit/columns';

@Entity('certification')
export class Certification {
  @col.id() id!: string;
  @col.ref('officer_id') officerId!: string;
  @col.text('model', 3) model!: string;
  @col.day('certified_on') certifiedOn!: string;
  @col.whole('score_percent') scorePercent!: number;
}
