import { ClaimAcknowledgement, ClaimResolution } from './ClaimReport.entity';
import { ImmigrationRecord } from './ImmigrationRecord.entity';
import { PaperGround } from './PaperGround.entity';
import { ProtectedHead } from './ProtectedHead.entity';

/** What ICE holds on persons' status, kept as versions in the protected store. */
export const immigrationRecords = {
  name: 'immigration_record',
  version: ImmigrationRecord,
  head: ProtectedHead,
} as const;

/** The boxes that detainers and warrants give as their ground. */
export const paperGrounds = { name: 'paper_ground', version: PaperGround, head: ProtectedHead } as const;

/** What ICE made of claims: each fact is there when a version of it counts. */
export const claimFacts = {
  acknowledged: { name: 'claim_acknowledgement', version: ClaimAcknowledgement, head: ProtectedHead },
  resolved: { name: 'claim_resolution', version: ClaimResolution, head: ProtectedHead },
} as const;
