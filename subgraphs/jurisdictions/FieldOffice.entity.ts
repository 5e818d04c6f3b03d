import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** A field office of ICE ERO, by the city ICE names it after. */
@Entity('field_office')
export class FieldOffice {
  @col.id() id!: string;
  @col.text('name', 40) name!: string;
}
