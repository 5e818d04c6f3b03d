import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** A state or county by its Census GEOID; reference data. */
@Entity('jurisdiction')
export class Jurisdiction {
  @col.key('geoid', 7) geoid!: string;
  @col.text('level', 20) level!: string;
  @col.text('name', 80) name!: string;
  @col.text('state_abbr', 2) stateAbbr!: string;
}
