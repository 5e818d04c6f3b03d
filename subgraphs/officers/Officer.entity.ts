import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** A local officer of one agency who is nominated for, trained in or authorized by the programme. */
@Entity('officer')
export class Officer {
  @col.id() id!: string;
  @col.ref('agency_id') agencyId!: string;
  @col.text('given_name', 80) givenName!: string;
  @col.text('sur_name', 80) surName!: string;
  @col.text('badge_id', 20, { nullable: true }) badgeId!: string | null;
  @col.text('model', 3) model!: string;
  @col.text('status', 16) status!: string;
  @col.flag('detention_duty') detentionDuty!: boolean;
  @col.flag('nomination_eligible', { nullable: true }) nominationEligible!: boolean | null;
  @col.version() version!: number;
}

/** Where an agency lies, so that callers bounded by area or state reach its officers without asking another subgraph. */
@Entity('agency_reach')
export class AgencyReach {
  @col.key('agency_id') agencyId!: string;
  @col.text('field_office', 40, { nullable: true }) fieldOffice!: string | null;
  @col.text('state_abbr', 2) stateAbbr!: string;
}
