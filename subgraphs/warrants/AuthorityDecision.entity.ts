import { Entity } from 'typeorm';
import { col } from '../kit/columns';
import type { AuthorityCheck } from './rules/authorityCheck';

/** A decision by which a service was done or refused, with what it rested on; never changed. */
@Entity('authority_decision')
export class AuthorityDecision {
  @col.id() id!: string;
  @col.ref('warrant_id') warrantId!: string;
  @col.ref('officer_id') officerId!: string;
  @col.ref('facility_id') facilityId!: string;
  @col.instant('at') at!: Date;
  @col.flag('allowed') allowed!: boolean;
  @col.list('checks') checks!: readonly AuthorityCheck[];
  @col.text('policy_version', 80) policyVersion!: string;
  @col.instant('holds_until_at', { nullable: true }) holdsUntilAt!: Date | null;
}

/** A service without authority; nothing of it is ever deleted. */
@Entity('violation')
export class Violation {
  @col.id() id!: string;
  @col.ref('service_id') serviceId!: string;
  @col.ref('officer_id') officerId!: string;
  @col.ref('facility_id') facilityId!: string;
  @col.list('checks') checks!: readonly AuthorityCheck[];
  @col.instant('recorded_at') recordedAt!: Date;
}
