import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/**
 * One file of ICE's list, by its hash. `previousId` is set only at publishing and is unique, so that of two imports made
 * on the same base one alone is published; `FIRST` stands for no base.
 */
@Entity('list_publication')
export class ListPublication {
  @col.id() id!: string;
  @col.text('file_sha256', 64) fileSha256!: string;
  @col.text('file_name', 255) fileName!: string;
  @col.text('kind', 20) kind!: string;
  @col.day('listed_on') listedOn!: string;
  /** STAGED, PUBLISHED, QUARANTINED or, while its rows are cleared away, ABANDONED. */
  @col.text('status', 20) status!: string;
  @col.text('accepted_reason', 500, { nullable: true }) acceptedReason!: string | null;
  @col.text('previous_id', 26, { nullable: true }) previousId!: string | null;
  @col.instant('imported_at') importedAt!: Date;
  @col.whole('row_count') rowCount!: number;
}

/** A piece of a publication's report; the whole is longer than a text column of MySQL holds. */
@Entity('list_report_part')
export class ListReportPart {
  @col.id() id!: string;
  @col.ref('publication_id') publicationId!: string;
  @col.whole('part_number') partNumber!: number;
  @col.long('text') text!: string;
}

/** A row of a published list with its cells as the file had them; never changed or deleted once published. */
@Entity('list_row')
export class ListRow {
  @col.id() id!: string;
  @col.ref('publication_id') publicationId!: string;
  @col.whole('sheet_row') sheetRow!: number;
  @col.long('raw_cells') rawCells!: string;
  @col.long('clean_row') cleanRow!: string;
  @col.text('used_as', 12) usedAs!: string;
  @col.ref('agreement_id', { nullable: true }) agreementId!: string | null;
}
