import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** A law-enforcement agency. Its slug is state and canonical name and never changes; other names are aliases. */
@Entity('agency')
export class Agency {
  @col.id() id!: string;
  @col.text('slug', 160) slug!: string;
  @col.text('name', 160) name!: string;
  @col.text('kind', 20, { nullable: true }) kind!: string | null;
  @col.text('level', 20, { nullable: true }) level!: string | null;
  @col.text('state_abbr', 2) stateAbbr!: string;
  @col.ref('field_office_id', { nullable: true }) fieldOfficeId!: string | null;
}

@Entity('agency_jurisdiction')
export class AgencyJurisdiction {
  @col.id() id!: string;
  @col.ref('agency_id') agencyId!: string;
  @col.text('geoid', 7) geoid!: string;
}

@Entity('agency_ori')
export class AgencyOri {
  @col.id() id!: string;
  @col.ref('agency_id') agencyId!: string;
  @col.text('ori', 9) ori!: string;
}

/** Another spelling under which the agency was listed. */
@Entity('agency_alias')
export class AgencyAlias {
  @col.id() id!: string;
  @col.ref('agency_id') agencyId!: string;
  @col.text('name', 160) name!: string;
}
