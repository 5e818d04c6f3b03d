import { Entity } from 'typeorm';
import { col } from '../kit/columns';

/** One version of what ICE holds on a person's status; protected store. Versions are never changed. */
@Entity('immigration_record')
export class ImmigrationRecord {
  @col.key('subject_id') entityId!: string;
  @col.wholeKey('rev') rev!: number;
  @col.ref('act_id') actId!: string;
  @col.instant('written_at') writtenAt!: Date;
  @col.text('alien_number', 10, { nullable: true }) alienNumber!: string | null;
  @col.text('ice_subject_id', 20, { nullable: true }) subjectId!: string | null;
  @col.text('event_number', 20, { nullable: true }) eventNumber!: string | null;
  @col.text('fin_number', 20, { nullable: true }) finNumber!: string | null;
  @col.list('citizenship_countries', { nullable: true }) citizenshipCountries!: readonly string[] | null;
  @col.flag('us_citizen_indicator', { nullable: true }) usCitizenIndicator!: boolean | null;
  @col.text('nationality', 3, { nullable: true }) nationality!: string | null;
  @col.text('birth_country', 3, { nullable: true }) birthCountry!: string | null;
  @col.text('place_of_entry', 80, { nullable: true }) placeOfEntry!: string | null;
  @col.day('entry_on', { nullable: true }) entryOn!: string | null;
  @col.text('manner_of_entry', 40, { nullable: true }) mannerOfEntry!: string | null;
  @col.text('class_of_admission', 10, { nullable: true }) classOfAdmission!: string | null;
  @col.text('immigration_status', 40, { nullable: true }) immigrationStatus!: string | null;
  @col.flag('prior_deportation', { nullable: true }) priorDeportation!: boolean | null;
  @col.list('removability_basis', { nullable: true }) removabilityBasis!: readonly string[] | null;
  @col.list('ina_sections', { nullable: true }) inaSections!: readonly string[] | null;
  @col.text('final_order_issuer', 40, { nullable: true }) finalOrderIssuer!: string | null;
  @col.day('final_order_on', { nullable: true }) finalOrderOn!: string | null;
  @col.text('custody_determination', 40, { nullable: true }) custodyDetermination!: string | null;
  @col.day('consular_notified_on', { nullable: true }) consularNotifiedOn!: string | null;
  @col.text('special_protection', 40, { nullable: true }) specialProtection!: string | null;
  @col.long('ice_narrative', { nullable: true }) iceNarrative!: string | null;
  @col.long('statements', { nullable: true }) statements!: string | null;
  @col.list('biometric_refs', { nullable: true }) biometricRefs!: readonly string[] | null;
}
