import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** An agency that a staged list adds, or whose gaps it fills. Out of the graph until the list is published. */
@Entity('staged_agency')
export class StagedAgency {
  @col.id() id!: string;
  @col.ref('publication_id') publicationId!: string;
  @col.ref('agency_id') agencyId!: string;
  @col.flag('is_new') isNew!: boolean;
  @col.text('slug', 160) slug!: string;
  @col.text('name', 160) name!: string;
  @col.text('kind', 20, { nullable: true }) kind!: string | null;
  @col.text('level', 20, { nullable: true }) level!: string | null;
  @col.text('state_abbr', 2) stateAbbr!: string;
  @col.ref('field_office_id', { nullable: true }) fieldOfficeId!: string | null;
}

/** An area of an agency that had none. */
@Entity('staged_area')
export class StagedArea {
  @col.id() id!: string;
  @col.ref('publication_id') publicationId!: string;
  @col.ref('agency_id') agencyId!: string;
  @col.text('geoid', 7) geoid!: string;
}

/** A spelling that the agency is not yet known by. */
@Entity('staged_alias')
export class StagedAlias {
  @col.id() id!: string;
  @col.ref('publication_id') publicationId!: string;
  @col.ref('agency_id') agencyId!: string;
  @col.text('name', 160) name!: string;
}
