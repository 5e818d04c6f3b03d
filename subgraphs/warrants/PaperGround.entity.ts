import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** One version of the boxes that a detainer or warrant gives as its ground; protected store. Versions are never changed. */
@Entity('paper_ground')
export class PaperGround {
  @col.key('paper_id') entityId!: string;
  @col.wholeKey('rev') rev!: number;
  @col.ref('act_id') actId!: string;
  @col.instant('written_at') writtenAt!: Date;
  @col.list('bases', { nullable: true }) bases!: readonly string[] | null;
}
