import { ImmigrationRecord } from './ImmigrationRecord.entity';
import { ProtectedHead } from './ProtectedHead.entity';

/** What ICE holds on persons' status, kept as versions in the protected store. */
export const immigrationRecords = {
  name: 'immigration_record',
  version: ImmigrationRecord,
  head: ProtectedHead,
} as const;
