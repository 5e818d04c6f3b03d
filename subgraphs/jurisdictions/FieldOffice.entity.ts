import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** A field office of ICE ERO, by the city ICE names it after. */
@Entity('field_office')
export class FieldOffice {
  @col.id() id!: string;
  @col.text('name', 40) name!: string;
}

/** A state, or a single county of one, in a field office's area; reference data. */
@Entity('field_office_area')
export class FieldOfficeArea {
  @col.id() id!: string;
  @col.ref('field_office_id') fieldOfficeId!: string;
  @col.text('geoid', 7) geoid!: string;
}

/** One shift of one position that directs and supervises officers; no names. */
@Entity('duty_contact')
export class DutyContact {
  @col.id() id!: string;
  @col.ref('field_office_id') fieldOfficeId!: string;
  @col.text('position', 40) position!: string;
  @col.instant('starts_at') startsAt!: Date;
  @col.instant('ends_at') endsAt!: Date;
  @col.version() version!: number;
}
